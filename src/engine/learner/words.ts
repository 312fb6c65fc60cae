/** What the bot says to learners about themselves: settings, needs, account, tickets. */
import type { Language } from '../../domain/language.ts';
import { OUTREACH_KINDS, type OutreachWishes, takes } from '../../domain/outreach.ts';
import type { Platform } from '../../domain/place.ts';
import type { Profile } from '../../domain/profile.ts';
import { outreachWords } from '../outreach/outreach-words.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

const PLATFORM_WORDS: Readonly<Record<Platform, { zh: string; en: string }>> = {
  slack: { zh: 'Slack', en: 'Slack' },
  discord: { zh: 'Discord', en: 'Discord' },
  telegram: { zh: 'Telegram', en: 'Telegram' },
  local: { zh: '本地页面', en: 'the local page' },
};

const toWishLines = (wishes: OutreachWishes, l: Language): string =>
  OUTREACH_KINDS.map((kind) => outreachWords.standing(kind, takes(wishes, kind), l)).join('\n');

export const learnerWords = {
  needs: (known: string, l: Language) =>
    by(
      l,
      `${known ? `我记下的：${known}` : '我还没有记下什么。'}\n可以告诉我：/needs slow（慢一点、短句）、/needs screen-reader（用读屏软件）、/needs quiet 22:00-08:00（这段时间不打扰），后面加 off 就关掉；也可以写 /needs 和想让客服知道的话；/needs clear 清空`,
      `${known ? `What I have noted: ${known}` : 'I have noted nothing yet.'}\nTell me: /needs slow (short sentences), /needs screen-reader, /needs quiet 22:00-08:00 (no prompts then), each with off to end it; or /needs and anything agents should know; /needs clear forgets it all`,
    ),
  needsKept: (known: string, l: Language) =>
    known === ''
      ? by(l, '好的，现在没有特别需要了。', 'All right, that is forgotten.')
      : by(l, `记下了：${known}。客服接手时会看到。`, `Noted: ${known}. Agents see it when they take over.`),
  badQuiet: (l: Language) =>
    by(l, '安静时间请写成：/needs quiet 22:00-08:00', 'Write quiet hours as /needs quiet 22:00-08:00'),
  settings: ({ language, account, sharesRatings, outreachWishes }: Profile, needs: string, l: Language) =>
    by(
      l,
      `你的设置\n语言：${language === 'zh' ? '中文' : language === 'en' ? 'English' : '自动'}（/settings zh、en 或 auto）\n课程账号：${account ? `已绑定 ${account}（/settings unlink 解绑）` : '未绑定（用店铺给的链接，或 /settings link 绑定码）'}\n特殊需要：${needs || '无'}（/needs）\n公布的平均分：${sharesRatings ? '算上你的评分（/settings ratings off 撤回）' : '不算你的评分（/settings ratings on 算上）'}\n${toWishLines(outreachWishes, l)}`,
      `Your settings\nLanguage: ${language === 'zh' ? '中文' : language === 'en' ? 'English' : 'automatic'} (/settings zh, en or auto)\nCourse account: ${account ? `linked to ${account} (/settings unlink)` : 'not linked (use the shop’s link, or /settings link and your code)'}\nNeeds: ${needs || 'none'} (/needs)\nPublished average: ${sharesRatings ? 'your ratings count (/settings ratings off)' : 'your ratings do not count (/settings ratings on)'}\n${toWishLines(outreachWishes, l)}`,
    ),
  languageSet: (language: Language | null, l: Language) =>
    language === null
      ? by(l, '好的，语言跟着你写的走。', 'All right, the language follows what you write.')
      : by(l, '好的，以后都用中文。', 'All right, English from now on.'),
  badSetting: (typed: string, l: Language) =>
    by(
      l,
      `没有「${typed}」这个设置。可以用：/settings zh、en、auto、ratings、surveys、suggestions、reminders、nudges（后面写 on 或 off）、link 绑定码、unlink`,
      `There is no setting “${typed}”. Use /settings zh, en or auto; ratings, surveys, suggestions, reminders or nudges with on or off; link and your code; or unlink`,
    ),
  whichSwitch: (l: Language) =>
    by(
      l,
      '/settings ratings on：把我的评分算进公布的平均分；/settings ratings off：不算。',
      '/settings ratings on counts your ratings in the published average; off leaves them out.',
    ),
  linked: (account: string, l: Language) =>
    by(
      l,
      `绑定好了：课程账号 ${account}。之后问问题，客服能看到你的课程，不用再报一遍。不想绑定了：/settings unlink`,
      `Linked to course account ${account}. Agents now see your courses without asking. To undo it: /settings unlink`,
    ),
  sharedWith: (others: number, l: Language) =>
    by(
      l,
      `另外还有 ${others} 个聊天账号绑定了它，已通知对方。如果那不是你自己，请发「人工」告诉我们。`,
      `${others === 1 ? 'One more chat account is' : `${others} more chat accounts are`} linked to it and ${others === 1 ? 'has' : 'have'} been told. If that is not you, write “human” and tell us.`,
    ),
  /** To those who were linked before; it names nobody, because others may read along. */
  linkedElsewhere: (platform: Platform, l: Language) =>
    by(
      l,
      `你绑定的课程账号刚刚又绑定了一个聊天账号（${PLATFORM_WORDS[platform].zh}）。是你自己就不用管；不是的话，请发「人工」告诉我们。`,
      `Your course account was just linked to one more chat account (${PLATFORM_WORDS[platform].en}). If that was you, all is well; if not, write “human” and tell us.`,
    ),
  /** To the staff. */
  accountShared: (account: string, people: number, platform: Platform, l: Language) =>
    by(
      l,
      `⚠️ 课程账号 ${account} 在 ${PLATFORM_WORDS[platform].zh} 上绑定了 ${people} 个人，可能是误绑或共用。都已通知；请核实，需要时请对方 /settings unlink。`,
      `⚠️ Course account ${account} is linked to ${people} people on ${PLATFORM_WORDS[platform].en}: a mistake, or a shared account. They have been told; please check, and ask for /settings unlink where needed.`,
    ),
  alreadyLinked: (account: string, l: Language) =>
    by(l, `已经绑定在课程账号 ${account} 上了。`, `You are linked to course account ${account} already.`),
  unlinked: (l: Language) => by(l, '已解绑课程账号。', 'Your course account is no longer linked.'),
  notLinked: (l: Language) => by(l, '现在没有绑定课程账号。', 'No course account is linked.'),
  noAccountByEmail: (l: Language) =>
    by(
      l,
      '没有找到用你在这个平台的邮箱登记的课程账号。请从课程页面打开绑定链接，或输入 /settings link 加绑定码。',
      'No course account is registered with the address that this platform knows you by. Open the link on your course page, or type /settings link and your code.',
    ),
  badLink: (problem: 'notSet' | 'wrong' | 'expired', l: Language) =>
    problem === 'expired'
      ? by(
          l,
          '这个绑定链接过期了。请回到课程页面重新打开一次。',
          'This link has expired. Please open it again from your course page.',
        )
      : problem === 'notSet'
        ? by(
            l,
            '这里还没有开通账号绑定。直接问问题就行。',
            'Linking accounts is not set up here. Just ask your question.',
          )
        : by(
            l,
            '这个绑定码不对。请从课程页面重新打开链接，或者检查有没有漏字。',
            'This code is not right. Please open the link from your course page again, or check that nothing is missing.',
          ),
  noCourses: (l: Language) =>
    by(
      l,
      '这里还没有放课程目录。想了解课程，可以找人工：/human',
      'There is no list of courses here yet. To ask about courses: /human',
    ),
  coursesHow: (l: Language) =>
    by(
      l,
      '可以这样找：/courses python 500以内，/courses compare py101 da101，/courses goal 转行做数据分析；或者找课程顾问聊聊。',
      'Look further: /courses python under 500, /courses compare py101 da101, /courses goal become a data analyst; or talk to an adviser.',
    ),
  compareHow: (ids: readonly string[], l: Language) =>
    by(
      l,
      `请写上要比较的课程，比如：/courses compare ${ids.join(' ')}`,
      `Name the courses to compare, as in /courses compare ${ids.join(' ')}`,
    ),
} as const;
