/** What the adapter itself says, in both languages: hints at once, where the engine's answer comes by another way. */
import type { Language } from '../../src/domain/language.ts';

const by = (zh: string, en: string) => (language: Language) => (language === 'zh' ? zh : en);

export const hints = {
  notReceived: by('抱歉，刚才没有收到，请再试一次。', 'Sorry, that did not reach us. Please try again.'),
  inDirect: by('我在私聊里回答你（看「消息」）。', 'I answer in our direct messages.'),
  fileInDirect: by(
    '图在我们的私聊里；分享时会一起发。',
    'The chart is in our direct messages, and comes with the share.',
  ),
  share: by('分享到频道', 'Share to channel'),
  shared: by('已分享到频道。', 'Shared to the channel.'),
  notShared: (reason: string, language: Language) =>
    language === 'zh' ? `没能分享到频道：${reason}` : `Could not be shared: ${reason}`,
  tooOld: by('这份内容已经过期，请再用一次命令。', 'This has expired. Please use the command again.'),
  tooLarge: (names: string, language: Language) =>
    language === 'zh'
      ? `文件太大（最多 50 MB），带不过去：${names}。请压缩后再发，或发个链接。`
      : `Too large to pass on (50 MB at most): ${names}. Please send a smaller one, or a link.`,
  empty: by('请写点内容。', 'Please write something.'),
};
