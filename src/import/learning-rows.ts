/** One row of a file of the shop or the course platform becomes a record, or a reason why it cannot. */
import { createHash } from 'node:crypto';
import { COMPLETION_COLUMNS } from '../domain/activity-columns.ts';
import { MEASURES } from '../domain/behaviour.ts';
import type { LearningRows, RecordKind } from '../domain/learning-record.ts';
import { MEMBER_ROLES } from '../domain/organisation.ts';
import { OperatorError } from '../errors.ts';
import { parseMeasure } from './behaviour.ts';
import { splitList } from './cells.ts';
import { parseDay, parseMoment } from './moment.ts';

/** A cell by its column, without spaces around; empty where the file has no such column. */
type Get = (column: string) => string;

interface Context {
  readonly timeZone: string;
  /** Number of the row, 1 for the first one below the header. */
  readonly n: number;
  /** Columns that the reader does not know by name. */
  readonly others: readonly string[];
}

/** Text = why the row cannot be taken and, after a semicolon, the remedy. */
type Parse<Kind extends RecordKind> = (get: Get, context: Context) => LearningRows[Kind] | string;

interface Reader<Kind extends RecordKind> {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly parse: Parse<Kind>;
}

/** Other names of columns in files of other systems. */
const ALIASES: Readonly<Record<string, string>> = {
  user_id: 'learner',
  user: 'learner',
  student_id: 'learner',
  learner_id: 'learner',
  date: 'day',
  course_id: 'course',
};

const MOST_ID = 200;

/** The same for every way to write one address. */
export function hashEmail(email: string): string {
  return createHash('sha256').update(email.normalize('NFKC').trim().toLowerCase()).digest('hex');
}

const wrongId = (column: string, id: string): string | null => {
  if (id === '') return `${column} is empty; every row needs one`;
  if (/\p{C}/u.test(id)) return `${column} holds characters that cannot be seen; export the file again`;
  return id.length > MOST_ID ? `${column} is longer than ${MOST_ID} characters; is the row torn?` : null;
};

function toTime(typed: string, column: string, timeZone: string): number | string {
  return parseMoment(typed, timeZone) ?? `${column} “${typed}” is no time; write 2026-01-31 or 2026-01-31 09:30`;
}

const learners: Reader<'learners'> = {
  required: ['learner'],
  optional: ['email', 'email_hash', 'language', 'joined_at'],
  parse(get, { timeZone }) {
    const learner = get('learner');
    const wrong = wrongId('learner', learner);
    if (wrong) return wrong;
    const email = get('email');
    if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
      return 'email is no address; write name@example.com or nothing';
    const hash = get('email_hash').toLowerCase();
    if (hash !== '' && !/^[0-9a-f]{64}$/.test(hash))
      return 'email_hash is no SHA-256; write 64 hexadecimal digits or nothing';
    const language = get('language').toLowerCase().slice(0, 2);
    if (language !== '' && language !== 'zh' && language !== 'en') return 'language is neither zh nor en';
    const joinedAt = get('joined_at') === '' ? null : toTime(get('joined_at'), 'joined_at', timeZone);
    if (typeof joinedAt === 'string') return joinedAt;
    return { learner, emailHash: email === '' ? hash || null : hashEmail(email), language: language || null, joinedAt };
  },
};

const behavior: Reader<'behavior'> = {
  required: [...MEASURES],
  optional: ['learner'],
  parse(get, { n }) {
    const learner = get('learner') || String(n);
    const wrong = wrongId('user_id', learner);
    if (wrong) return wrong;
    const [time, frequency, completion] = MEASURES.map((measure) => parseMeasure(get(measure)));
    for (const [i, value] of [time, frequency, completion].entries()) {
      if (value === null || value === undefined) continue;
      if (!Number.isFinite(value))
        return `${MEASURES[i]} “${get(MEASURES[i] as string)}” is no number; write one or nothing`;
      if (value < 0) return `${MEASURES[i]} is below zero; write what was counted, or nothing where it is not known`;
    }
    if ((completion ?? 0) > 100) return 'course_completion is above 100 %; write a share or a percentage';
    const share = /[%％]/.test(get('course_completion')) ? (completion ?? 0) / 100 : completion;
    return {
      learner,
      learning_time: time ?? null,
      learning_frequency: frequency ?? null,
      course_completion: share ?? null,
    };
  },
};

const purchases: Reader<'purchases'> = {
  required: ['learner', 'course', 'purchased_at'],
  optional: ['amount'],
  parse(get, { timeZone }) {
    const [learner, course] = [get('learner'), get('course')];
    const wrong = wrongId('learner', learner) ?? wrongId('course', course);
    if (wrong) return wrong;
    const purchasedAt = toTime(get('purchased_at'), 'purchased_at', timeZone);
    if (typeof purchasedAt === 'string') return purchasedAt;
    const amount = get('amount') === '' ? null : Number(get('amount'));
    if (amount !== null && !Number.isFinite(amount))
      return `amount “${get('amount')}” is no amount; write 199 or 199.00`;
    return { learner, course, purchasedAt, amount };
  },
};

const courses: Reader<'courses'> = {
  required: ['id', 'title', 'text'],
  optional: ['level', 'prerequisites', 'price', 'service_months'],
  parse(get) {
    const id = get('id');
    if (!/^[\w.-]{1,64}$/.test(id)) return 'id is no id; use up to 64 letters, digits, dots, hyphens and underscores';
    if (get('title') === '') return 'title is empty; every course needs one';
    const price = get('price') === '' ? null : Number(get('price'));
    if (price !== null && !(price >= 0 && price < 1e9))
      return `price “${get('price')}” is no price; write 299 or 49.50`;
    const months = get('service_months') === '' ? null : Number(get('service_months'));
    if (months !== null && !(Number.isInteger(months) && months >= 0)) return 'service_months is no number of months';
    return {
      id,
      title: get('title'),
      text: get('text'),
      level: get('level') || null,
      prerequisites: splitList(get('prerequisites')),
      price,
      serviceMonths: months,
    };
  },
};

/** A share, or a percentage where above 1 or so marked; text = what is wrong with it. */
function toCompletion(cell: string): number | string {
  const [, typed = cell, mark] = /^(.*?)\s*([%％])?$/.exec(cell) ?? [];
  const value = typed === '' ? 0 : Number(typed);
  if (value > 100) return 'is above 100 %; write a share or a percentage';
  return mark === undefined ? value : value / 100;
}

const activity: Reader<'activity'> = {
  required: ['learner', 'day'],
  optional: ['course'],
  parse(get, { others }) {
    const learner = get('learner');
    const wrong = wrongId('learner', learner);
    if (wrong) return wrong;
    const day = parseDay(get('day'));
    if (day === null) return `day “${get('day')}” is no day; write 2026-01-31 or a whole number`;
    const counts: Record<string, number> = {};
    for (const column of others) {
      const cell = get(column);
      const count = COMPLETION_COLUMNS.includes(column) ? toCompletion(cell) : cell === '' ? 0 : Number(cell);
      if (typeof count === 'string') return `${column} ${count}`;
      if (!(count >= 0 && count < Number.POSITIVE_INFINITY))
        return `${column} “${cell}” is no count; write a number from 0 up`;
      if (count > 0) counts[column] = count;
    }
    return { learner, course: get('course'), day, counts };
  },
};

const scores: Reader<'scores'> = {
  required: ['learner', 'course', 'test', 'score', 'taken_at'],
  optional: ['most'],
  parse(get, { timeZone }) {
    const [learner, course, test] = [get('learner'), get('course'), get('test')];
    const wrong = wrongId('learner', learner) ?? wrongId('course', course) ?? wrongId('test', test);
    if (wrong) return wrong;
    const score = get('score') === '' ? Number.NaN : Number(get('score'));
    const most = get('most') === '' ? null : Number(get('most'));
    if (!Number.isFinite(score) || score < 0) return `score “${get('score')}” is no score; write a number from 0 up`;
    if (most !== null && !(most > 0 && score <= most))
      return `most “${get('most')}” is not above the score; write the most that could be had`;
    const takenAt = toTime(get('taken_at'), 'taken_at', timeZone);
    return typeof takenAt === 'string' ? takenAt : { learner, course, test, score, most, takenAt };
  },
};

const organisations: Reader<'organisations'> = {
  required: ['id', 'name', 'seats'],
  optional: [],
  parse(get) {
    const [id, name, typed] = [get('id'), get('name'), get('seats')];
    if (!/^[\w.-]{1,64}$/.test(id)) return 'id is no id; use up to 64 letters, digits, dots, hyphens and underscores';
    if (name === '') return 'name is empty; every organisation needs one';
    const seats = typed === '' ? Number.NaN : Number(typed);
    if (!(Number.isInteger(seats) && seats >= 0 && seats <= 1e6))
      return `seats “${typed}” is no number of people; write a whole number from 0 up`;
    return { id, name, seats };
  },
};

const members: Reader<'members'> = {
  required: ['organisation', 'learner'],
  optional: ['role'],
  parse(get) {
    const [organisation, learner] = [get('organisation'), get('learner')];
    const wrong = wrongId('organisation', organisation) ?? wrongId('learner', learner);
    if (wrong) return wrong;
    const role = MEMBER_ROLES.find((one) => one === (get('role').toLowerCase() || 'member'));
    return role ? { organisation, learner, role } : `role “${get('role')}” is none; write ${MEMBER_ROLES.join(' or ')}`;
  },
};

const READERS: { readonly [Kind in RecordKind]: Reader<Kind> } = {
  learners,
  behavior,
  purchases,
  courses,
  activity,
  scores,
  organisations,
  members,
};

/** `n`: number of the row, 1 for the first. */
export type ReadRow<Kind extends RecordKind> = (cells: readonly string[], n: number) => LearningRows[Kind] | string;

/** Throws `OperatorError` where the header lacks a column or names one twice. Columns nobody asked for are let be; in activity they are counts. */
export function createRowReader<Kind extends RecordKind>(
  kind: Kind,
  file: string,
  header: readonly string[],
  timeZone: string,
): ReadRow<Kind> {
  const { required, optional, parse } = READERS[kind];
  const known = [...required, ...optional];
  const names = header.map((cell) => {
    const name = cell.trim().toLowerCase().replaceAll(' ', '_');
    return known.includes(name) ? name : (ALIASES[name] ?? name);
  });
  const missing = required.find((name) => !names.includes(name));
  const may = optional.length > 0 ? `; ${optional.join(', ')} may follow` : '';
  const remedy = `the first line must name ${required.join(',')}${may}`;
  if (missing !== undefined) throw new OperatorError(`${file}, line 1: there is no column "${missing}"; ${remedy}`);
  const twice = names.find((name, n) => name !== '' && names.indexOf(name) !== n);
  if (twice !== undefined) throw new OperatorError(`${file}, line 1: column "${twice}" stands twice; ${remedy}`);
  const places = new Map(names.map((name, n) => [name, n]));
  const others = names.filter((name) => name !== '' && !known.includes(name));
  return (cells, n) => {
    const get: Get = (column) => cells[places.get(column) ?? -1]?.trim() ?? '';
    return parse(get, { timeZone, n, others });
  };
}
