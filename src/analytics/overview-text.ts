/** The overview as a chat message in both languages, and as the JSON that programs read. No alignment by spaces: chats use proportional fonts. */
import type { ReportRequest } from '../domain/delivery.ts';
import type { Category } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import type { Metric } from './metric.ts';
import { type CategoryFigures, type Overview, type OverviewFigures, UNCATEGORISED } from './overview.ts';
import { toAside, toDuration, toInterval, toPercent, toPoints, toWindow } from './wording.ts';

/** Chats cut messages above about 2,000 characters; this leaves room for a frame. */
const LONGEST = 1800;

const CATEGORY_NAMES: Readonly<Record<Category | typeof UNCATEGORISED, Readonly<Record<Language, string>>>> = {
  technical: { zh: '技术', en: 'Technical' },
  account: { zh: '账号', en: 'Account' },
  payment: { zh: '支付', en: 'Payment' },
  course_content: { zh: '课程内容', en: 'Course content' },
  pre_sale: { zh: '售前', en: 'Pre-sale' },
  tutoring: { zh: '辅导', en: 'Tutoring' },
  certification: { zh: '证书', en: 'Certification' },
  career: { zh: '职业', en: 'Career' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  feedback: { zh: '反馈', en: 'Feedback' },
  consulting: { zh: '企业咨询', en: 'Consulting' },
  lecturer: { zh: '内训师', en: 'In-house lecturers' },
  [UNCATEGORISED]: { zh: '未归类', en: 'Not categorised' },
};

function toCategoryName(category: string, language: Language): string {
  return Object.hasOwn(CATEGORY_NAMES, category) ? CATEGORY_NAMES[category as Category][language] : category;
}

/** What is put behind a figure that moved since the period before; empty where nothing can be said. */
export type Arrow = (name: keyof OverviewFigures) => string;

const oneDigit = (value: number): string => value.toFixed(1);

function toOutcomeLines(figures: OverviewFigures, zh: boolean, arrow: Arrow): string[] {
  const { durable } = figures;
  const count = ({ value, n }: Metric) => {
    const share = toPercent((value ?? 0) / n);
    return zh ? `${value}（${share}）` : `${value} (${share})`;
  };
  return zh
    ? [
        `对话：${figures.conversations.value}${arrow('conversations')}`,
        `小助手解决，学员已确认：${count(figures.confirmed)}`,
        `小助手回答后学员没再问：${count(figures.assumed)}`,
        ...(durable.value === null ? [] : [`满 7 天的里面，学员没有再来：${durable.value} / ${durable.n}`]),
        `转人工：${count(figures.escalated)}`,
        `进行中（含人工处理中）：${count(figures.open)}`,
      ]
    : [
        `Conversations: ${figures.conversations.value}${arrow('conversations')}`,
        `Solved by the bot, learner confirmed: ${count(figures.confirmed)}`,
        `Answered by the bot, learner went quiet: ${count(figures.assumed)}`,
        ...(durable.value === null
          ? []
          : [`No return within 7 days: ${durable.value} of ${durable.n} old enough to tell`]),
        `Passed to people: ${count(figures.escalated)}`,
        `Still open (with people included): ${count(figures.open)}`,
      ];
}

function toRatingLines(figures: OverviewFigures, language: Language, arrow: Arrow): string[] {
  const zh = language === 'zh';
  const { satisfaction, satisfactionPercent, csat, nps, responseRate } = figures;
  const asked = responseRate.n;
  if (satisfaction.value === null || csat.value === null || nps.value === null || responseRate.value === null) {
    if (asked === 0) return [zh ? '满意度：还没有请学员评分' : 'Satisfaction: nobody has been asked for a rating yet'];
    return [zh ? `满意度：请了 ${asked} 位评分，还没有收到` : `Satisfaction: asked ${asked} times, no rating yet`];
  }
  const sure = (metric: Metric, word: (value: number) => string) =>
    toAside([toInterval(metric, word, language), `n = ${metric.n}`], language);
  const mean = oneDigit(satisfaction.value);
  const percent = `${Math.round(satisfactionPercent.value ?? 0)}%`;
  return zh
    ? [
        `满意度：${mean} / 10${sure(satisfaction, oneDigit)}${arrow('satisfaction')}`,
        `换算成百分制（均分 × 10）：${percent}`,
        `打 8 分及以上的：${toPercent(csat.value)}${sure(csat, toPercent)}${arrow('csat')}`,
        `NPS：${toPoints(nps.value)}${sure(nps, toPoints)}${arrow('nps')}`,
        `评分回收率：${toPercent(responseRate.value)}${sure(responseRate, toPercent)}${arrow('responseRate')}`,
      ]
    : [
        `Satisfaction: ${mean} of 10${sure(satisfaction, oneDigit)}${arrow('satisfaction')}`,
        `The same as a percentage (mean × 10): ${percent}`,
        `Rated 8 or more: ${toPercent(csat.value)}${sure(csat, toPercent)}${arrow('csat')}`,
        `NPS: ${toPoints(nps.value)}${sure(nps, toPoints)}${arrow('nps')}`,
        `Rated when asked: ${toPercent(responseRate.value)}${sure(responseRate, toPercent)}${arrow('responseRate')}`,
      ];
}

const TIME_WORDS = {
  zh: {
    response: { title: '人工首次回复', none: '还没有', pending: '还在等' },
    resolution: { title: '解决用时', none: '还没有', pending: '还没结束' },
  },
  en: {
    response: { title: 'First reply by a person', none: 'none yet', pending: 'still waiting' },
    resolution: { title: 'Time to resolution', none: 'none yet', pending: 'still open' },
  },
} as const;

function toTimeLine(
  of: 'response' | 'resolution',
  median: Metric,
  p90: Metric,
  language: Language,
  moved: string,
): string {
  const zh = language === 'zh';
  const { title, none, pending } = TIME_WORDS[language][of];
  const word = (ms: number) => toDuration(ms, language);
  const waiting = median.pending ? (zh ? `另有 ${median.pending} 个${pending}` : `${median.pending} ${pending}`) : null;
  if (median.n === 0) return `${title}${zh ? '：' : ': '}${none}${toAside([waiting], language)}`;
  const n = toAside([`n = ${median.n}`, waiting], language);
  if (median.value === null) {
    return zh ? `${title}：还不到一半有结果${n}` : `${title}: fewer than half so far${n}`;
  }
  const interval = toAside([toInterval(median, word, language)], language);
  const most = p90.value === null ? null : word(p90.value);
  return zh
    ? `${title}：中位数 ${word(median.value)}${interval}，${most === null ? '还不知道九成要多久' : `九成在 ${most}以内`}${n}${moved}`
    : `${title}: median ${word(median.value)}${interval}, ${most === null ? '90% not reached yet' : `90% within ${most}`}${n}${moved}`;
}

function toCategoryLine(category: string, figures: CategoryFigures, language: Language): string {
  const zh = language === 'zh';
  const words = zh
    ? { confirmed: '确认', assumed: '没再问', escalated: '转人工', open: '进行中' }
    : { confirmed: 'confirmed', assumed: 'quiet', escalated: 'to people', open: 'open' };
  const parts = (['confirmed', 'assumed', 'escalated', 'open'] as const)
    .filter((name) => figures[name].value !== 0)
    .map((name) => (zh ? `${words[name]} ${figures[name].value}` : `${figures[name].value} ${words[name]}`));
  const { value, n } = figures.satisfaction;
  if (value !== null) parts.push(zh ? `${oneDigit(value)} 分（n = ${n}）` : `rated ${oneDigit(value)} (n = ${n})`);
  const name = `${toCategoryName(category, language)} ${figures.conversations.value}`;
  return parts.length === 0 ? name : `${name}${zh ? '：' : ': '}${parts.join(zh ? '，' : ', ')}`;
}

/**
 * The report as words for a chat, at most 1,800 characters: where the categories do not fit, the smallest are summed up.
 * `timeZone` names the days of the window;
 * `arrow` says what follows a figure that moved.
 */
export function toOverviewText(
  { metrics, categories }: Overview,
  request: Pick<ReportRequest, 'from' | 'to' | 'language'>,
  timeZone = 'UTC',
  arrow: Arrow = () => '',
): string {
  const { language } = request;
  const zh = language === 'zh';
  const heading = `${zh ? '总览' : 'Overview'} · ${toWindow(request, timeZone)}`;
  if (metrics.conversations.n === 0) {
    const kind = zh
      ? '这段时间还没有对话。学员来提问之后，数字就会出现在这里。'
      : 'No conversations in this time yet. As soon as a learner asks something, the figures appear here.';
    return `${heading}\n${kind}`;
  }
  const body = [
    ...toOutcomeLines(metrics, zh, arrow),
    '',
    ...toRatingLines(metrics, language, arrow),
    '',
    toTimeLine(
      'response',
      metrics.firstResponseMedianMs,
      metrics.firstResponseP90Ms,
      language,
      arrow('firstResponseMedianMs'),
    ),
    toTimeLine(
      'resolution',
      metrics.resolutionMedianMs,
      metrics.resolutionP90Ms,
      language,
      arrow('resolutionMedianMs'),
    ),
  ];
  const legend = zh
    ? 'n：这个数字来自多少个对话、评分或回复；95%：真实值很可能在这个范围内。用时按自然时间计，还没结束的按已经等了多久计入，静默结束的不计入。'
    : 'n: how many conversations, ratings or replies a figure comes from. 95%: the range in which the true value very likely lies. Times run around the clock; what is unfinished counts for as long as it has lasted, what just went quiet does not count.';
  const lines = Object.entries(categories).map(([category, figures]) => toCategoryLine(category, figures, language));
  for (let shown = lines.length; ; shown--) {
    const hidden = lines.length - shown;
    const more = hidden === 0 ? [] : [zh ? `另有 ${hidden} 个较小的类别未列出` : `${hidden} smaller not shown`];
    const text = [
      heading,
      ...body,
      '',
      zh ? '按类别（对话数）' : 'By category (conversations)',
      ...lines.slice(0, shown),
      ...more,
      '',
      legend,
    ].join('\n');
    if (text.length <= LONGEST || shown === 0) return text;
  }
}
