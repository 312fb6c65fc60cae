/** Who did what to which ticket, for admins: lines from the append-only history, without what people wrote. */
import type { HistoryEntry } from '../domain/history.ts';
import type { Language } from '../domain/language.ts';
import { toEventWord, toFactsText } from './transcript-entries.ts';

export interface AuditOptions {
  /** How an actor is called; the id is shown beside it. */
  nameOf(actor: string): string;
  /** The ticket of an entry's conversation, null where it had none. */
  ticketOf(entry: HistoryEntry): string | null;
  readonly language: Language;
  readonly timeZone: string;
  /** Only this ticket, this actor, this time (`from` included, `to` not); unset = all. */
  readonly ticket?: string;
  readonly actor?: string;
  readonly from?: number;
  readonly to?: number;
  /** At most so many lines, the latest ones. */
  readonly most: number;
}

/** What learners say and hear is the transcript's; the audit is about acts. */
const WORDS_ONLY = new Set<string>(['learnerMessage', 'conversationStarted', 'answered']);

const oneLine = (text: string): string => text.replace(/[\s·]+/g, ' ').trim();

/** Oldest first: `2026-03-01 10:05:07 · Ann (slack:U1) · claimed · T-000001 · reason: …`, then how many more there are. */
export function toAuditText(history: readonly HistoryEntry[], options: AuditOptions): string {
  const { nameOf, ticketOf, language, timeZone, ticket, actor, most } = options;
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const zh = language === 'zh';
  const found = history
    .map((entry) => ({ entry, of: ticketOf(entry) }))
    .filter(
      ({ entry, of }) =>
        !WORDS_ONLY.has(entry.kind) &&
        (ticket === undefined || of === ticket) &&
        (actor === undefined || entry.actor === actor) &&
        entry.at >= from &&
        entry.at < to,
    )
    .sort((a, b) => a.entry.at - b.entry.at);
  if (found.length === 0) return zh ? '没有符合条件的记录。' : 'Nothing on record fits.';
  const lines = found.slice(-most).map(({ entry, of }) => {
    const moment = Temporal.Instant.fromEpochMilliseconds(entry.at).toZonedDateTimeISO(timeZone).toPlainDateTime();
    const name = nameOf(entry.actor);
    const who = name === entry.actor ? name : `${oneLine(name)} (${entry.actor})`;
    const when = moment.toString({ smallestUnit: 'second' }).replace('T', ' ');
    const facts = oneLine(toFactsText(entry));
    return [when, who, toEventWord(entry.kind, language), of ?? '–', ...(facts ? [facts] : [])].join(' · ');
  });
  const more = found.length - lines.length;
  if (more > 0) lines.unshift(zh ? `更早还有 ${more} 条` : `${more} earlier ones`);
  return lines.join('\n');
}
