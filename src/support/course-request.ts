/** The form by which a company asks for a course: four fields, in one line or one after the other. Pure. */
import type { Language } from '../domain/language.ts';
import { type CourseRequest, EMPTY_REQUEST, nextField, REQUEST_FIELDS } from '../domain/organisation.ts';

const LONGEST = 300;
const MOST_SEATS = 100_000;

/** Digits, also full-width and in `约 30 人`; null where there is no number of people. */
export function parseSeats(typed: string): number | null {
  const digits = /\d{1,6}/.exec(typed.normalize('NFKC').replace(/(?<=\d)[,，](?=\d{3})/g, ''))?.[0];
  const seats = digits === undefined ? 0 : Number(digits);
  return seats >= 1 && seats <= MOST_SEATS ? seats : null;
}

export function isCancelled(typed: string): boolean {
  return /^(?:取消|算了|不要了|停|cancel|stop|never ?mind|forget it)[。.!！]?$/i.test(typed.trim());
}

/** The request with its next field told; null where that must be a number and is none. */
export function fillField(request: CourseRequest, typed: string): CourseRequest | null {
  const field = nextField(request);
  const words = typed.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
  if (field === null || words === '') return request;
  if (field !== 'seats') return { ...request, [field]: words };
  const seats = parseSeats(words);
  return seats === null ? null : { ...request, seats };
}

/** `course; seats; when; goal` as far as it is told; what cannot be read is left to be asked. */
export function toRequest(line: string): CourseRequest {
  const parts = line
    .split(/[;；|\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  let request = EMPTY_REQUEST;
  // What is one part too many belongs to the goal.
  const told = [...parts.slice(0, 3), ...(parts.length > 3 ? [parts.slice(3).join('; ')] : [])];
  for (const part of told) {
    const filled = fillField(request, part);
    if (filled === null) return request;
    request = filled;
  }
  return request;
}

const LABELS = {
  course: { zh: '课程', en: 'course' },
  seats: { zh: '人数', en: 'people' },
  when: { zh: '时间', en: 'when' },
  goal: { zh: '目标', en: 'goal' },
} as const;

/** For the ticket's card. `organisations`: where the asker is a member. */
export function toRequestText(request: CourseRequest, organisations: readonly string[], language: Language): string {
  const zh = language === 'zh';
  const parts = REQUEST_FIELDS.map(
    (field) => `${LABELS[field][language]}${zh ? '：' : ': '}${request[field] ?? (zh ? '没说' : 'not told')}`,
  );
  const company = organisations.length > 0 ? [`${zh ? '组织：' : 'organisation: '}${organisations.join(', ')}`] : [];
  return `${zh ? '企业开课申请' : 'Course request of a company'} · ${[...company, ...parts].join(zh ? '；' : '; ')}`;
}
