/** Weak spots in words: where learners are discontent, an example of what they say, and what to do about it. */
import type { Language } from '../../domain/language.ts';
import { toSpotCode } from '../feedback/improvement.ts';
import { THEME_TEXTS, toAction } from '../feedback/theme-list.ts';
import type { Voice } from '../feedback/voices.ts';
import { PLACES, type PlaceKind, rankWeakSpots, type WeakSpot } from '../feedback/weak-spots.ts';
import { toPercent } from '../wording.ts';
import type { ReportInput } from './report.ts';

const KINDS: Readonly<Record<PlaceKind, Readonly<Record<Language, string>>>> = {
  course: { zh: '课程', en: 'course' },
  queue: { zh: '队列', en: 'queue' },
  intent: { zh: '问题', en: 'question' },
};

const LONGEST_QUOTE = 48;
const SHORTEST_QUOTE = 4;

/** Words, rows and buttons of one report ask for the same. */
const ranked = new WeakMap<readonly Voice[], readonly WeakSpot[]>();

/** All of them, the largest impact first; the same voices may stand in a spot of a course, a queue and an intent. */
export function toWeakSpots(voices: readonly Voice[]): readonly WeakSpot[] {
  const known = ranked.get(voices);
  if (known) return known;
  const spots = PLACES.flatMap((kind) => rankWeakSpots(voices, kind)).sort((a, b) => b.impact - a.impact);
  ranked.set(voices, spots);
  return spots;
}

/** The first of each theme: a second place where the same is said adds little in a chat. */
export function toFirstOfThemes(spots: readonly WeakSpot[], most: number): WeakSpot[] {
  const seen = new Set<string>();
  return spots.filter(({ theme }) => !seen.has(theme) && seen.add(theme)).slice(0, most);
}

export function toPlaceName({ kind, place }: Pick<WeakSpot, 'kind' | 'place'>, input: ReportInput): string {
  const { language } = input.request;
  const name = input.nameOf(kind, place, language);
  return language === 'zh' ? `${KINDS[kind].zh}「${name}」` : `${KINDS[kind].en} “${name}”`;
}

/** The latest words of the spot that are neither a grunt nor a novel, in the reader's language where there are any; names and contacts are gone already. */
function toQuote(spot: WeakSpot, voices: readonly Voice[], language: Language): string | null {
  const all = voices
    .filter((voice) => voice.positive === false && voice.theme === spot.theme && voice[spot.kind] === spot.place)
    .map(({ text }) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => [...text].length >= SHORTEST_QUOTE);
  const own = all.filter((text) => /\p{Script=Han}/u.test(text) === (language === 'zh'));
  const texts = own.length > 0 ? own : all;
  const text = texts.findLast((each) => [...each].length <= LONGEST_QUOTE) ?? texts.at(-1);
  if (text === undefined) return null;
  const characters = [...text];
  return characters.length <= LONGEST_QUOTE ? text : `${characters.slice(0, LONGEST_QUOTE - 1).join('')}…`;
}

/** `1. 课程「SQL 入门」· 音视频与技术：9 个声音里 7 个不满（45% – 94%） “…”`, and below it what to do and under which code. */
export function toSpotLines(spot: WeakSpot, index: number, voices: readonly Voice[], input: ReportInput): string[] {
  const { language } = input.request;
  const zh = language === 'zh';
  const { value, n, low = 0, high = 1 } = spot.discontent;
  const bad = Math.round((value ?? 0) * n);
  const where = `${index + 1}. ${toPlaceName(spot, input)} · ${THEME_TEXTS[spot.theme].name[language]}`;
  const range = `${toPercent(low)} – ${toPercent(high)}`;
  const quote = toQuote(spot, voices, language);
  const words = quote === null ? '' : zh ? `「${quote}」` : ` “${quote}”`;
  const code = toSpotCode(spot);
  const isAccepted = input.feedback?.actions.some((action) => action.code === code);
  const mark = isAccepted ? (zh ? `${code}，已采纳` : `${code}, accepted`) : code;
  const step = toAction(spot.theme, input.nameOf(spot.kind, spot.place, language), language);
  return [
    zh
      ? `${where}：${n} 个里 ${bad} 个不满（95%：${range}）${words}`
      : `${where}: ${bad} of ${n} discontent (95%: ${range})${words}`,
    `   → ${step} [${mark}]`,
  ];
}
