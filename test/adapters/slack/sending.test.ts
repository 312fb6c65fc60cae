/** The way out: rate limits, faults, refusals with their remedies, long and deleted messages, and what Slack is never sent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GENERAL, MEI, MEI_DM, type Running, STAFF, startSlack, toDelivery } from './serve.ts';

let running: Running;
beforeEach(async () => {
  running = await startSlack();
});
afterEach(async () => {
  await running.stop();
  expect(running.slack.problems).toEqual([]);
});

describe('a delivery', () => {
  it('that Slack asks to wait with says how long, and counts as not tried', async () => {
    running.slack.fail('chat.postMessage', { kind: 'rateLimited', seconds: 7 });
    await expect(running.deliver('你好')).rejects.toMatchObject({ permanent: false, retryAfterMs: 7000 });
    await running.deliver('你好');
    expect(running.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
  });

  it.each([
    ['a failing server', { kind: 'status', status: 503 } as const],
    ['a cut connection', { kind: 'lost' } as const],
    ['an inner error of Slack', { kind: 'error', error: 'internal_error' } as const],
  ])('that meets %s is worth trying again, by the outbox alone', async (_, fault) => {
    running.slack.fail('chat.postMessage', fault);
    await expect(running.deliver('你好')).rejects.toMatchObject({ permanent: false, retryAfterMs: null });
    expect(running.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  it('whose answer was lost is found by its metadata and not sent twice, in a thread too', async () => {
    const { threadId } = await running.deliver('工单', { place: `slack:${STAFF}` });
    for (const change of [{}, { place: `slack:${STAFF}` as const, threadId }]) {
      const delivery = toDelivery('只有一次', change);
      running.slack.fail('chat.postMessage', { kind: 'lost' });
      await expect(running.adapter.deliver(delivery)).rejects.toThrow();
      const receipt = await running.adapter.deliver({ ...delivery, maybeSent: true });
      const place = change.place ? STAFF : MEI_DM;
      const shown = running.slack.shown(place, change.threadId ?? undefined);
      expect(shown.map(({ id }) => id)).toEqual([receipt.messageId]);
    }
  });

  it.each([
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'account_inactive',
    'missing_scope',
    'restricted_action',
  ])('refused with %s has failed for good, naming the place and what to do', async (error) => {
    running.slack.fail('chat.postMessage', { kind: 'error', error });
    const refused = running.deliver('秘密的话');
    await expect(refused).rejects.toMatchObject({ name: 'DeliveryError', permanent: true });
    await expect(refused).rejects.toThrow(new RegExp(`slack:${MEI_DM}: ${error}; .{10,}`));
    await expect(refused).rejects.not.toThrow('秘密的话');
  });

  it('to a channel the app was thrown out of, or that was archived, fails in the workspace’s own words', async () => {
    await running.slack.people.kick(GENERAL, MEI);
    await expect(running.deliver('?', { place: `slack:${GENERAL}` })).rejects.toThrow(/not_in_channel; invite the app/);
    await running.slack.people.archive(STAFF, MEI);
    await expect(running.deliver('?', { place: `slack:${STAFF}` })).rejects.toThrow(/is_archived; unarchive/);
  });

  it('names its workspace where the settings do', async () => {
    await running.deliver('你好', { place: `slack:T0TEAM/${GENERAL}` });
    expect(running.slack.shown(GENERAL)).toHaveLength(1);
  });
});

describe('a message', () => {
  it('that somebody deleted is posted again when it is to be edited', async () => {
    const first = await running.deliver('等待认领', { place: `slack:${STAFF}` });
    running.slack.world.remove(running.slack.world.find(STAFF, first.messageId)!);
    const again = await running.deliver('处理中', { place: `slack:${STAFF}`, edits: first });
    expect(again.messageId).not.toBe(first.messageId);
    expect(running.slack.shown(STAFF)).toMatchObject([{ text: '处理中' }]);
  });

  it('for a ticket’s thread whose card somebody deleted goes to the channel instead of nowhere', async () => {
    const place = { place: `slack:${STAFF}`, audience: 'staff' } as const;
    const { threadId } = await running.deliver('工单', place);
    running.slack.world.remove(running.slack.world.find(STAFF, threadId!)!);
    await running.deliver('学员又说了一句', { ...place, threadId });
    expect(running.slack.shown(STAFF)).toMatchObject([{ text: '学员又说了一句' }]);
    const asked = running.deliver('回答', { place: `slack:${GENERAL}`, threadId: '1.000001' });
    await expect(asked).rejects.toThrow(/thread_not_found/);
  });

  it('that grows and shrinks by edits is as many messages as it needs, with its buttons below the last', async () => {
    const long = Array.from({ length: 700 }, (_, n) => `第 ${n} 行`).join('\n');
    const first = await running.deliver('短', {}, [['solved:CAAAA']]);
    const longer = await running.deliver(long, { edits: first }, [['solved:CAAAA']]);
    const shown = running.slack.shown(MEI_DM);
    expect(shown.map(({ text }) => text).join('\n')).toBe(long);
    expect(shown.map(({ payloads }) => payloads.length)).toEqual([...shown.slice(1).map(() => 0), 1]);
    await running.deliver('又短了', { edits: longer });
    expect(running.slack.shown(MEI_DM)).toMatchObject([{ id: first.messageId, text: '又短了', payloads: [] }]);
  });

  it('stopped half way by one post a second goes on where it was, and is in order', async () => {
    const slow = await startSlack({}, { postsPerSecond: 2 });
    const long = Array.from({ length: 1500 }, (_, n) => `第 ${n} 行`).join('\n');
    const delivery = toDelivery(long);
    const attempt = async (): Promise<void> => {
      try {
        await slow.adapter.deliver(delivery);
      } catch (error) {
        const { retryAfterMs } = error as { retryAfterMs: number | null };
        if (retryAfterMs === null) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
        return attempt();
      }
    };
    await attempt();
    expect(
      slow.slack
        .shown(MEI_DM)
        .map(({ text }) => text)
        .join('\n'),
    ).toBe(long);
    await slow.stop();
  });

  it('always has words for screen readers, escaped, and shows markup and mentions as they were written', async () => {
    const words = '*粗* <!channel> @here & https://example.org/a?b=1&c=2。完';
    await running.deliver(words, {}, [['rate:0:CAAAA', 'rate:1:CAAAA', 'rate:2:CAAAA', 'rate:3:CAAAA', 'human:CAAAA']]);
    expect(running.slack.shown(MEI_DM)).toMatchObject([{ text: words }]);
    const { args } = running.slack.calls.findLast(({ method }) => method === 'chat.postMessage')!;
    expect(args.text).toBe('*粗* &lt;!channel&gt; @here &amp; https://example.org/a?b=1&amp;c=2。完');
    const blocks = JSON.parse(args.blocks!) as {
      elements: { type: string; elements?: { type: string; url?: string }[] }[];
    }[];
    expect(blocks[0]?.elements[0]?.elements?.find(({ type }) => type === 'link')?.url).toBe(
      'https://example.org/a?b=1&c=2',
    );
    expect(blocks.slice(1).flatMap(({ elements }) => elements.map(({ type }) => type))).toEqual([
      'static_select',
      'button',
    ]);
  });
});

it('logs neither words nor tokens, whatever fails', async () => {
  running.slack.fail('chat.postMessage', { kind: 'status', status: 500 }, { kind: 'error', error: 'invalid_blocks' });
  for (const words of ['秘密一', '秘密二']) await running.deliver(words).catch(() => undefined);
  running.slack.fail('users.info', { kind: 'status', status: 500 });
  running.receive = () => Promise.reject(new Error('the disk is full'));
  await running.slack.people.say(MEI_DM, MEI, '秘密三');
  const log = JSON.stringify(running.logged);
  expect(log).toContain('slack');
  expect(log).not.toMatch(/秘密|xoxb-|xapp-|小美/);
});
