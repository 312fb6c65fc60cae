/** The work bench of the store's cases: a store for each case, and the few steps nearly every case begins with. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import type { HistoryEntry } from '../../../src/domain/history.ts';
import type { ClaimedDelivery, CommitResult, Store } from '../../../src/ports.ts';
import { makeChange, makeConversation, makeMessage, NOW } from '../../fixtures.ts';

export interface OpenedDatabase {
  readonly store: Store;
  /** One more store on the same database, as a second process or the next start of this one has it. */
  reopen(): Promise<Store>;
  /** Closes every store and removes the database. */
  close(): Promise<void>;
}

export type OpenDatabase = () => Promise<OpenedDatabase>;

export const LEASE = 10_000;

export interface Bench {
  readonly store: Store;
  reopen(): Promise<Store>;
  /** Accepts a message of that id and commits `change` as its outcome. */
  apply(eventId: string, change?: Partial<Change>): Promise<CommitResult>;
  /** Begins conversation `C1` with these deliveries waiting. */
  send(...deliveries: Delivery[]): Promise<void>;
  /** Records these entries in the order given. */
  record(...entries: HistoryEntry[]): Promise<void>;
  claimDeliveries(at?: number): Promise<readonly ClaimedDelivery[]>;
  /** Ids of the deliveries that can be claimed now; they are leased by that. */
  claimIds(at?: number): Promise<readonly string[]>;
  /** Reports the delivery as sent; the message's id is `m-` and the delivery's. */
  sent(id: string, threadId?: string | null): Promise<void>;
  /** Claims and sends one after the other until nothing is left; answers the ids in the order of sending. */
  sendAll(at?: number): Promise<readonly string[]>;
}

/** A bench for each case of the surrounding `describe`. */
export function useBench(open: OpenDatabase): Bench {
  let opened: OpenedDatabase;
  let events = 0;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const bench: Bench = {
    get store() {
      return opened.store;
    },
    reopen: () => opened.reopen(),
    async apply(eventId, change = {}) {
      await opened.store.accept([makeMessage({ id: eventId })], NOW);
      const [result] = await opened.store.commit([makeChange({ eventId, ...change })], NOW);
      return result as CommitResult;
    },
    async send(...deliveries) {
      const stored = await opened.store.load([{ by: 'conversation', id: 'C1' }]);
      const conversation = stored ? null : makeConversation();
      events += 1;
      expect(await bench.apply(`local:send${events}`, { conversation, deliveries })).toBe('done');
    },
    async record(...history) {
      const ids = new Set(history.map((entry) => entry.conversationId).filter((id) => id !== null));
      for (const id of ids) {
        if (await opened.store.load([{ by: 'conversation', id }])) continue;
        await bench.apply(`local:begin-${id}`, { conversation: makeConversation({ id }) });
      }
      events += 1;
      const numbered = history.map((entry, n) => ({ ...entry, id: `local:record${events}:h${n}` }));
      expect(await bench.apply(`local:record${events}`, { history: numbered })).toBe('done');
    },
    claimDeliveries: (at = NOW) => opened.store.claimDeliveries(at, LEASE, 100),
    async claimIds(at = NOW) {
      return (await bench.claimDeliveries(at)).map(({ delivery }) => delivery.id);
    },
    sent: (id, threadId = null) =>
      opened.store.settleDeliveries([{ id, result: 'sent', receipt: { messageId: `m-${id}`, threadId }, at: NOW }]),
    async sendAll(at = NOW) {
      const ids: string[] = [];
      for (;;) {
        const claimed = await bench.claimIds(at);
        if (claimed.length === 0) return ids;
        for (const id of claimed) await bench.sent(id);
        ids.push(...claimed);
      }
    },
  };
  return bench;
}
