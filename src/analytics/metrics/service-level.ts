/** Promised times kept and broken, on the clock of each queue. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { Priority } from '../../domain/priority.ts';
import { type Metric, toCount, toShare } from '../metric.ts';
import { isOpen } from '../outcome.ts';
import { fitNormal, normalShareBelow } from '../statistics/laws.ts';

/** What a queue promises, and its clock. */
export interface QueueTarget {
  readonly firstResponseMs: number;
  readonly resolutionMs: number;
  /** Opening time between two moments, ms. */
  openMs(from: number, to: number): number;
}

/** For that priority, else the normal one. null: a queue that nobody knows any more, hence no promise. */
export type Targets = (queue: string, priority?: Priority) => QueueTarget | null;

/** met: in time · breached: late, or late already without a reply · running: neither yet · spared: ended in time without need of one. */
export type Verdict = 'met' | 'breached' | 'running' | 'spared';

export interface Kept {
  readonly verdict: Verdict;
  /** Opening time it took, or has taken so far, over the time promised: 1 is just in time. */
  readonly ratio: number;
}

/** What was promised for it: by its last priority, because a ticket that became pressing must be answered as such. */
function targetOf({ escalatedAt, queue, priority }: ConversationFacts, targets: Targets): QueueTarget | null {
  return escalatedAt === null || queue === null ? null : targets(queue, priority ?? 'normal');
}

type Verdicts = Map<ConversationFacts, { readonly response: Kept | null; readonly resolution: Kept | null }>;
const kept = new WeakMap<Targets, { readonly now: number; readonly verdicts: Verdicts }>();

/** Both; remembered for as long as these targets are used, because a report asks several times and opening times take long to count. */
function toVerdicts(facts: ConversationFacts, targets: Targets, now: number) {
  let known = kept.get(targets);
  if (known?.now !== now) {
    known = { now, verdicts: new Map() };
    kept.set(targets, known);
  }
  let verdicts = known.verdicts.get(facts);
  if (!verdicts) {
    verdicts = { response: judgeResponse(facts, targets, now), resolution: judgeResolution(facts, targets, now) };
    known.verdicts.set(facts, verdicts);
  }
  return verdicts;
}

/** How the promised first response went; null where nothing was promised. Exactly at the promised time is in time. */
export function toResponseVerdict(facts: ConversationFacts, targets: Targets, now: number): Kept | null {
  return facts.escalatedAt === null ? null : toVerdicts(facts, targets, now).response;
}

function judgeResponse(facts: ConversationFacts, targets: Targets, now: number): Kept | null {
  const target = targetOf(facts, targets);
  if (!target || facts.escalatedAt === null) return null;
  return toVerdict(facts, facts.escalatedAt, facts.firstReplyAt, target.firstResponseMs, target, now);
}

/** The same for the promised resolution, which runs from the hand-over too. */
export function toResolutionVerdict(facts: ConversationFacts, targets: Targets, now: number): Kept | null {
  return facts.escalatedAt === null ? null : toVerdicts(facts, targets, now).resolution;
}

function judgeResolution(facts: ConversationFacts, targets: Targets, now: number): Kept | null {
  const target = targetOf(facts, targets);
  if (!target || facts.escalatedAt === null) return null;
  return toVerdict(facts, facts.escalatedAt, facts.resolvedAt, target.resolutionMs, target, now);
}

/** Opening time in [from, until] during which the learner was asked for more, or it was taken for resolved: it does not count against anybody. */
function toPausedMs(paused: readonly number[], from: number, until: number, target: QueueTarget): number {
  let sum = 0;
  for (let i = 0; i < paused.length; i += 2) {
    const stopped = Math.max(from, paused[i]!);
    const ran = Math.min(until, paused[i + 1] ?? until);
    if (ran > stopped) sum += target.openMs(stopped, ran);
  }
  return sum;
}

function toVerdict(
  facts: ConversationFacts,
  from: number,
  doneAt: number | null,
  promisedMs: number,
  target: QueueTarget,
  now: number,
): Kept {
  const until = doneAt ?? (isOpen(facts) ? now : (facts.resolvedAt ?? facts.closedAt ?? now));
  const took = target.openMs(from, until) - toPausedMs(facts.paused, from, until, target);
  const ratio = promisedMs === 0 ? (took === 0 ? 0 : Number.POSITIVE_INFINITY) : took / promisedMs;
  if (ratio > 1) return { verdict: 'breached', ratio };
  if (doneAt !== null) return { verdict: 'met', ratio };
  return { verdict: isOpen(facts) ? 'running' : 'spared', ratio };
}

export interface ServiceLevelFigures {
  readonly withinTargetObserved: Metric;
  readonly withinTargetNormal: Metric;
  readonly responseMet: Metric;
  readonly responseBreached: Metric;
  readonly resolutionWithinTarget: Metric;
}

/**
 * Shares of first responses and of resolutions within the promised time; those that still run in time are `pending`, those
 * that ended without need of a reply are not counted. The normal figure is Φ((1 − μ)/σ) of the ratios to the promise, so
 * that queues with different promises add up.
 */
export function toServiceLevel(rows: readonly ConversationFacts[], targets: Targets, now: number): ServiceLevelFigures {
  const handed = rows.filter(({ escalatedAt }) => escalatedAt !== null);
  const responses = handed.flatMap((facts) => toResponseVerdict(facts, targets, now) ?? []);
  const resolutions = handed.flatMap((facts) => toResolutionVerdict(facts, targets, now) ?? []);
  const count = (list: readonly Kept[], verdict: Verdict) => list.filter((kept) => kept.verdict === verdict).length;
  const share = (list: readonly Kept[]): Metric => {
    const met = count(list, 'met');
    return { ...toShare(met, met + count(list, 'breached')), pending: count(list, 'running') };
  };
  const replied = handed.flatMap((facts) =>
    facts.firstReplyAt === null ? [] : (toResponseVerdict(facts, targets, now)?.ratio ?? []),
  );
  const fit = fitNormal(replied.filter(Number.isFinite));
  const n = responses.length - count(responses, 'spared');
  return {
    withinTargetObserved: share(responses),
    withinTargetNormal: fit
      ? { value: normalShareBelow(1, fit), n: replied.length }
      : { value: null, n: replied.length },
    responseMet: toCount(count(responses, 'met'), n),
    responseBreached: toCount(count(responses, 'breached'), n),
    resolutionWithinTarget: share(resolutions),
  };
}
