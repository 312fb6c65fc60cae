/** A report as the target of a button: name, days, split, language and wished time within the 32 characters that every platform takes. */
import type { Language } from './language.ts';
import { DIMENSIONS, REPORT_NAMES, type ReportRequest } from './report.ts';

const OPEN = '0';
const LONGEST = 32;
/** The name of a report, short enough to leave room for two days. */
const toCodeName = (name: string): string => name.toUpperCase().slice(0, 12);

/** By the number of the split (0 = none): the sign also says the language. */
const SPLITS: Readonly<Record<Language, string>> = { zh: '0123456789', en: 'ABCDEFGHIJ' };

function toDay(ms: number | null, timeZone: string): string | null {
  if (ms === null) return OPEN;
  const moment = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  if (moment.startOfDay().epochMilliseconds !== ms) return null;
  return moment.toPlainDate().toString().replaceAll('-', '');
}

function fromDay(typed: string, timeZone: string): number | null {
  const date = `${typed.slice(0, 4)}-${typed.slice(4, 6)}-${typed.slice(6)}`;
  return typed === OPEN ? null : Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

/** `SATISFACTION-20260101-20260201-2`; null where the request does not fit, such as one that begins in the middle of a day. */
export function toReportCode(
  { name, from, to, language, by, withinMs, organisation, learner }: ReportRequest,
  timeZone: string,
): string | null {
  const first = toDay(from, timeZone);
  const end = toDay(to, timeZone);
  if (first === null || end === null || name === 'explain') return null;
  // An id is too long for a button.
  if (organisation !== undefined || learner !== undefined) return null;
  if (withinMs !== undefined && withinMs % 60_000 !== 0) return null;
  const wait = withinMs === undefined ? [] : [(withinMs / 60_000).toString(36).toUpperCase()];
  const split = SPLITS[language][by === undefined ? 0 : DIMENSIONS.indexOf(by) + 1];
  const code = [toCodeName(name), first, end, split, ...wait].join('-');
  return code.length <= LONGEST ? code : null;
}

/** The request again; null for anything that is no such code. */
export function parseReportCode(code: string, timeZone: string): ReportRequest | null {
  const match = /^([A-Z]+(?:-[A-Z]+)?)-(0|\d{8})-(0|\d{8})-([0-9A-J])(?:-([0-9A-Z]{1,6}))?$/.exec(code);
  const name = REPORT_NAMES.find((known) => toCodeName(known) === match?.[1]);
  if (!match || !name) return null;
  const sign = match[4] ?? '';
  const language: Language = SPLITS.zh.includes(sign) ? 'zh' : 'en';
  const by = DIMENSIONS[SPLITS[language].indexOf(sign) - 1];
  try {
    const from = fromDay(match[2] ?? OPEN, timeZone);
    const to = fromDay(match[3] ?? OPEN, timeZone);
    const withinMs = match[5] === undefined ? null : Number.parseInt(match[5], 36) * 60_000;
    return { name, from, to, language, ...(by ? { by } : {}), ...(withinMs === null ? {} : { withinMs }) };
  } catch {
    return null;
  }
}
