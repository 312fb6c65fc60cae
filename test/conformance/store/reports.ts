/** What reports read: the facts of each conversation, worked out from its history. */
import { describe, expect, it } from 'vitest';
import type { ConversationFacts } from '../../../src/domain/conversation-facts.ts';
import type { HistoryEntry, HistoryKind } from '../../../src/domain/history.ts';
import { makeConversation, makeEntry, makeTicket, NOW } from '../../fixtures.ts';
import { type OpenDatabase, useBench } from './bench.ts';

type Step = readonly [minute: number, kind: HistoryKind, facts?: HistoryEntry['facts'], actor?: string];

const at = (minute: number) => NOW + minute * 60_000;

const toEntries = (conversationId: string, steps: readonly Step[]): HistoryEntry[] =>
  steps.map(([minute, kind, facts = {}, actor]) =>
    makeEntry({
      conversationId,
      at: at(minute),
      kind,
      actor: actor ?? (kind === 'conversationStarted' ? 'local:mei' : 'bot'),
      facts,
    }),
  );

export function describeReports(open: OpenDatabase): void {
  describe('the facts of a conversation', () => {
    const bench = useBench(open);
    const factsOf = async (...steps: Step[]): Promise<ConversationFacts | undefined> => {
      await bench.record(...toEntries('C1', [[0, 'conversationStarted', { language: 'en' }], ...steps]));
      return (await bench.store.reports.conversations(null, null))[0];
    };

    it('are all empty when it has only begun', async () => {
      expect(await factsOf()).toEqual({
        conversationId: 'C1',
        community: 'default',
        learner: 'local:mei',
        startedAt: at(0),
        category: null,
        intent: null,
        queue: null,
        course: null,
        priority: null,
        learnerMessages: 0,
        answers: 0,
        refusals: 0,
        misses: 0,
        escalatedAt: null,
        firstReplyAt: null,
        agent: null,
        handlingMs: 0,
        paused: [],
        resolvedAt: null,
        resolution: null,
        reopened: 0,
        closedAt: null,
        ratingAsked: false,
        score: null,
      });
    });

    it('tell the whole story: answered, refused, handed over, replied, resolved, rated, closed', async () => {
      const story: readonly Step[] = [
        [0, 'learnerMessage', { text: 'hi' }],
        [1, 'answered', { intent: 'login', category: 'account', confidence: 0.9 }],
        [2, 'refused', { intent: 'login' }],
        [3, 'learnerMessage', { text: 'no' }],
        [
          4,
          'escalated',
          { intent: 'refund', category: 'payment', queue: 'billing', priority: 'urgent', reason: 'asked' },
        ],
        [5, 'prioritised', { priority: 'high' }],
        [5, 'claimed'],
        [6, 'refused', { reason: 'claimed by another' }],
        [7, 'replied', { text: 'done' }],
        [8, 'replied', { text: 'really' }],
        [9, 'resolved', { resolution: 'agent' }],
        [10, 'ratingAsked'],
        [11, 'rated', { score: 0 }],
        [12, 'closed', { resolution: 'agent' }],
      ];
      expect(await factsOf(...story)).toEqual({
        conversationId: 'C1',
        community: 'default',
        learner: 'local:mei',
        startedAt: at(0),
        category: 'payment',
        intent: 'refund',
        queue: 'billing',
        course: null,
        priority: 'high',
        learnerMessages: 2,
        answers: 1,
        refusals: 1,
        misses: 0,
        escalatedAt: at(4),
        firstReplyAt: at(7),
        agent: null,
        handlingMs: 0,
        paused: [],
        resolvedAt: at(9),
        resolution: 'agent',
        reopened: 0,
        closedAt: at(12),
        ratingAsked: true,
        score: 0,
      });
    });

    it('know when the clock stood still: until the learner answered, and while it was taken for resolved', async () => {
      const facts = await factsOf(
        [1, 'escalated', { queue: 'q' }],
        [2, 'pended', {}, 'local:li'],
        [3, 'pended', {}, 'local:li'],
        [5, 'resumed', {}, 'local:mei'],
        [6, 'resumed', {}, 'local:mei'],
        [8, 'pended', {}, 'local:li'],
        [9, 'resolved', { resolution: 'agent' }, 'local:li'],
        [20, 'reopened'],
        [22, 'pended', {}, 'local:li'],
      );
      expect(facts?.paused).toEqual([2, 5, 8, 20, 22].map(at));
    });

    it('name the queue it was moved to', async () => {
      const facts = await factsOf(
        [1, 'escalated', { queue: 'technical', priority: 'normal' }],
        [2, 'transferred', { from: 'technical', queue: 'billing' }],
      );
      expect(facts).toMatchObject({ queue: 'billing', priority: 'normal' });
    });

    it('say confirmed when the learner said so', async () => {
      const facts = await factsOf(
        [1, 'answered', { intent: 'a', category: 'b' }],
        [2, 'confirmed', { resolution: 'confirmed' }],
      );
      expect(facts).toMatchObject({
        intent: 'a',
        category: 'b',
        resolvedAt: at(2),
        resolution: 'confirmed',
        queue: null,
      });
    });

    it('take a resolution back when it is reopened, and count the last one', async () => {
      const reopened: readonly Step[] = [
        [1, 'resolved', { resolution: 'agent' }],
        [2, 'closed', { resolution: 'agent' }],
        [3, 'reopened'],
      ];
      expect(await factsOf(...reopened)).toMatchObject({
        resolvedAt: null,
        resolution: null,
        closedAt: null,
        reopened: 1,
      });
      await bench.record(...toEntries('C1', [[4, 'resolved', { resolution: 'agent' }]]));
      expect(await bench.store.reports.conversations(null, null)).toMatchObject([
        { resolvedAt: at(4), resolution: 'agent', closedAt: null, reopened: 1 },
      ]);
    });

    it('take a resolution back when it is handed to people after it', async () => {
      const facts = await factsOf(
        [1, 'confirmed', { resolution: 'confirmed' }],
        [2, 'escalated', { queue: 'q', reason: 'reopened' }],
      );
      expect(facts).toMatchObject({ resolvedAt: null, resolution: null, escalatedAt: at(2) });
    });

    it('name who worked on it, about which course, and for how long: no span counts for more than ten minutes', async () => {
      const facts = await factsOf(
        [1, 'missed', { reason: 'unknown' }],
        [2, 'escalated', { queue: 'q', course: 'sql-1' }],
        [3, 'claimed', {}, 'local:li'],
        [5, 'replied', { text: '…' }, 'local:li'],
        [6, 'noted', { text: '…' }, 'local:wang'],
        [40, 'learnerMessage', { text: '…' }],
        [90, 'replied', { text: '…' }, 'local:wang'],
        [91, 'claimed', {}, 'local:li'],
        [91, 'resolved', { resolution: 'agent' }, 'local:wang'],
      );
      // 2 and 1 minutes, then 10 of 50.
      expect(facts).toMatchObject({ agent: 'local:wang', course: 'sql-1', misses: 1, handlingMs: 13 * 60_000 });
    });

    it('know who claimed it while nobody has replied', async () => {
      const facts = await factsOf([2, 'escalated', { queue: 'q' }], [3, 'claimed', {}, 'local:li']);
      expect(facts).toMatchObject({ agent: 'local:li', handlingMs: 0, course: null });
    });

    it('know abandoned conversations by how they were closed', async () => {
      expect(await factsOf([5, 'closed', { resolution: 'abandoned' }])).toMatchObject({
        resolvedAt: null,
        resolution: 'abandoned',
        closedAt: at(5),
      });
    });

    it('go by the order of writing where times are equal', async () => {
      expect(await factsOf([1, 'resolved', { resolution: 'agent' }], [1, 'reopened'])).toMatchObject({
        resolvedAt: null,
      });
    });

    it('leave out what was answered beside a waiting ticket', async () => {
      const facts = await factsOf(
        [1, 'escalated', { intent: 'refund', category: 'payment', queue: 'billing' }],
        [2, 'answered', { intent: 'login', category: 'account', beside: true }],
      );
      expect(facts).toMatchObject({ intent: 'refund', category: 'payment', queue: 'billing', answers: 1 });
    });
  });

  describe('the window of a report', () => {
    const bench = useBench(open);
    const ids = async (from: number | null, to: number | null) =>
      (await bench.store.reports.conversations(from, to)).map(({ conversationId }) => conversationId);

    it('holds the conversations that started in [from, to), oldest first, with all that happened to them', async () => {
      await bench.record(...toEntries('C3', [[30, 'conversationStarted']]));
      await bench.record(...toEntries('C1', [[10, 'conversationStarted']]));
      await bench.record(...toEntries('C2', [[20, 'conversationStarted']]), ...toEntries('C1', [[25, 'answered']]));
      expect(await ids(null, null)).toEqual(['C1', 'C2', 'C3']);
      expect(await ids(at(10), at(30))).toEqual(['C1', 'C2']);
      expect(await ids(at(11), null)).toEqual(['C2', 'C3']);
      expect(await ids(null, at(10))).toEqual([]);
      expect(await bench.store.reports.conversations(at(10), at(11))).toMatchObject([{ answers: 1 }]);
    });

    it('is read part by part, so that others get their turn: nothing twice, nothing left out, all in order', async () => {
      const count = 1300;
      // Some begin at the same moment, at the seams too.
      const starts = Array.from({ length: count }, (_, i) => Math.floor(i / 3));
      await bench.record(...starts.flatMap((minute, i) => toEntries(`C${i}`, [[minute, 'conversationStarted']])));
      let turns = 0;
      let isDone = false;
      const takeTurns = (): void => {
        turns++;
        if (!isDone) setImmediate(takeTurns);
      };
      setImmediate(takeTurns);
      const read = await ids(null, null);
      isDone = true;
      expect(read).toEqual(starts.map((_, i) => `C${i}`));
      expect(turns).toBeGreaterThan(1);
      expect(await ids(at(100), at(300))).toEqual(
        starts.flatMap((minute, i) => (minute >= 100 && minute < 300 ? `C${i}` : [])),
      );
    });

    it('leaves out what belongs to no conversation', async () => {
      await bench.record(makeEntry({ conversationId: null, kind: 'ignored' }));
      expect(await ids(null, null)).toEqual([]);
    });

    it('gives the entries themselves as they were written, in that order', async () => {
      const entries = toEntries('C1', [
        [5, 'conversationStarted', { language: 'en' }],
        [1, 'learnerMessage', { text: '“啊”\n', n: 1.5, yes: true, none: null }],
        [9, 'ignored'],
      ]);
      await bench.record(...entries);
      const read = await bench.store.reports.entries(null, null);
      expect(read.map(({ id: _, ...rest }) => rest)).toEqual(entries.map(({ id: _, ...rest }) => rest));
      expect((await bench.store.reports.entries(at(1), at(9))).map(({ kind }) => kind)).toEqual([
        'conversationStarted',
        'learnerMessage',
      ]);
    });
  });

  describe('what learners said and what was done about it', () => {
    const bench = useBench(open);

    it('comes with the rating and the name to be taken out, in the order written, from a moment on', async () => {
      await bench.record(
        ...toEntries('C1', [
          [1, 'rated', { score: 3 }],
          [2, 'commented', { text: '太慢了', score: 3 }, 'local:mei'],
          [3, 'learnerMessage', { text: 'hi' }],
          [4, 'commented', { text: '还是慢', score: null }, 'local:mei'],
        ]),
      );
      const first = { conversationId: 'C1', at: at(2), text: '太慢了', score: 3, learnerName: 'Mei' };
      const second = { conversationId: 'C1', at: at(4), text: '还是慢', score: null, learnerName: 'Mei' };
      expect(await bench.store.reports.comments(null)).toEqual([first, second]);
      expect(await bench.store.reports.comments(at(3))).toEqual([second]);
      // The newest, where not all are wanted.
      expect(await bench.store.reports.comments(null, 1)).toEqual([second]);
      expect(await bench.store.reports.comments(null, 5)).toEqual([first, second]);
    });

    it('ratings are shared by those who agreed, of the latest tickets, and taken back', async () => {
      const rating = { askedAt: NOW, score: 8 as const, comment: null, awaitsComment: false };
      const rate = (n: number, sharesRatings: boolean | null) =>
        bench.apply(`local:rate${n}`, {
          conversation: makeConversation({ id: `C${n}`, learner: `local:l${n}`, rating }),
          ticket: makeTicket({ id: `T-00000${n}`, conversationId: `C${n}`, queue: 'billing' }),
          profiles: [{ person: `local:l${n}`, changes: { sharesRatings } }],
        });
      for (const [n, shares] of [true, false, null, true].entries()) await rate(n + 1, shares);
      const learners = async (limit: number) =>
        (await bench.store.sharedRatings('default', limit)).map(({ learner }) => learner).sort();
      expect(await bench.store.sharedRatings('default', 1)).toEqual([
        { queue: 'billing', learner: 'local:l4', score: 8 },
      ]);
      expect(await learners(10)).toEqual(['local:l1', 'local:l4']);
      await bench.apply('local:back', { profiles: [{ person: 'local:l1', changes: { sharesRatings: false } }] });
      expect(await learners(10)).toEqual(['local:l4']);
      expect(await bench.store.sharedRatings('elsewhere', 10)).toEqual([]);
    });

    it('suggestions are what was recommended and answered, of one person or of all', async () => {
      const entries = (['suggested', 'configured', 'suggestionAnswered'] as const).map((kind) =>
        makeEntry({ conversationId: null, kind, actor: 'local:mei', facts: { course: 'py101' } }),
      );
      await bench.record(...entries, makeEntry({ conversationId: null, kind: 'suggested', actor: 'local:lin' }));
      const kindsOf = async (person: 'local:mei' | 'local:lin' | null) =>
        (await bench.store.reports.suggestions(person)).map(({ kind }) => kind);
      expect(await kindsOf('local:mei')).toEqual(['suggested', 'suggestionAnswered']);
      expect(await kindsOf('local:lin')).toEqual(['suggested']);
      expect(await kindsOf(null)).toEqual(['suggested', 'suggestionAnswered', 'suggested']);
    });

    it('measures are what admins accepted and dropped, and what was told as unusual', async () => {
      const entries = (['actionAccepted', 'configured', 'alarmed', 'actionDropped'] as const).map((kind) =>
        makeEntry({ conversationId: null, kind, facts: { action: 'C01-0000001' } }),
      );
      await bench.record(...entries);
      const kinds = (await bench.store.reports.measures()).map(({ kind }) => kind);
      expect(kinds).toEqual(['actionAccepted', 'alarmed', 'actionDropped']);
    });
  });
}
