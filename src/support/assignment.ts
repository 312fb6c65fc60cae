/** Who should take a ticket: the agent with the fewest open ones among those who can, are there, and speak the learner's language. */
import type { AgentProfile } from '../domain/agent.ts';
import type { Language } from '../domain/language.ts';
import type { PersonId } from '../domain/place.ts';
import { type Calendar, createCalendar } from './calendar/calendar.ts';

/** An agent as assignment sees them. */
export interface AssignableAgent {
  readonly id: PersonId;
  readonly name: string;
  /** Tickets that they own and that are not resolved. */
  readonly openTickets: number;
  /** As `toSubjects` names them; empty = all. */
  readonly skills: readonly string[];
  /** Empty = both. */
  readonly languages: readonly Language[];
  /** ms; null = not away, infinite = until they say so. */
  readonly awayUntil: number | null;
  /** Their own working hours; null = those of the queue. */
  readonly calendar: Calendar | null;
  /** Never more open tickets than this; null = no limit. */
  readonly mostTickets: number | null;
  /** When they were last given a ticket; null = never. Who has waited longest comes first among equals. */
  readonly assignedAt: number | null;
}

/** The ticket as assignment sees it. */
export interface Assignable {
  /** What it is about, from `toSubjects`: an agent needs one of these as a skill. */
  readonly subjects: readonly string[];
  readonly language: Language;
  /** Who must not get it: the learner, and whoever has let it lapse. */
  readonly not: readonly PersonId[];
}

/** The skills that fit a ticket: its queue and category by name, its courses and tags as `course:<id>` and `tag:<tag>`. */
export function toSubjects(ticket: {
  readonly queue: string;
  readonly category: string;
  readonly courses: readonly string[];
  readonly tags: readonly string[];
}): string[] {
  const { queue, category, courses, tags } = ticket;
  return [queue, category, ...courses.map((course) => `course:${course}`), ...tags.map((tag) => `tag:${tag}`)];
}

const calendars = new WeakMap<AgentProfile, Calendar>();

function calendarOfAgent(profile: AgentProfile, timeZone: string): Calendar | null {
  if (!profile.hours) return null;
  const { hours, specialDays } = profile.hours;
  const zone = profile.timeZone || timeZone;
  const known = calendars.get(profile);
  if (known?.timeZone === zone) return known;
  const calendar = createCalendar(hours, zone, specialDays);
  calendars.set(profile, calendar);
  return calendar;
}

/** An agent with what agents.csv says of them; `profile` null or undefined: they take everything, at any time. */
export function toAssignableAgent(
  now: Pick<AssignableAgent, 'id' | 'name' | 'openTickets' | 'awayUntil' | 'assignedAt'>,
  profile: AgentProfile | null | undefined,
  timeZone: string,
): AssignableAgent {
  return {
    ...now,
    skills: profile?.skills ?? [],
    languages: profile?.languages ?? [],
    calendar: profile ? calendarOfAgent(profile, timeZone) : null,
    mostTickets: profile?.mostTickets ?? null,
  };
}

export const PASS_REASONS = ['excluded', 'skill', 'language', 'away', 'off_hours', 'full'] as const;
export type PassReason = (typeof PASS_REASONS)[number];

export interface Passed {
  readonly id: PersonId;
  readonly name: string;
  /** The first reason that applies, in the order of `PASS_REASONS`. */
  readonly reason: PassReason;
}

export type Assignment =
  | {
      readonly agent: AssignableAgent;
      /** How many could have taken it, the chosen one included. */
      readonly able: number;
      readonly passed: readonly Passed[];
    }
  | {
      readonly agent: null;
      /** closed: the queue is · empty: it has no agents · passed: each of them was passed over. */
      readonly reason: 'closed' | 'empty' | 'passed';
      /** When it is worth another try: the next opening, or the first who is back; null = when something else changes. */
      readonly retryAt: number | null;
      readonly passed: readonly Passed[];
    };

function toReason(agent: AssignableAgent, ticket: Assignable, at: number): PassReason | null {
  const { skills, languages, awayUntil, calendar, mostTickets, openTickets } = agent;
  if (ticket.not.includes(agent.id)) return 'excluded';
  if (skills.length > 0 && !skills.some((skill) => ticket.subjects.includes(skill))) return 'skill';
  if (languages.length > 0 && !languages.includes(ticket.language)) return 'language';
  if (awayUntil !== null && at < awayUntil) return 'away';
  if (calendar && !calendar.isOpen(at)) return 'off_hours';
  if (mostTickets !== null && openTickets >= mostTickets) return 'full';
  return null;
}

/** Negative where `a` comes first. */
function compare(a: AssignableAgent, b: AssignableAgent): number {
  const rest = (agent: AssignableAgent) => agent.assignedAt ?? Number.NEGATIVE_INFINITY;
  if (a.openTickets !== b.openTickets) return a.openTickets - b.openTickets;
  if (rest(a) !== rest(b)) return rest(a) - rest(b);
  return a.id < b.id ? -1 : 1;
}

/** When those who are merely not there now come back; null where nobody does by time alone. */
function toRetry(agents: readonly AssignableAgent[], passed: readonly Passed[], at: number): number | null {
  const returns = passed.flatMap(({ id, reason }) => {
    const agent = agents.find((one) => one.id === id);
    if (!agent || (reason !== 'away' && reason !== 'off_hours')) return [];
    const back = Math.max(at, agent.awayUntil ?? at);
    if (back === Number.POSITIVE_INFINITY) return [];
    return [agent.calendar ? agent.calendar.nextOpening(back) : back];
  });
  return returns.length > 0 ? Math.min(...returns) : null;
}

/**
 * Fewest open tickets first, then who was given one longest ago, then by id: the same question gets the same answer, whatever
 * the order of `agents`. Nobody is asked while the queue is closed.
 */
export function assign(
  agents: readonly AssignableAgent[],
  ticket: Assignable,
  at: number,
  queueCalendar: Calendar,
): Assignment {
  if (!queueCalendar.isOpen(at)) {
    return { agent: null, reason: 'closed', retryAt: queueCalendar.nextOpening(at), passed: [] };
  }
  if (agents.length === 0) return { agent: null, reason: 'empty', retryAt: null, passed: [] };
  const judged = agents.map((agent) => ({ agent, reason: toReason(agent, ticket, at) }));
  const passed = judged
    .flatMap(({ agent, reason }) => (reason ? [{ id: agent.id, name: agent.name, reason }] : []))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const able = judged.flatMap(({ agent, reason }) => (reason ? [] : [agent])).sort(compare);
  const [first] = able;
  if (first) return { agent: first, able: able.length, passed };
  return { agent: null, reason: 'passed', retryAt: toRetry(agents, passed, at), passed };
}

const WORDS: Readonly<Record<PassReason, Record<Language, string>>> = {
  excluded: { zh: '不能接这张工单', en: 'may not take this ticket' },
  skill: { zh: '不负责这类问题', en: 'does not cover this' },
  language: { zh: '不说学员的语言', en: 'does not speak the learner’s language' },
  away: { zh: '暂离', en: 'is away' },
  off_hours: { zh: '不在工作时间', en: 'is off duty' },
  full: { zh: '工单已满', en: 'has no room for more' },
};

/** Who and why, or why nobody, in one line for the staff thread. */
export function toAssignmentText(assignment: Assignment, language: Language): string {
  const zh = language === 'zh';
  if (assignment.agent) {
    const { name, openTickets } = assignment.agent;
    return zh
      ? `已分派给 ${name}：能接的 ${assignment.able} 位里，手上工单最少（${openTickets} 张）。`
      : `Given to ${name}: fewest open tickets (${openTickets}) of ${assignment.able} who can take it.`;
  }
  if (assignment.reason === 'closed') {
    return zh ? '队列现在不在服务时间，开始服务后再分派。' : 'The queue is closed; it will be assigned when it opens.';
  }
  if (assignment.reason === 'empty') {
    return zh ? '这个队列还没有客服。' : 'This queue has no agents yet.';
  }
  const list = assignment.passed.map(({ name, reason }) => `${name} ${WORDS[reason][language]}`);
  return zh ? `暂时没有人可接：${list.join('；')}。` : `Nobody can take it now: ${list.join('; ')}.`;
}
