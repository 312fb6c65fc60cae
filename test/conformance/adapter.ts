/** The contract every platform adapter keeps, as tests. A platform brings a harness that plays its people and reads what they see. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InboundEvent } from '../../src/domain/event.ts';
import type { PlaceId } from '../../src/domain/place.ts';
import type { OutgoingDelivery, PlatformAdapter, Receive } from '../../src/ports.ts';

/** A message as people see it. */
export interface ShownMessage {
  readonly id: string;
  readonly text: string;
  /** Payloads, all rows together. */
  readonly payloads: readonly string[];
}

/** Whether the platform was told that its event has arrived; an adapter may also refuse one as forged. */
export type Sent = 'acknowledged' | 'refused' | 'not acknowledged';

export interface AdapterHarness {
  /** Not started yet. */
  readonly adapter: PlatformAdapter;
  readonly learnerPlace: PlaceId;
  readonly staffPlace: PlaceId;
  /** The learner writes in `learnerPlace`. */
  say(text: string): Promise<Sent>;
  /** An agent writes in the thread. */
  sayInThread(threadId: string, text: string): Promise<Sent>;
  /** The admin gives a command. */
  command(text: string): Promise<Sent>;
  /** Somebody with access to `place` presses a button there. */
  press(place: PlaceId, messageId: string, payload: string): Promise<Sent>;
  /** The platform sends its last event once more, exactly as it was. */
  repeat(): Promise<Sent>;
  /** The platform tells the adapter of the adapter's own message, where the platform does that. */
  echo(messageId: string): Promise<void>;
  /** What stands in the place, or in a thread of it, in the order people read it. */
  shown(place: PlaceId, threadId?: string): Promise<readonly ShownMessage[]>;
  close(): Promise<void>;
}

const LITERAL = '@everyone <b>&amp; *x* _y_ `z` <!channel> [a](http://b) \\n\n  indented';

/** `skipped`: the name of a case and why this platform cannot keep it. */
export function describeAdapter(
  name: string,
  create: () => Promise<AdapterHarness>,
  skipped: Readonly<Record<string, string>> = {},
): void {
  describe(`${name} keeps the adapter contract`, () => {
    let harness: AdapterHarness;
    let events: InboundEvent[];
    let receive: Receive;
    let count = 0;

    beforeEach(async () => {
      harness = await create();
      events = [];
      receive = async () => 'accepted';
      await harness.adapter.start((event) => {
        events.push(event);
        return receive(event);
      });
    });
    afterEach(async () => {
      await harness.adapter.stop();
      await harness.close();
    });

    function given(title: string, test: () => Promise<void>): void {
      const reason = skipped[title];
      if (reason === undefined) it(title, test);
      else it.skip(`${title} (${reason})`, test);
    }

    function toDelivery(
      text: string,
      change: Partial<OutgoingDelivery> = {},
      payloads: string[] = [],
    ): OutgoingDelivery {
      const buttons = payloads.map((payload) => {
        const at = payload.lastIndexOf(':');
        return { choice: payload.slice(0, at) as never, target: payload.slice(at + 1), label: payload.slice(0, at) };
      });
      return {
        id: `contract:${++count}`,
        conversationId: 'CAAAA',
        audience: 'learner',
        place: harness.learnerPlace,
        thread: null,
        threadId: null,
        slot: null,
        requires: null,
        edits: null,
        maybeSent: false,
        body: { kind: 'message', message: { text, buttons: [buttons] } },
        ...change,
      };
    }

    const deliver = (...args: Parameters<typeof toDelivery>) => harness.adapter.deliver(toDelivery(...args));
    const textsIn = async (place: PlaceId, thread?: string) =>
      (await harness.shown(place, thread)).map(({ text }) => text);

    given('passes a message on with its place, author and text', async () => {
      expect(await harness.say('视频打不开')).toBe('acknowledged');
      expect(events).toMatchObject([
        { kind: 'messageReceived', text: '视频打不开', spot: { place: harness.learnerPlace } },
      ]);
      expect(events[0]?.id).toMatch(new RegExp(`^${harness.adapter.platform}:`));
    });

    given('acknowledges only after receive has resolved', async () => {
      const gate = Promise.withResolvers<'accepted'>();
      receive = () => gate.promise;
      const sent = harness.say('还在吗');
      await vi.waitFor(() => expect(events).toHaveLength(1));
      expect(await Promise.race([sent, sleep(50, 'open')])).toBe('open');
      gate.resolve('accepted');
      expect(await sent).toBe('acknowledged');
    });

    given('does not acknowledge what receive rejected, and takes it when it comes again', async () => {
      receive = () => Promise.reject(new Error('the disk is full'));
      expect(await harness.say('在吗')).toBe('not acknowledged');
      receive = async () => 'accepted';
      expect(await harness.repeat()).toBe('acknowledged');
      expect(new Set(events.map(({ id }) => id)).size).toBe(1);
    });

    given('gives the same platform event the same id, and another one another', async () => {
      await harness.say('一');
      await harness.repeat();
      await harness.say('一');
      const [first, again, other] = events.map(({ id }) => id);
      expect(again).toBe(first);
      expect(other).not.toBe(first);
    });

    given('ignores its own messages', async () => {
      const { messageId } = await deliver('你好');
      await harness.echo(messageId);
      expect(events).toEqual([]);
    });

    given('shows a delivery and answers a receipt', async () => {
      const { messageId } = await deliver('请试试这几步');
      expect(await harness.shown(harness.learnerPlace)).toMatchObject([{ id: messageId, text: '请试试这几步' }]);
    });

    given('shows a delivery once when it is delivered twice', async () => {
      const delivery = toDelivery('只有一次');
      const first = await harness.adapter.deliver(delivery);
      expect(await harness.adapter.deliver({ ...delivery, maybeSent: true })).toEqual(first);
      expect(await textsIn(harness.learnerPlace)).toEqual(['只有一次']);
    });

    given('edits in place, keeping the receipt', async () => {
      const first = await deliver('等待认领', {}, ['human:CAAAA']);
      await deliver('后来的话');
      const edited = await deliver('处理中', { edits: first }, ['solved:CAAAA']);
      expect(edited).toEqual(first);
      expect(await harness.shown(harness.learnerPlace)).toMatchObject([
        { text: '处理中', payloads: ['solved:CAAAA'] },
        { text: '后来的话' },
      ]);
    });

    given('names the thread below a card and works in it', async () => {
      const place = { audience: 'staff', place: harness.staffPlace } as const;
      const card = await deliver('工单', place, ['claim:T-ABC234']);
      expect(card.threadId).not.toBeNull();
      const thread = card.threadId ?? '';
      await deliver('第一条', { ...place, threadId: thread });
      expect(await textsIn(harness.staffPlace, thread)).toEqual(['第一条']);
      await harness.sayInThread(thread, '我看看');
      expect(events).toMatchObject([{ kind: 'messageReceived', spot: { place: harness.staffPlace, thread } }]);
    });

    given('brings a pressed button back with choice and target', async () => {
      const { messageId } = await deliver('是这个吗', {}, ['pick:2:CAAAA', 'rate:10:CAAAA', 'human:CAAAA']);
      for (const payload of ['pick:2:CAAAA', 'rate:10:CAAAA', 'human:CAAAA']) {
        expect(await harness.press(harness.learnerPlace, messageId, payload)).toBe('acknowledged');
      }
      expect(events).toMatchObject([
        { kind: 'choiceMade', choice: 'pick:2', target: 'CAAAA', text: null },
        { kind: 'choiceMade', choice: 'rate:10', target: 'CAAAA' },
        { kind: 'choiceMade', choice: 'human', target: 'CAAAA', spot: { place: harness.learnerPlace } },
      ]);
    });

    given('refuses payloads that are none of ours', async () => {
      const { messageId } = await deliver('打个分', {}, ['rate:10:CAAAA']);
      for (const payload of ['rate:11:CAAAA', 'rate:-1:CAAAA', 'drop_table:CAAAA', 'rate:10:', '']) {
        expect(await harness.press(harness.learnerPlace, messageId, payload)).not.toBe('not acknowledged');
      }
      expect(events).toEqual([]);
    });

    given('passes a command on as verb and rest', async () => {
      expect(await harness.command('/report overview 2026-01')).toBe('acknowledged');
      expect(events).toMatchObject([{ kind: 'commandInvoked', verb: 'report', args: 'overview 2026-01' }]);
    });

    given('shows text as it is, without mentions or markup', async () => {
      await deliver(LITERAL);
      expect(await textsIn(harness.learnerPlace)).toEqual([LITERAL]);
    });

    given('takes text as it is', async () => {
      await harness.say(LITERAL);
      expect(events).toMatchObject([{ text: LITERAL }]);
    });

    given('shows all of a very long text, in order', async () => {
      const long = Array.from({ length: 10_000 }, (_, n) => `${String(n).padStart(8, '0')}。`).join('\n');
      await deliver(long);
      expect((await textsIn(harness.learnerPlace)).join('\n')).toBe(long);
    });

    given('calls a place it does not know permanently undeliverable', async () => {
      const place = `${harness.adapter.platform}:no-such-place` as PlaceId;
      await expect(deliver('?', { place })).rejects.toMatchObject({ name: 'DeliveryError', permanent: true });
    });

    given('stops twice, and takes nothing afterwards', async () => {
      await harness.adapter.stop();
      await harness.adapter.stop();
      expect(await harness.say('还在吗')).toBe('not acknowledged');
      expect(events).toEqual([]);
    });

    given('waits with stopping for what is on its way', async () => {
      const gate = Promise.withResolvers<'accepted'>();
      receive = () => gate.promise;
      const sent = harness.say('最后一句');
      await vi.waitFor(() => expect(events).toHaveLength(1));
      const stopped = harness.adapter.stop();
      expect(await Promise.race([stopped, sleep(50, 'open')])).toBe('open');
      gate.resolve('accepted');
      await stopped;
      expect(await sent).toBe('acknowledged');
    });
  });
}
