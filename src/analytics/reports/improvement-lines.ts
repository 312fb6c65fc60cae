/** Accepted improvements in words: what each is about, and whether its figure has moved since. */
import type { Language } from '../../domain/language.ts';
import { LOOK_BACK_MS, type Progress, toProgress } from '../feedback/improvement.ts';
import { THEME_TEXTS } from '../feedback/theme-list.ts';
import { toPercent } from '../wording.ts';
import { createCourseOf } from './grouping.ts';
import type { ReportInput } from './report.ts';
import { toPlaceName } from './weak-spot-lines.ts';

/** The latest ones; more are no list to read in a chat. */
const MOST = 8;

/** How the accepted actions fare, in the order of acceptance. */
export function toProgressList({ feedback, purchases }: ReportInput): Progress[] {
  if (!feedback) return [];
  const courseOf = createCourseOf(purchases);
  return feedback.actions.flatMap((action) => toProgress(action, feedback.history, courseOf) ?? []);
}

const VERDICTS: Readonly<Record<Progress['verdict'], Readonly<Record<Language, string>>>> = {
  early: { zh: '⏳ 还早', en: '⏳ too early to tell' },
  better: { zh: '✅ 好转', en: '✅ better' },
  worse: { zh: '⚠ 变差', en: '⚠ worse' },
  level: { zh: '→ 看不出变化', en: '→ no change to be seen' },
};

const toShareWords = ({ value, n }: Progress['before'], zh: boolean): string =>
  value === null ? (zh ? '没有对话' : 'no conversations') : `${toPercent(value)} (n = ${n})`;

/** `C03-… 课程「SQL 入门」· 音视频与技术，3 月 1 日起：不满的对话 12% (n = 100) → 2% (n = 80)，差 −10 个百分点（−18 至 −2） ✅ 好转` */
function toProgressLine(progress: Progress, input: ReportInput): string {
  const { language } = input.request;
  const zh = language === 'zh';
  const { action, kind, place, theme, before, after, difference, verdict } = progress;
  const where = place === null ? '' : ` ${toPlaceName({ kind, place }, input)} ·`;
  const day = Temporal.Instant.fromEpochMilliseconds(action.acceptedAt)
    .toZonedDateTimeISO(input.timeZone)
    .toPlainDate();
  const points = (share: number) => `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(share * 100).toFixed(1)}`;
  const moved = difference
    ? zh
      ? `，差 ${points(difference.value)} 个百分点（95%：${points(difference.low)} 至 ${points(difference.high)}）`
      : `, ${points(difference.value)} points (95%: ${points(difference.low)} to ${points(difference.high)})`
    : '';
  const head = `[${action.code}]${where} ${THEME_TEXTS[theme].name[language]}`;
  const counts = `${toShareWords(before, zh)} → ${toShareWords(after, zh)}${moved}`;
  return zh
    ? `${head}，${day} 起：${VERDICTS[verdict].zh}。不满的对话 ${counts}`
    : `${head}, since ${day}: ${VERDICTS[verdict].en}. Discontent conversations ${counts}`;
}

/** What the lines above must be read with. */
function toProgressNote(language: Language): string {
  const days = LOOK_BACK_MS / 86_400_000;
  return language === 'zh'
    ? `采纳前 ${days} 天与采纳后相比。挑出来的薄弱点本来就会回落一些，好转不一定全是改进的功劳。`
    : `The ${days} days before against the time since. What was picked for being bad falls back a little by itself, so not all of it is the doing of the action.`;
}

/** Nothing where none was accepted. */
export function toImprovementLines(input: ReportInput): string[] {
  const list = toProgressList(input);
  if (list.length === 0) return [];
  const { language } = input.request;
  return [
    language === 'zh' ? '已采纳的改进：' : 'Accepted improvements:',
    ...list.slice(-MOST).map((progress) => toProgressLine(progress, input)),
    toProgressNote(language),
  ];
}

/** `/report action`: the accepted improvements by themselves. */
export function toImprovementText(input: ReportInput): string {
  const zh = input.request.language === 'zh';
  const lines = toImprovementLines(input);
  if (lines.length === 0) {
    return zh
      ? '还没有采纳改进。/report feedback 里每个薄弱点都带一条建议，点「采纳」或写 /report action accept 编号。'
      : 'No improvement is accepted yet. Each weak spot in /report feedback comes with a step; press Accept or type /report action accept CODE.';
  }
  return [...lines, zh ? '撤销：/report action drop 编号' : 'To take one back: /report action drop CODE'].join('\n');
}
