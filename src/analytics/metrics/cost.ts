/** What service costs: people's minutes, and money where somebody says what an hour costs. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { type Metric, toCount, toShare } from '../metric.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { toOutcome } from './resolution.ts';

export interface CostInputs {
  /** What an hour of an agent costs, in any currency; null: not known, so no money is printed. */
  readonly perAgentHour: number | null;
  /** What answering one conversation costs the machine, same currency. */
  readonly perConversation: number;
}

export const NO_COST: CostInputs = { perAgentHour: null, perConversation: 0 };

/** The processor time (ms) that a process used since it began, whatever for. */
export interface MachineUse {
  readonly since: number;
  readonly cpuMs: number;
}

/** Processor time for each conversation that began while the process ran; none began: null. Starting and learning are in it. */
export function toCpuPerConversation(rows: readonly ConversationFacts[], { since, cpuMs }: MachineUse): Metric {
  const n = rows.filter(({ startedAt }) => startedAt >= since).length;
  return { value: n === 0 ? null : Math.round(cpuMs / n), n };
}

export interface CostFigures {
  readonly handlingMinutes: Metric;
  readonly handlingMsPerTicket: Metric;
  readonly botShare: Metric;
  readonly costPerResolution: Metric;
}

/**
 * handlingMinutes: all working time of people. handlingMsPerTicket: the mean over conversations that people worked on, with
 * its t-interval. botShare: resolutions without people, of all resolutions. costPerResolution: (hours × rate +
 * conversations × machine) / resolutions; null where the rate is not known or nothing was resolved.
 */
export function toCost(rows: readonly ConversationFacts[], { perAgentHour, perConversation }: CostInputs): CostFigures {
  const worked = rows.filter(({ handlingMs }) => handlingMs > 0).map(({ handlingMs }) => handlingMs);
  const totalMs = worked.reduce((sum, ms) => sum + ms, 0);
  const outcomes = rows.map(toOutcome);
  const byBot = outcomes.filter((outcome) => outcome === 'confirmed' || outcome === 'assumed').length;
  const resolved = byBot + outcomes.filter((outcome) => outcome === 'people').length;
  const interval = meanInterval(worked);
  const money = ((perAgentHour ?? 0) * totalMs) / 3_600_000 + perConversation * rows.length;
  return {
    handlingMinutes: toCount(Math.round(totalMs / 60_000), worked.length),
    handlingMsPerTicket: {
      value: worked.length === 0 ? null : Math.round(totalMs / worked.length),
      n: worked.length,
      ...(interval ? { low: Math.max(0, Math.round(interval.low)), high: Math.round(interval.high) } : {}),
    },
    botShare: toShare(byBot, resolved),
    costPerResolution: { value: perAgentHour === null || resolved === 0 ? null : money / resolved, n: resolved },
  };
}
