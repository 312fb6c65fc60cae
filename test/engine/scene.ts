/** A conversation played through `decide` alone: the pure engine with a table for a diagnoser and plain maps for a store. */
import type { Change, ConversationKey, StoredConversation } from '../../src/domain/change.ts';
import { parsePayload } from '../../src/domain/choice.ts';
import type { Conversation, Ticket } from '../../src/domain/conversation.ts';
import type { Delivery, Message } from '../../src/domain/delivery.ts';
import type { Diagnosis, Scope } from '../../src/domain/diagnosis.ts';
import type { Attachment, InboundEvent, TimerKind } from '../../src/domain/event.ts';
import type { HistoryEntry, HistoryKind } from '../../src/domain/history.ts';
import type { Knowledge, Queue, Solution } from '../../src/domain/knowledge.ts';
import type { Membership } from '../../src/domain/organisation.ts';
import type { PersonId, PlaceId } from '../../src/domain/place.ts';
import { NO_PROFILE, type Profile } from '../../src/domain/profile.ts';
import type { RuleFacts } from '../../src/domain/rule.ts';
import type { Context } from '../../src/engine/context.ts';
import { decide } from '../../src/engine/decide.ts';
import { toKeys, toMergedKey, toOtherKey, toQuestion } from '../../src/engine/keys.ts';
import { calendarOf } from '../../src/support/calendar/calendar.ts';
import { applyQueues, applyRoles } from '../../src/support/chat-settings.ts';
import { type BoughtCourse, toEntitlement, toEntitlementTerms } from '../../src/support/entitlement.ts';
import { routeByRules, routeTo } from '../../src/support/routing.ts';
import { createRules } from '../../src/support/rules.ts';

export const STAFF: PlaceId = 'local:staff';
export const LEARNER: PersonId = 'local:mei';
export const ADMIN: PersonId = 'local:boss';
export const LIN: PersonId = 'local:agent-lin';
export const KAI: PersonId = 'local:agent-kai';
const NAMES: Record<string, string> = { [LEARNER]: 'Mei', [ADMIN]: 'Boss', [LIN]: 'Lin', [KAI]: 'Kai' };

function toSolution(intent: string, category: Solution['category']): Solution {
  return {
    intent,
    category,
    queue: null,
    title: { zh: `${intent}标题`, en: `${intent} title` },
    answer: { zh: `${intent}的回答`, en: `${intent} answer` },
  };
}

function toQueue(queue: string, categories: Queue['categories']): Queue {
  return {
    queue,
    name: { zh: `${queue}队列`, en: `${queue} queue` },
    categories,
    places: [],
    hours: [],
    timeZone: 'UTC',
    firstResponseMs: 30 * 60_000,
    resolutionMs: 8 * 3_600_000,
    leaseMs: 15 * 60_000,
  };
}

export const KNOWLEDGE: Knowledge = {
  solutions: new Map(
    [
      toSolution('login', 'account'),
      toSolution('video', 'technical'),
      toSolution('refund', 'payment'),
      toSolution('invoice', 'payment'),
    ].map((solution) => [solution.intent, solution]),
  ),
  queues: new Map(
    [toQueue('technical', ['technical', 'account']), toQueue('billing', ['payment'])].map((queue) => [
      queue.queue,
      queue,
    ]),
  ),
};

/** `sure:video`, `maybe:refund,invoice`; any other text is unknown. `scope:anger` and the like set the scope. A newline separates the messages of one turn. */
export function diagnoseByTable(text: string): Diagnosis {
  const match = /(sure|maybe):([a-z,]+)/.exec(text);
  const intents = match?.[2]?.split(',') ?? [];
  const confidence = match?.[1] === 'sure' ? 0.97 : 0.5;
  return {
    scope: (/scope:(\w+)/.exec(text)?.[1] as Scope | undefined) ?? 'question',
    outcome: match?.[1] === 'sure' ? 'confident' : match ? 'ambiguous' : 'unknown',
    language: 'en',
    confidence: match ? confidence : 0,
    candidates: intents.map((intent, n) => ({ intent, confidence: confidence - n / 100, similarQuestion: null })),
  };
}

const START = Date.UTC(2026, 0, 5, 9, 0, 0);
export const SETTINGS = { turnQuietMs: 1500, ratingDelayMs: 60_000, closeAfterMs: 86_400_000, timeZone: 'UTC' };

interface Options {
  readonly settings?: Partial<Context['settings']>;
  readonly agents?: readonly PersonId[];
  readonly leads?: readonly PersonId[];
  readonly purchases?: readonly BoughtCourse[];
  readonly knowledge?: Partial<Knowledge>;
  readonly language?: 'zh' | 'en' | null;
  readonly memberships?: readonly Membership[];
}

export function createScene(options: Options = {}) {
  const settings = { ...SETTINGS, ...options.settings };
  const surroundings = {
    settings,
    knowledge: KNOWLEDGE,
    staffPlaces: [STAFF],
    roles: { admins: new Set([ADMIN]), leads: new Set(options.leads ?? []), agents: new Set(options.agents ?? []) },
    renew: 'https://shop.example/renew',
    readLinkCode: (code: string) =>
      code === 'good' ? ({ ok: true, account: 'S-42' } as const) : ({ ok: false, problem: 'wrong' } as const),
    calendarOf: (queue: Queue) => calendarOf(queue, settings.timeZone),
    recentWaits: () => [],
    publicRating: () => null,
  };
  const conversations = new Map<string, Conversation>();
  const tickets = new Map<string, Ticket>();
  const timers = new Map<string, { conversationId: string; kind: TimerKind; dueAt: number }>();
  const history: HistoryEntry[] = [];
  const profiles = new Map<PersonId, Profile>();
  const stored = new Map<string, unknown>();
  const sent: Delivery[] = [];
  let now = START;
  let count = 0;
  let fresh: Delivery[] = [];

  function withTicket(conversation: Conversation | undefined): StoredConversation | null {
    if (!conversation) return null;
    const later = [...conversations.values()].some(
      (other) => other.learner === conversation.learner && other.startedAt > conversation.startedAt,
    );
    return {
      conversation,
      ticket: [...tickets.values()].find((ticket) => ticket.conversationId === conversation.id) ?? null,
      isLatest: !later,
      ahead: null,
    };
  }

  function load(keys: readonly ConversationKey[]): StoredConversation | null {
    for (const key of keys) {
      const all = [...conversations.values()];
      if (key.by === 'conversation') return withTicket(conversations.get(key.id));
      if (key.by === 'ticket') return withTicket(conversations.get(tickets.get(key.id)?.conversationId ?? ''));
      // The thread of a card is named after its ticket in these scenes.
      if (key.by === 'thread') return withTicket(conversations.get(tickets.get(key.thread)?.conversationId ?? ''));
      return withTicket(all.filter((conversation) => conversation.learner === key.learner).at(-1));
    }
    return null;
  }

  function apply(change: Change): void {
    if (change.conversation) {
      conversations.set(change.conversation.id, { ...change.conversation, version: change.conversation.version + 1 });
    }
    if (change.ticket) tickets.set(change.ticket.id, change.ticket);
    for (const { conversationId, kind, dueAt } of change.timers) {
      if (dueAt === null) timers.delete(`${conversationId}/${kind}`);
      else timers.set(`${conversationId}/${kind}`, { conversationId, kind, dueAt });
    }
    for (const { person, changes } of change.profiles ?? []) {
      profiles.set(person, { ...(profiles.get(person) ?? NO_PROFILE), ...changes });
    }
    for (const { key, value } of change.settings ?? []) {
      if (value === null) stored.delete(key);
      else stored.set(key, value);
    }
    history.push(...change.history);
    sent.push(...change.deliveries);
    fresh.push(...change.deliveries);
  }

  function handle(event: InboundEvent): Change {
    const keys = toKeys(event, surroundings);
    let found = load(keys);
    for (let next = toMergedKey(found, keys); next; next = toMergedKey(found, keys)) found = load([next]);
    const question = toQuestion(found, event, surroundings);
    const waiting = new Map<string, number>();
    for (const ticket of tickets.values()) {
      if (ticket.status === 'open' && !ticket.assignee) waiting.set(ticket.queue, (waiting.get(ticket.queue) ?? 0) + 1);
    }
    const isOpen = (ticket: Ticket) => ticket.status === 'open' || ticket.status === 'pending';
    const owner = found?.conversation.learner ?? ('author' in event ? event.author?.id : undefined);
    const knowledge = applyQueues({ ...KNOWLEDGE, ...options.knowledge }, stored);
    const otherKey = toOtherKey(event);
    const context = {
      ...surroundings,
      knowledge,
      roles: applyRoles(surroundings.roles, stored),
      routeTo: (intent: string | null) => routeTo(knowledge, intent),
      route: (intent: string | null, facts: RuleFacts) =>
        routeByRules(knowledge, createRules(knowledge.rules ?? [], settings.timeZone), intent, facts),
      stored,
      profileOf: (person: PersonId) => profiles.get(person) ?? NO_PROFILE,
      agents: [...profiles]
        .filter(([, profile]) => profile.isAgent)
        .map(([id, profile]) => ({
          id,
          profile,
          open: [...tickets.values()].filter((ticket) => ticket.assignee === id && isOpen(ticket)).length,
        })),
      openTickets: [...tickets.values()].filter(
        (ticket) => isOpen(ticket) && conversations.get(ticket.conversationId)?.learner === owner,
      ).length,
      entitlement: toEntitlement(options.purchases ?? null, event.at, toEntitlementTerms([], settings.timeZone)),
      memberships: options.memberships ?? [],
      other: otherKey ? load([otherKey]) : null,
      waiting,
      salt: 0,
      study: null,
      diagnosis: question === null ? null : diagnoseByTable(question),
    };
    const change = decide(found, event, context, options.language === undefined ? 'en' : options.language);
    apply(change);
    return change;
  }

  function base() {
    count += 1;
    return { id: `local:e${count}`, at: now, community: 'default' };
  }

  const author = (id: PersonId) => ({ id, name: NAMES[id] ?? id });
  const spotOf = (id: PersonId) => ({ place: `local:learner-${id.slice(6)}` as PlaceId, thread: null });
  const latest = () => [...conversations.values()].at(-1) as Conversation;
  const ticketOfLatest = () => [...tickets.values()].at(-1) as Ticket;

  const scene = {
    get conversation() {
      return latest();
    },
    get ticket() {
      return ticketOfLatest();
    },
    conversations,
    tickets,
    timers,
    history,
    profiles,
    stored,
    sent,
    get now() {
      return now;
    },
    handle,
    /** A learner writes. */
    says(text: string, who: PersonId = LEARNER, locale: string | null = null, attachments: readonly Attachment[] = []) {
      fresh = [];
      const spot = spotOf(who);
      handle({ ...base(), kind: 'messageReceived', author: author(who), spot, locale, text, attachments });
      return scene;
    },
    /** The learner changes an earlier message, or takes it back. */
    edits(text: string, who: PersonId = LEARNER) {
      fresh = [];
      const spot = spotOf(who);
      handle({ ...base(), kind: 'messageEdited', author: author(who), spot, locale: null, messageId: 'm1', text });
      return scene;
    },
    deletes(who: PersonId = LEARNER) {
      fresh = [];
      handle({ ...base(), kind: 'messageDeleted', author: author(who), spot: spotOf(who), messageId: 'm1' });
      return scene;
    },
    /** A platform tells that a place cannot be used any more. */
    loses(place: PlaceId) {
      fresh = [];
      const lost = { place, thread: null, reason: 'removed', movedTo: null, detail: null } as const;
      handle({ ...base(), kind: 'placeLost', ...lost });
      return scene;
    },
    /** A learner writes and stops typing. */
    asks(text: string, who: PersonId = LEARNER, locale: string | null = null) {
      scene.says(text, who, locale);
      const said = fresh;
      scene.waits(settings.turnQuietMs);
      fresh = [...said, ...fresh];
      return scene;
    },
    /** The learner presses a button of the latest conversation. */
    presses(choice: string, who: PersonId = LEARNER, text: string | null = null, target = latest().id) {
      fresh = [];
      const parsed = parsePayload(`${choice}:${target}`);
      if (!parsed) throw new Error(`no such button: ${choice}`);
      handle({ ...base(), kind: 'choiceMade', author: author(who), spot: spotOf(who), locale: null, ...parsed, text });
      return scene;
    },
    /** An agent presses a button on the card. */
    agent(choice: string, who: PersonId = LIN, text: string | null = null) {
      fresh = [];
      const parsed = parsePayload(`${choice}:${ticketOfLatest().id}`);
      if (!parsed) throw new Error(`no such button: ${choice}`);
      const spot = { place: STAFF, thread: ticketOfLatest().id };
      handle({ ...base(), kind: 'choiceMade', author: author(who), spot, locale: null, ...parsed, text });
      return scene;
    },
    /** An agent writes in the ticket's thread. */
    staffSays(text: string, who: PersonId = LIN, attachments: readonly Attachment[] = []) {
      fresh = [];
      const spot = { place: STAFF, thread: ticketOfLatest().id };
      handle({ ...base(), kind: 'messageReceived', author: author(who), spot, locale: null, text, attachments });
      return scene;
    },
    command(line: string, who: PersonId, place: PlaceId = spotOf(who).place, thread: string | null = null) {
      fresh = [];
      const [verb = '', ...rest] = line.replace(/^\//, '').split(' ');
      const spot = { place, thread };
      handle({
        ...base(),
        kind: 'commandInvoked',
        author: author(who),
        spot,
        locale: null,
        verb,
        args: rest.join(' '),
      });
      return scene;
    },
    /** Time passes; every timer that comes due on the way fires at its time, in order. */
    waits(ms: number) {
      fresh = [];
      const until = now + ms;
      for (;;) {
        const [due] = [...timers.entries()]
          .filter(([, timer]) => timer.dueAt <= until)
          .sort(([, a], [, b]) => a.dueAt - b.dueAt);
        if (!due) break;
        const [key, timer] = due;
        timers.delete(key);
        now = Math.max(now, timer.dueAt);
        handle({
          ...base(),
          at: now,
          kind: 'timerFired',
          timer: timer.kind,
          conversationId: timer.conversationId,
          dueAt: timer.dueAt,
        });
      }
      now = until;
      return scene;
    },
    /** Messages of the last step. */
    messages(audience: Delivery['audience']): Message[] {
      return fresh
        .filter((delivery) => delivery.audience === audience)
        .map(({ body }) =>
          body.kind === 'message'
            ? body.message
            : { text: body.kind === 'report' ? `report:${body.report.name}` : `view:${body.view.name}`, buttons: [] },
        );
    },
    texts(audience: Delivery['audience'] = 'learner'): string[] {
      return scene.messages(audience).map((message) => message.text);
    },
    buttons(audience: Delivery['audience'] = 'learner'): string[] {
      return scene.messages(audience).flatMap((message) => message.buttons.flat().map((button) => button.choice));
    },
    kinds(): HistoryKind[] {
      return history.map((entry) => entry.kind);
    },
  };
  return scene;
}
