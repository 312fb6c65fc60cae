/** Texts about improvements and alarms of figures. */
import type { Language } from '../domain/language.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

export const reportWords = {
  /** `read` of `total` conversations; nothing read yet: just that it takes a moment. */
  working: (read: number, total: number, l: Language) => {
    const share = total > 0 ? Math.floor((100 * read) / total) : 0;
    const so = total > 0 ? by(l, `（${share}%，共 ${total} 个对话）`, ` (${share}% of ${total} conversations)`) : '';
    return by(l, `⏳ 正在算，请稍等${so}。`, `⏳ Working it out, one moment${so}.`);
  },
  worked: (l: Language) => by(l, '✓ 算好了，在下一条。', '✓ Done, see the next message.'),
  whichAction: (l: Language) =>
    by(
      l,
      '请写上 /report feedback 里的编号：/report action accept C03-0ABC123 采纳，/report action drop C03-0ABC123 撤销；只写 /report action 看已采纳的。',
      'Add the code from /report feedback: /report action accept C03-0ABC123, or drop to take it back; /report action alone shows what was accepted.',
    ),
  dropped: (code: string, l: Language) =>
    by(l, `${code} 已撤销，报告里不再跟踪。`, `${code} is dropped; the report follows it no longer.`),
  figuresInPrivate: (l: Language) =>
    by(
      l,
      '数据只给本人看：请在和我的私聊里发 /figures。',
      'Figures are for yourself only: send me /figures in our private chat.',
    ),
};
