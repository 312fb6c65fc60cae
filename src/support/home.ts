/** Arranges a learner's own page by what they need now: who waits for them, what is unfinished, what comes next. Pure. */
import type { HomeBlock, HomeKind } from '../domain/home.ts';
import type { Bilingual } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';

export interface HomeTicket {
  readonly id: string;
  readonly status: 'queued' | 'assigned' | 'pending';
  readonly queue: Bilingual;
  readonly question: string;
}

export interface HomeCourse {
  readonly title: Bilingual;
  /** 0 … 1; null = not known. */
  readonly completion: number | null;
}

/** What is known of the person; whatever nobody knows is empty or null, and its block is left out. */
export interface HomeKnown {
  readonly tickets: readonly HomeTicket[];
  /** The last conversation whose rating was asked for and not given. */
  readonly unrated: { readonly conversation: string; readonly about: Bilingual | null } | null;
  /** In the order in which they were bought. */
  readonly courses: readonly HomeCourse[];
  /** The next course, because of which ones. */
  readonly next: { readonly title: Bilingual; readonly because: Bilingual } | null;
  readonly recommended: readonly { readonly title: Bilingual; readonly because: Bilingual }[];
  /** Names of the organisations the person manages. */
  readonly manages: readonly string[];
  readonly isLinked: boolean;
}

const MOST_LINES = 5;
const LONGEST_QUESTION = 60;
/** From so much on a course counts as through. */
const THROUGH = 0.9;

const STATUS: Readonly<Record<HomeTicket['status'], Bilingual>> = {
  pending: { zh: '⏳ 等你回复，直接写在这里', en: '⏳ waits for your answer; just write it here' },
  assigned: { zh: '🙋 处理中', en: '🙋 in hand' },
  queued: { zh: '🕒 排队中', en: '🕒 waiting' },
};
/** What waits for the learner comes before what waits for us. */
const BY_STATUS = ['pending', 'assigned', 'queued'] as const satisfies readonly HomeTicket['status'][];

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUESTION
    ? `${line.slice(0, LONGEST_QUESTION - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
    : line;
}

function toBlock(kind: HomeKind, title: Bilingual, lines: readonly Bilingual[], conversation: string | null = null) {
  return lines.length === 0 ? [] : [{ kind, title, lines: lines.slice(0, MOST_LINES), conversation }];
}

function toTickets(tickets: readonly HomeTicket[]): HomeBlock[] {
  const inOrder = tickets.toSorted((a, b) => BY_STATUS.indexOf(a.status) - BY_STATUS.indexOf(b.status));
  const lines = inOrder.map(({ id, status, queue, question }) => ({
    zh: `${id}｜${queue.zh}｜${STATUS[status].zh}\n   ${shorten(question)}`,
    en: `${id} · ${queue.en} · ${STATUS[status].en}\n   ${shorten(question)}`,
  }));
  return toBlock('ticket', { zh: '进行中的工单', en: 'Your open tickets' }, lines);
}

/** A course that is begun goes on before a new one begins; the one nearest to its end first. */
function toStep({ courses, next }: HomeKnown): HomeBlock[] {
  const begun = courses
    .filter(({ completion }) => completion !== null && completion > 0 && completion < THROUGH)
    .toSorted((a, b) => (b.completion ?? 0) - (a.completion ?? 0))[0];
  const title = { zh: '下一步', en: 'Next step' };
  if (begun) {
    const share = percent(begun.completion ?? 0);
    return toBlock('step', title, [
      { zh: `▶ 接着学「${begun.title.zh}」，已完成 ${share}`, en: `▶ Go on with ${begun.title.en}, ${share} done` },
    ]);
  }
  if (!next) return [];
  return toBlock('step', title, [
    {
      zh: `▶ ${next.title.zh}（学过${next.because.zh}，可以开始了）`,
      en: `▶ ${next.title.en} (you have ${next.because.en})`,
    },
  ]);
}

function toCourses(courses: readonly HomeCourse[]): HomeBlock[] {
  const mark = (completion: number | null) =>
    completion === null ? '' : completion >= THROUGH ? ' ✓' : ` · ${percent(completion)}`;
  const lines = courses.map(({ title, completion }) => ({
    zh: `${title.zh}${mark(completion)}`,
    en: `${title.en}${mark(completion)}`,
  }));
  return toBlock('courses', { zh: '我的课程', en: 'My courses' }, lines);
}

const HELP: readonly Bilingual[] = [
  {
    zh: '直接写下问题；/human 找人工；/help 看全部命令',
    en: 'Just write your question; /human for a person; /help for everything',
  },
];

/** An open ticket first, then a rating that is owed, then the next step, then the rest; how to ask always ends it. */
export function arrangeHome(known: HomeKnown): readonly HomeBlock[] {
  const { unrated, isLinked } = known;
  const about = unrated?.about;
  return [
    ...toTickets(known.tickets),
    ...toBlock(
      'rating',
      { zh: '还没评分', en: 'Not rated yet' },
      unrated
        ? [
            {
              zh: `${about ? `「${about.zh}」` : '上次的服务'}怎么样？0–10 分，/rate 8`,
              en: `How was it${about ? ` with “${about.en}”` : ' last time'}? 0 to 10, /rate 8`,
            },
          ]
        : [],
      unrated?.conversation ?? null,
    ),
    ...toStep(known),
    ...toCourses(known.courses),
    ...toBlock(
      'recommended',
      { zh: '推荐给你', en: 'For you' },
      known.recommended.map(({ title, because }) => ({
        zh: `${title.zh}（学过${because.zh}）`,
        en: `${title.en} (you have ${because.en})`,
      })),
    ),
    ...toBlock(
      'company',
      { zh: '我的企业', en: 'Your company' },
      known.manages.map((name) => ({
        zh: `${name}：/org 看数据，/org request 申请开课`,
        en: `${name}: /org for figures, /org request for a course`,
      })),
    ),
    ...toBlock(
      'link',
      { zh: '课程账号', en: 'Course account' },
      isLinked
        ? []
        : [
            {
              zh: '绑定后这里会有你的课程和进度：/settings link 绑定码',
              en: 'Link it to see your courses here: /settings link and your code',
            },
          ],
    ),
    ...toBlock('help', { zh: '找我帮忙', en: 'Ask me' }, HELP),
  ];
}

/** The page as a chat message. */
export function toHomeText(blocks: readonly HomeBlock[], language: Language): string {
  const zh = language === 'zh';
  const parts = blocks.map(({ title, lines }) =>
    [zh ? `【${title.zh}】` : `— ${title.en} —`, ...lines.map((line) => line[language])].join('\n'),
  );
  return [zh ? '🏠 你的首页' : '🏠 Your page', ...parts].join('\n\n');
}
