/**
 * Service levels: whether the first response and the resolution of a ticket are in time, and when that changes next.
 * Time runs while the queue is open and the ticket does not wait for the learner. Pure: the moment to judge at is given.
 */
import type { Targets } from '../domain/knowledge.ts';
import type { Calendar } from './calendar/calendar.ts';

/** A time in which the ticket waited for the learner (or was resolved before it was reopened); `to` null = it still does. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

/** What the service level of a ticket depends on; ms since the epoch, null = has not happened. */
export interface ServiceCase {
  readonly openedAt: number;
  readonly firstReplyAt: number | null;
  readonly resolvedAt: number | null;
  /** In order, apart from each other; only the last one may still last. */
  readonly pauses: readonly Pause[];
}

/**
 * running: in time, not yet done · warning: not yet done, most of the time is used up · breached: done too late, or not done
 * and too late · met: done in time · paused: not done, in time, waits for the learner.
 */
export const SERVICE_STATES = ['running', 'warning', 'breached', 'met', 'paused'] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

export interface Standing {
  readonly state: ServiceState;
  readonly targetMs: number;
  /** Open time used up so far, until it was done at most; may exceed the target. */
  readonly usedMs: number;
  /** When the warning begins and when the promise ends, if nothing pauses it again; null = not while the pause lasts. */
  readonly warnAt: number | null;
  readonly dueAt: number | null;
}

export interface ServiceLevel {
  readonly firstResponse: Standing;
  readonly resolution: Standing;
  /** The next moment at which a state changes by time alone; null = none will. Set a timer for it and ask again then. */
  readonly nextChangeAt: number | null;
}

/** The share of a target after which the queue is warned. */
const WARNING_SHARE = 0.8;

/** The stretches in which time runs, from the opening on; the last one may have no end. */
function* runningStretches({ openedAt, pauses }: ServiceCase): Generator<{ from: number; to: number }> {
  let from = openedAt;
  for (const pause of pauses) {
    if (pause.from > from) yield { from, to: pause.from };
    if (pause.to === null) return;
    from = Math.max(from, pause.to);
  }
  yield { from, to: Number.POSITIVE_INFINITY };
}

/** When `ms` of counted time are used up; null while a pause that still lasts is in the way. */
function momentAfter(ms: number, serviceCase: ServiceCase, calendar: Calendar): number | null {
  let left = ms;
  for (const { from, to } of runningStretches(serviceCase)) {
    const here = to === Number.POSITIVE_INFINITY ? to : calendar.openTimeBetween(from, to);
    if (left <= here) return calendar.addOpenTime(from, left);
    left -= here;
  }
  return null;
}

function usedUntil(at: number, serviceCase: ServiceCase, calendar: Calendar): number {
  let used = 0;
  for (const { from, to } of runningStretches(serviceCase)) used += calendar.openTimeBetween(from, Math.min(at, to));
  return used;
}

function toStanding(
  targetMs: number,
  doneAt: number | null,
  serviceCase: ServiceCase,
  now: number,
  calendar: Calendar,
): Standing {
  const warnAt = momentAfter(Math.floor(targetMs * WARNING_SHARE), serviceCase, calendar);
  const dueAt = momentAfter(targetMs, serviceCase, calendar);
  const last = serviceCase.pauses.at(-1);
  const judge = (): ServiceState => {
    // A promise is kept by what happens up to its last moment, that moment included.
    const isLate = dueAt !== null && (doneAt ?? now) > dueAt;
    if (isLate) return 'breached';
    if (doneAt !== null) return 'met';
    if (last?.to === null && last.from <= now) return 'paused';
    return warnAt !== null && now >= warnAt ? 'warning' : 'running';
  };
  return { state: judge(), targetMs, usedMs: usedUntil(doneAt ?? now, serviceCase, calendar), warnAt, dueAt };
}

/** The moments after which a standing that is not final reads differently. */
function changesOf({ state, warnAt, dueAt }: Standing): number[] {
  if (state !== 'running' && state !== 'warning') return [];
  return [...(warnAt === null ? [] : [warnAt]), ...(dueAt === null ? [] : [dueAt + 1])];
}

/**
 * The standing of a ticket at `now`. A resolution without a reply counts as the first response too: the learner's matter is
 * done. Pauses that begin after `now` must not be in the case.
 */
export function judgeServiceLevel(
  serviceCase: ServiceCase,
  targets: Targets,
  now: number,
  calendar: Calendar,
): ServiceLevel {
  const { firstReplyAt, resolvedAt } = serviceCase;
  const firstResponse = toStanding(targets.firstResponseMs, firstReplyAt ?? resolvedAt, serviceCase, now, calendar);
  const resolution = toStanding(targets.resolutionMs, resolvedAt, serviceCase, now, calendar);
  const changes = [firstResponse, resolution].flatMap(changesOf).filter((at) => at > now);
  return { firstResponse, resolution, nextChangeAt: changes.length > 0 ? Math.min(...changes) : null };
}

/** The pauses when one begins at `at`; unchanged while one lasts already. */
export function pauseAt(pauses: readonly Pause[], at: number): readonly Pause[] {
  return pauses.at(-1)?.to === null ? pauses : [...pauses, { from: at, to: null }];
}

/** The pauses when the one that lasts ends at `at`; unchanged where none does. */
export function resumeAt(pauses: readonly Pause[], at: number): readonly Pause[] {
  const last = pauses.at(-1);
  return last?.to === null ? [...pauses.slice(0, -1), { from: last.from, to: Math.max(last.from, at) }] : pauses;
}
