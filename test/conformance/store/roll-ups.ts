/** Reports read days prepared ahead; whatever is prepared already, by whom and how far, they say what the history says. */
import { describe, expect, it } from 'vitest';
import { createChance } from '../../../src/analytics/statistics/chance.ts';
import type { ConversationFacts } from '../../../src/domain/conversation-facts.ts';
import type { HistoryEntry, HistoryKind } from '../../../src/domain/history.ts';
import type { Store } from '../../../src/ports.ts';
import { makeEntry, NOW } from '../../fixtures.ts';
import { type OpenDatabase, useBench } from './bench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What may follow a beginning, in any order: reports must make something of all of it. */
const STEPS: readonly (readonly [HistoryKind, string, HistoryEntry['facts']])[] = [
  ['learnerMessage', 'local:mei', { text: '你好' }],
  ['answered', 'bot', { intent: 'login', category: 'account' }],
  ['refused', 'local:mei', { intent: 'login' }],
  ['missed', 'bot', { reason: 'unknown' }],
  ['escalated', 'bot', { intent: 'refund', category: 'payment', queue: 'billing', course: 'sql-1' }],
  ['claimed', 'local:li', {}],
  ['replied', 'local:li', { text: '…' }],
  ['resolved', 'local:li', { resolution: 'agent' }],
  ['reopened', 'local:mei', {}],
  ['ratingAsked', 'bot', {}],
  ['closed', 'bot', { resolution: 'assumed' }],
];

const toPlain = (rows: readonly ConversationFacts[]) =>
  rows
    .map((row) => ({
      conversationId: row.conversationId,
      community: row.community,
      learner: row.learner,
      startedAt: row.startedAt,
      category: row.category,
      intent: row.intent,
      queue: row.queue,
      course: row.course,
      priority: row.priority,
      learnerMessages: row.learnerMessages,
      answers: row.answers,
      refusals: row.refusals,
      misses: row.misses,
      escalatedAt: row.escalatedAt,
      firstReplyAt: row.firstReplyAt,
      agent: row.agent,
      handlingMs: row.handlingMs,
      resolvedAt: row.resolvedAt,
      resolution: row.resolution,
      reopened: row.reopened,
      closedAt: row.closedAt,
      ratingAsked: row.ratingAsked,
      score: row.score,
    }))
    .sort((a, b) => a.startedAt - b.startedAt || (a.conversationId < b.conversationId ? -1 : 1));

async function finish(store: Store): Promise<void> {
  while ((await store.rollUps.step(50)) > 0);
}

export function describeRollUps(open: OpenDatabase): void {
  describe('days prepared for reports', () => {
    const bench = useBench(open);
    /** The same history in a database in which nothing is prepared. */
    const plain = useBench(open);
    const both = async (...entries: HistoryEntry[]) => {
      await bench.record(...entries);
      await plain.record(...entries);
    };
    const begin = (id: string, at: number) =>
      makeEntry({ conversationId: id, at, kind: 'conversationStarted', actor: `local:${id.length}` });

    it.each([1, 2, 3, 4, 5, 6])('say what the history says, however far they are (drawn history %i)', async (seed) => {
      const chance = createChance(seed);
      const pick = (n: number) => Math.floor(chance() * n);
      const rated = new Set<string>();
      let begun = 0;
      for (let round = 0; round < 25; round++) {
        const entries: HistoryEntry[] = [];
        for (let k = 0; k < 8; k++) {
          if (begun === 0 || chance() < 0.3) entries.push(begin(`C${begun++}`, NOW + pick(5 * 24) * HOUR));
          const conversationId = `C${pick(begun)}`;
          const at = NOW + pick(20 * 24) * HOUR;
          if (chance() < 0.1 && !rated.has(conversationId)) {
            rated.add(conversationId);
            entries.push(makeEntry({ conversationId, at, kind: 'rated', facts: { score: pick(11) } }));
          }
          const [kind, actor, facts] = STEPS[pick(STEPS.length)]!;
          entries.push(makeEntry({ conversationId, at, kind, actor, facts }));
        }
        await both(...entries);
        if (chance() < 0.6) await bench.store.rollUps.step(1 + pick(60));
        const from = chance() < 0.5 ? null : NOW + pick(4 * 24) * HOUR;
        const to = chance() < 0.5 ? null : (from ?? NOW) + (1 + pick(48)) * HOUR;
        const [ours, theirs] = [bench, plain].map(({ store }) => store.reports.conversations(from, to));
        expect(toPlain(await ours!)).toEqual(toPlain(await theirs!));
      }
      await finish(bench.store);
      expect(await bench.store.rollUps.step(50)).toBe(0);
      const prepared = await bench.store.reports.conversations(null, null);
      expect(toPlain(prepared)).toEqual(toPlain(await plain.store.reports.conversations(null, null)));
      expect(prepared.map(({ startedAt }) => startedAt)).toEqual(
        prepared.map(({ startedAt }) => startedAt).toSorted((a, b) => a - b),
      );
    });

    it('may be prepared by several at once, each of them stopping anywhere', async () => {
      const ids = Array.from({ length: 40 }, (_, i) => `C${i}`);
      await both(...ids.map((id, i) => begin(id, NOW + (i % 3) * DAY)));
      const others = [bench.store, await bench.reopen(), await bench.reopen()];
      await Promise.all(others.map((store) => store.rollUps.step(7)));
      await both(...ids.map((conversationId) => makeEntry({ conversationId, at: NOW, kind: 'answered' })));
      await Promise.all(others.map(finish));
      const expected = toPlain(await plain.store.reports.conversations(null, null));
      for (const store of others) expect(toPlain(await store.reports.conversations(null, null))).toEqual(expected);
    });

    it('follow what happens to an old conversation: a rating weeks later is in its day', async () => {
      await bench.record(begin('C1', NOW), begin('C2', NOW + 30 * DAY));
      await finish(bench.store);
      await bench.record(makeEntry({ conversationId: 'C1', at: NOW + 40 * DAY, kind: 'rated', facts: { score: 9 } }));
      const score = async () => (await bench.store.reports.conversations(NOW, NOW + DAY)).map((row) => row.score);
      expect(await score()).toEqual([9]);
      await finish(bench.store);
      expect(await score()).toEqual([9]);
      // What one process remembers of a day is not kept when another has written it anew.
      const other = await bench.reopen();
      await other.reports.conversations(null, null);
      await bench.record(makeEntry({ conversationId: 'C1', at: NOW, kind: 'reopened' }));
      await finish(bench.store);
      expect((await other.reports.conversations(NOW, NOW + DAY)).map(({ reopened }) => reopened)).toEqual([1]);
    });

    it('tell how much is left, and nothing where there is no history', async () => {
      expect(await bench.store.rollUps.step(10)).toBe(0);
      await bench.record(...Array.from({ length: 25 }, (_, i) => begin(`C${i}`, NOW)));
      const left = [await bench.store.rollUps.step(10), await bench.store.rollUps.step(10)];
      expect(left[0]! - left[1]!).toBe(10);
      expect(await bench.store.rollUps.step(1000)).toBe(0);
    });
  });
}
