/** `/needs`: what somebody needs to be served well. It travels with each ticket and shapes what the bot sends. */
import type { CommandInvoked } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import { isQuietAt, type Needs, NO_NEEDS } from '../../domain/profile.ts';
import type { Context } from '../context.ts';
import { answerAt, type Draft, record, setProfile } from '../draft.ts';
import { cut } from '../replies.ts';
import { learnerWords } from './words.ts';

const LONGEST_NOTE = 200;

/** The end of the quiet hours that `at` lies in (ms), or null outside them. */
export function quietUntil(needs: Needs, at: number, timeZone: string): number | null {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  if (!needs.quiet || !isQuietAt(needs, local.hour * 60 + local.minute)) return null;
  const { toMinute } = needs.quiet;
  const end = local.withPlainTime({ hour: Math.floor(toMinute / 60) % 24, minute: toMinute % 60 });
  const until = end.epochMilliseconds > at ? end : end.add({ days: 1 });
  return until.epochMilliseconds;
}

/** `22:00-08:00` → minutes; null for anything else. */
function parseQuiet(words: string): Needs['quiet'] {
  const match = /^(\d{1,2})[:：](\d{2})\s*[-–~到至]\s*(\d{1,2})[:：](\d{2})$/.exec(words);
  if (!match) return null;
  const [fromHour, from, toHour, to] = match.slice(1).map(Number) as [number, number, number, number];
  if (fromHour > 23 || toHour > 24 || from > 59 || to > 59) return null;
  return { fromMinute: fromHour * 60 + from, toMinute: Math.min(toHour * 60 + to, 1440) % 1440 };
}

/** Nothing: shows them · `slow` · `screen-reader` · `quiet 22:00-08:00`, each with `off` to end it · `clear` · anything else is a note for agents. */
export function needs(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const words = event.args.trim();
  const now = context.profileOf(event.author.id).needs;
  const answer = (text: string) => answerAt(draft, event.spot, 'learner', text);
  if (words === '') {
    record(draft, 'ignored', event.author.id, { reason: 'needs shown' });
    return answer(learnerWords.needs(toNeedsText(now, language), language));
  }
  const next = change(now, words);
  if (next === null) {
    record(draft, 'refused', event.author.id, { reason: 'no quiet hours' });
    return answer(learnerWords.badQuiet(language));
  }
  setProfile(draft, event.author.id, { needs: next });
  record(draft, 'configured', event.author.id, { needs: true });
  answer(learnerWords.needsKept(toNeedsText(next, language), language));
}

type Wish = 'slow' | 'screenReader' | 'quiet';

const WISHES: readonly (readonly [Wish, RegExp])[] = [
  ['slow', /^(?:slow(?:ly)?|慢一点|慢一點|慢点|慢)(?=\s|$)/i],
  ['screenReader', /^(?:screen[-\s]?reader|读屏|讀屏)(?=\s|$)/i],
  ['quiet', /^(?:quiet|安静|安靜)(?=\s|$)/i],
];
const ON = /^(?:on|yes|开|開|打开|打開|要)?$/i;
const OFF = /^(?:off|no|关|關|关闭|關閉|不用|取消)$/i;

/** null: quiet hours that are none. Whoever says more than on or off tells something that agents should know. */
function change(now: Needs, words: string): Needs | null {
  if (/^(?:clear|清空)$/i.test(words)) return NO_NEEDS;
  const [wish, pattern] = WISHES.find(([, each]) => each.test(words)) ?? [];
  const rest = pattern ? words.replace(pattern, '').trim() : words;
  if (wish === 'quiet') {
    const quiet = OFF.test(rest) ? null : parseQuiet(rest);
    return quiet || OFF.test(rest) ? { ...now, quiet } : null;
  }
  if (wish && (ON.test(rest) || OFF.test(rest))) return { ...now, [wish]: !OFF.test(rest) };
  return { ...now, note: cut(words, LONGEST_NOTE) };
}

const toClock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** For the learner and for the ticket's card; empty where there are none. */
export function toNeedsText({ slow, screenReader, quiet, note }: Needs, language: Language): string {
  const zh = language === 'zh';
  return [
    slow ? (zh ? '慢一点、短句' : 'slowly, short sentences') : '',
    screenReader ? (zh ? '用读屏软件' : 'uses a screen reader') : '',
    quiet ? `${zh ? '安静时间 ' : 'quiet hours '}${toClock(quiet.fromMinute)}–${toClock(quiet.toMinute)}` : '',
    note ?? '',
  ]
    .filter(Boolean)
    .join(zh ? '；' : '; ');
}
