/** Texts of the questionnaires. */
import type { Language } from '../../domain/language.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

export const surveyWords = {
  /** `n` from 0. The first one says what it is about and that nobody has to. */
  question: (question: string, n: number, count: number, course: string | null, l: Language) => {
    const about = course === null ? '' : by(l, `关于《${course}》，`, `About “${course}”: `);
    const head =
      n > 0
        ? by(l, `（${n + 1}/${count}）`, `(${n + 1}/${count}) `)
        : count === 1
          ? by(l, `${about}想听听你的看法，不答也没关系。\n`, `${about}we would like your view; no need to answer.\n`)
          : by(
              l,
              `${about}想听听你的看法：${count} 个小问题，随时可以跳过。\n（1/${count}）`,
              `${about}we would like your view: ${count} short questions, skip any of them.\n(1/${count}) `,
            );
    return `${head}${question}`;
  },
  yesOrNo: (yes: boolean, l: Language) => (yes ? by(l, '是', 'Yes') : by(l, '否', 'No')),
  write: (l: Language) =>
    by(l, '请直接写在下一条消息里（半小时内有效）。', 'Just write it in your next message (within half an hour).'),
  thanks: (l: Language) => by(l, '谢谢你！你的回答会帮我们改进。', 'Thank you! Your answers help us improve.'),
  stopped: (l: Language) =>
    by(
      l,
      '好的，不再发问卷。想恢复可以用 /settings surveys on。',
      'All right, no more questionnaires. /settings surveys on brings them back.',
    ),
  set: (on: boolean, l: Language) =>
    on
      ? by(l, '好的，偶尔会请你答一两个小问题。', 'All right, now and then we will ask you a question or two.')
      : surveyWords.stopped(l),
};
