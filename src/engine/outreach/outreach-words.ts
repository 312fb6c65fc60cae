/** Texts of what the bot writes unasked: short, kind, and with the way out in it. */
import type { Language } from '../../domain/language.ts';
import type { OutreachKind } from '../../domain/outreach.ts';
import { surveyWords } from './survey-words.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

/** As learners type it: `/settings nudges off`. */
export const WISH_WORDS: Readonly<Record<OutreachKind, readonly string[]>> = {
  survey: ['surveys', '问卷', '問卷'],
  suggestion: ['suggestions', '推荐', '推薦'],
  reminder: ['reminders', '提醒'],
  nudge: ['nudges', '问候', '問候'],
};

export const outreachWords = {
  /** `title`: of the course that was finished; null where it was a high rating. */
  suggestionsHead: (title: string | null, l: Language) =>
    title === null
      ? by(
          l,
          '谢谢你的好评！你让我有合适的课就告诉你，这几门可能适合：',
          'Thank you for the kind rating! You asked to hear of courses that fit. These may:',
        )
      : by(
          l,
          `《${title}》学完了，恭喜！你让我有合适的课就告诉你：`,
          `You finished “${title}”, congratulations! You asked to hear what fits next:`,
        ),
  reminderHead: (l: Language) =>
    by(l, '这一周的学习小结，也是你要的提醒：', 'Your week, and the reminder you asked for:'),
  replanned: (l: Language) =>
    by(l, '学习计划已按现在的进度重新排好：/path', 'Your plan has been fitted to where you are: /path'),
  /** `days` since they were last seen in it, `completion` 0 … 1; null = not known. */
  /** Little done is not said: it would be no comfort. */
  nudge: (title: string, days: number | null, completion: number | null, l: Language) => {
    const share = completion === null || completion < 0.1 ? null : Math.floor(completion * 100);
    const since =
      days === null
        ? by(l, `《${title}》最近没有动静。`, `“${title}” has been quiet lately.`)
        : by(l, `《${title}》有 ${days} 天没打开了。`, `It has been ${days} days since you opened “${title}”.`);
    const done = share === null ? '' : by(l, `你已经学了 ${share}%。`, ` You are ${share}% through.`);
    const offer = by(
      l,
      '哪怕只学十分钟，也算接上了。卡在哪里，直接在这里问我，也可以找人工：/human',
      'Ten minutes are a good way back in. If something is in the way, ask me here, or a person: /human',
    );
    return `${since}${done}\n${offer}`;
  },
  set: (kind: OutreachKind, on: boolean, l: Language) => SET[kind](on, l),
  which: (kind: OutreachKind, l: Language) => {
    const [word = ''] = WISH_WORDS[kind];
    return by(
      l,
      `请写 /settings ${word} on 或 /settings ${word} off。`,
      `Write /settings ${word} on or /settings ${word} off.`,
    );
  },
  /** One line of `/settings`. */
  standing: (kind: OutreachKind, on: boolean, l: Language) => {
    const [word = ''] = WISH_WORDS[kind];
    const { zh, en } = NAMES[kind];
    return on
      ? by(l, `${zh}：开（/settings ${word} off 关掉）`, `${en}: on (/settings ${word} off)`)
      : by(l, `${zh}：关（/settings ${word} on 打开）`, `${en}: off (/settings ${word} on)`);
  },
};

const NAMES: Readonly<Record<OutreachKind, { readonly zh: string; readonly en: string }>> = {
  survey: { zh: '小问卷（偶尔）', en: 'Questionnaires, now and then' },
  suggestion: { zh: '学完后推荐课程', en: 'Courses that fit, after one is finished' },
  reminder: { zh: '每周学习提醒', en: 'Weekly study reminder' },
  nudge: { zh: '停学时的问候', en: 'A kind word when you pause' },
};

const SET: Readonly<Record<OutreachKind, (on: boolean, l: Language) => string>> = {
  survey: (on, l) => surveyWords.set(on, l),
  suggestion: (on, l) =>
    on
      ? by(
          l,
          '好的，学完一门课后，有合适的我再告诉你，两周最多一次。',
          'All right: after a course I will tell you what fits next, at most once in two weeks.',
        )
      : by(
          l,
          '好的，不再主动推荐课程。想看随时 /recommend',
          'All right, no more suggestions. /recommend shows them any time.',
        ),
  reminder: (on, l) =>
    on
      ? by(
          l,
          '好的，每周提醒你一次。不想要了：/settings reminders off',
          'All right, once a week. /settings reminders off ends it.',
        )
      : by(
          l,
          '好的，不再提醒。想恢复：/settings reminders on',
          'All right, no more reminders. /settings reminders on brings them back.',
        ),
  nudge: (on, l) =>
    on
      ? by(l, '好的，停得久了我会问候一声。', 'All right, I will say a word when you pause for long.')
      : by(
          l,
          '好的，不再发这类问候。想恢复：/settings nudges on',
          'All right, no more of these. /settings nudges on brings them back.',
        ),
};
