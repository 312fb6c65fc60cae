/** Minimal valid domain objects for tests. Each takes what the test is about; the rest is any value that is allowed. */
import type { Change } from '../src/domain/change.ts';
import { type Conversation, FRESH_TICKET, type Ticket } from '../src/domain/conversation.ts';
import type { Delivery } from '../src/domain/delivery.ts';
import type { MessageReceived } from '../src/domain/event.ts';
import type { HistoryEntry } from '../src/domain/history.ts';

/** Monday 5 January 2026, 09:00 UTC. */
export const NOW = Date.UTC(2026, 0, 5, 9, 0, 0);

/** A new conversation (version 0) of `local:mei` in her own place. */
export function makeConversation(overrides: Partial<Conversation> = {}): Conversation {
  return {
    id: 'C1',
    version: 0,
    community: 'default',
    learner: 'local:mei',
    learnerName: 'Mei',
    spot: { place: 'local:learner-mei', thread: null },
    language: 'zh',
    startedAt: NOW,
    status: 'open',
    turn: null,
    misses: 0,
    answer: null,
    offered: [],
    refused: [],
    questions: [],
    files: [],
    activeAt: NOW,
    resolution: null,
    resolvedAt: null,
    rating: { askedAt: null, score: null, comment: null, awaitsComment: false },
    topic: null,
    recent: [],
    ...overrides,
  };
}

/** An unclaimed ticket of conversation `C1`. */
export function makeTicket(overrides: Partial<Ticket> = {}): Ticket {
  return {
    id: 'T-000001',
    conversationId: 'C1',
    queue: 'technical',
    category: 'technical',
    intent: null,
    status: 'open',
    reason: 'asked',
    assignee: null,
    assigneeName: null,
    leaseUntil: null,
    createdAt: NOW,
    promisedAt: NOW + 30 * 60_000,
    firstReplyAt: null,
    resolvedAt: null,
    live: false,
    reopenedCount: 0,
    staffSpot: { place: 'local:staff', thread: null },
    acknowledged: false,
    lastMessage: null,
    ...FRESH_TICKET,
    ...overrides,
  };
}

/** A message of `local:mei`. */
export function makeMessage(overrides: Partial<MessageReceived> = {}): MessageReceived {
  return {
    kind: 'messageReceived',
    id: 'local:e1',
    at: NOW,
    community: 'default',
    author: { id: 'local:mei', name: 'Mei' },
    spot: { place: 'local:learner-mei', thread: null },
    locale: null,
    text: '视频打不开',
    ...overrides,
  };
}

/** A plain message to the learner of conversation `C1`. */
export function makeDelivery(overrides: Partial<Delivery> = {}): Delivery {
  return {
    id: 'local:e1:0',
    conversationId: 'C1',
    audience: 'learner',
    place: 'local:learner-mei',
    thread: null,
    slot: null,
    requires: null,
    body: { kind: 'message', message: { text: '请刷新页面', buttons: [] } },
    ...overrides,
  };
}

/** An entry of conversation `C1`. */
export function makeEntry(overrides: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 'local:e1:h0',
    conversationId: 'C1',
    at: NOW,
    kind: 'learnerMessage',
    actor: 'local:mei',
    facts: {},
    ...overrides,
  };
}

/** A change that finishes event `local:e1` and writes nothing else. */
export function makeChange(overrides: Partial<Change> = {}): Change {
  return {
    eventId: 'local:e1',
    community: 'default',
    conversation: null,
    ticket: null,
    timers: [],
    history: [],
    deliveries: [],
    ...overrides,
  };
}
