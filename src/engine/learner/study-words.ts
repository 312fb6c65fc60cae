/** What the bot says around recommendations and learning paths, in both languages. */
import type { Language } from '../../domain/language.ts';
import type { SuggestedCourse, Suggestions } from '../../domain/study.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);
const CURRENCY = '¥';

function toPrice(price: number | null, l: Language): string {
  if (price === null) return '';
  const words = price === 0 ? by(l, '免费', 'free') : `${CURRENCY}${price}`;
  return by(l, `（${words}）`, ` (${words})`);
}

function toHead({ arm, isOffGoal }: Suggestions, goal: string, l: Language): string {
  if (isOffGoal) {
    return by(
      l,
      `没有找到正好讲「${goal}」的课，先看看这些：`,
      `No course is just about “${goal}”. Have a look at these:`,
    );
  }
  if (goal !== '') return by(l, `和「${goal}」有关的课程：`, `Courses about “${goal}”:`);
  if (arm === 'popular') return by(l, '大家常选的课程：', 'What most learners choose:');
  return by(l, '接下来可以学这些：', 'You could go on with these:');
}

export const studyWords = {
  suggestions: (suggestions: Suggestions, goal: string, isLinked: boolean, l: Language) =>
    [
      toHead(suggestions, goal, l),
      ...suggestions.courses.map(
        ({ title, reason, price }: SuggestedCourse, n) =>
          `${n + 1}. ${by(l, `《${title}》`, title)}${toPrice(price, l)}\n   ${reason}`,
      ),
      ...(isLinked
        ? []
        : [
            by(
              l,
              '绑定课程账号后会按你学过的来推荐：用店铺给的链接，或 /settings link 绑定码。也可以说说想学什么：/recommend 数据分析',
              'Link your course account to have what you learnt counted in: use the shop’s link, or /settings link and your code. Or say what you would like: /recommend data analysis',
            ),
          ]),
    ].join('\n'),
  nothingToSuggest: (l: Language) =>
    by(
      l,
      '现在没有新的课可以推荐：能学的你都有了，或者说过不需要。想聊聊接下来学什么，可以找人工：/human',
      'There is nothing new to recommend right now: you have what is open to you, or said no to it. To talk about what comes next: /human',
    ),
  interested: (title: string, id: string, price: number | null, l: Language) =>
    by(
      l,
      `记下了，你对《${title}》感兴趣${toPrice(price, l)}。详细介绍：/courses ${id}；排进学习计划：/path ${id}；想报名或有疑问：/human`,
      `Noted: “${title}” interests you${toPrice(price, l)}. More about it: /courses ${id}. Into a plan: /path ${id}. To enrol or ask: /human`,
    ),
  notInterested: (title: string, l: Language) =>
    by(
      l,
      `好的，不再推荐《${title}》，类似的也会少一些。换几门看看：/recommend`,
      `All right, “${title}” will not come up again, and fewer like it. For others: /recommend`,
    ),
  why: (lines: readonly string[], l: Language) =>
    [by(l, '推荐这些课，是因为：', 'These were chosen because:'), ...lines.map((line) => `· ${line}`)].join('\n'),
  noPlan: (l: Language) =>
    by(
      l,
      '还没有学习计划。说说目标和每周的时间，我来排：\n/path 数据分析 每周6小时\n/path 后端工程师 每周5小时 工作时间 周一到周五 9:00-18:00\n也可以：/path 证书 看证书还差什么，/path 求职 看简历和面试',
      'There is no learning path yet. Name a goal and the hours you have a week:\n/path data analyst 6h\n/path backend engineer 5h work Mon-Fri 09:00-18:00\nAlso: /path certificate for what a certificate still asks for, /path career for CV and interviews',
    ),
  planKept: (l: Language) =>
    by(
      l,
      '计划已存好，随时 /path 查看，学完的会自动打勾。改时间：/path 每周8小时；取消：/path cancel',
      'Kept. /path shows it any time and ticks off what you finish. Other hours: /path 8h; to drop it: /path cancel',
    ),
  planDropped: (l: Language) => by(l, '学习计划已取消。', 'Your learning path is cancelled.'),
  badHours: (typed: string, l: Language) =>
    by(
      l,
      `每周 ${typed} 小时排不了，请写 0 以上、80 以内，比如：/path 数据分析 每周6小时`,
      `${typed} hours a week cannot be planned; write more than 0 and up to 80, as in /path data analyst 6h`,
    ),
  badWork: (typed: string, l: Language) =>
    by(
      l,
      `没看懂工作时间「${typed}」，请写成：工作时间 周一到周五 9:00-18:00`,
      `I could not read the working hours “${typed}”; write for example work Mon-Fri 09:00-18:00`,
    ),
} as const;
