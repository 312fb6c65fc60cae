/** Nothing is lost and nothing happens twice: late and repeated envelopes, recycled and cut sockets, restarts, what was said meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { QUESTION, runService } from './running.ts';
import { GENERAL, LIN, MEI, MEI_DM, STAFF, startSlack, startWorkspace } from './serve.ts';

const WAIT = { timeout: 15_000, interval: 10 };

describe('an envelope', () => {
  it('that is acknowledged late comes again, and is one event', async () => {
    const running = await startSlack({}, { ackMs: 100, retryAfterMs: [0, 20] });
    const slow = Promise.withResolvers<'accepted'>();
    running.receive = () => {
      running.receive = async () => 'duplicate';
      return slow.promise;
    };
    expect(await running.slack.people.say(MEI_DM, MEI, '视频打不开')).toBe('acknowledged');
    expect(running.slack.sent.map(({ ack }) => ack.sent)).toEqual(['not acknowledged', 'acknowledged']);
    expect(new Set(running.events.map(({ id }) => id)).size).toBe(1);
    slow.resolve('accepted');
    await running.stop();
  });

  it('that comes twice is answered once, messages and presses alike', async () => {
    const service = await runService();
    const { slack } = service;
    await slack.people.say(MEI_DM, MEI, QUESTION);
    await slack.repeat();
    const answer = await service.seesButton(MEI_DM, 'human');
    await service.press(MEI, MEI_DM, answer, 'human');
    await slack.repeat();
    await service.seesButton(STAFF, 'claim');
    await service.sees(MEI_DM, /工单 T-/);
    // One more thing that comes to pass after all of these.
    await slack.people.command(MEI_DM, MEI, '/afterclass', 'help');
    await service.sees(MEI_DM, '/afterclass status');
    expect(slack.shown(STAFF)).toHaveLength(1);
    expect(slack.shown(MEI_DM).filter(({ text }) => text.includes('工单 T-'))).toHaveLength(1);
    await service.close();
  });
});

describe('three seconds', () => {
  it('are kept when Slack itself is slow to tell who and where', async () => {
    const running = await startSlack({}, { ackMs: 3000 });
    const { slack, events } = running;
    const slow = { kind: 'slow', ms: 10_000 } as const;
    slack.fail('users.info', slow, slow, slow, slow);
    slack.fail('conversations.open', slow);
    slack.fail('views.open', slow);
    const { messageId } = await running.deliver('工单', { place: `slack:${STAFF}` }, [['reply:T-ABC234']]);
    const acks = await Promise.all([
      slack.people.say(MEI_DM, MEI, '在吗'),
      slack.people.press(STAFF, messageId, LIN, 'reply:T-ABC234'),
      slack.people.command(STAFF, LIN, '/afterclass', 'claim T-ABC234').then(({ sent }) => sent),
    ]);
    expect(acks).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    // Without the form the press itself is told, and the engine says how else to reply; the command says "again".
    expect(events.map(({ kind }) => kind).sort()).toEqual(['choiceMade', 'messageReceived']);
    expect(slack.hints(STAFF, LIN)).toMatchObject([{ text: expect.stringContaining('try again') }]);
    await running.stop();
  });
});

describe('a socket', () => {
  it('comes back although Slack refuses new ones for a while', async () => {
    const running = await startSlack();
    const { slack } = running;
    await vi.waitFor(() => expect(slack.sockets.open).toBe(2), WAIT);
    const busy = { kind: 'status', status: 500 } as const;
    slack.fail('apps.connections.open', busy, busy, busy);
    slack.sockets.cutAll();
    await vi.waitFor(() => expect(slack.sockets.open).toBe(0), WAIT);
    await vi.waitFor(() => expect(slack.sockets.open).toBe(2), WAIT);
    expect(await slack.people.say(MEI_DM, MEI, '在吗')).toBe('acknowledged');
    await running.stop();
  });

  it('that is being made again when the process stops leaves nothing behind', async () => {
    const lost: unknown[] = [];
    const note = (reason: unknown) => void lost.push(reason);
    process.on('unhandledRejection', note);
    const running = await startSlack();
    await vi.waitFor(() => expect(running.slack.sockets.open).toBe(2), WAIT);
    running.slack.sockets.mute = true;
    running.slack.sockets.cutAll();
    await vi.waitFor(() => expect(running.slack.sockets.held).toBe(2), WAIT);
    await running.stop();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(lost).toEqual([]);
  });

  it('that Slack recycles in the middle of a conversation is replaced while the other listens', async () => {
    const service = await runService();
    const { slack } = service;
    await vi.waitFor(() => expect(slack.sockets.open).toBe(2), WAIT);
    await slack.people.say(MEI_DM, MEI, QUESTION);
    slack.sockets.disconnectOne('refresh_requested');
    await vi.waitFor(() => expect(slack.sockets.open).toBe(1), WAIT);
    const answer = await service.seesButton(MEI_DM, 'human');
    await service.press(MEI, MEI_DM, answer, 'human');
    await service.sees(MEI_DM, /工单 T-/);
    await vi.waitFor(() => expect(slack.sockets.open).toBe(2), WAIT);
    await service.close();
  });

  it('that is cut with all others: what was said meanwhile is read from the history', async () => {
    const running = await startSlack({ sweepAfterMs: 0, learnerPlaces: [`slack:${GENERAL}`] });
    const { slack, events } = running;
    await vi.waitFor(() => expect(slack.sockets.open).toBe(2), WAIT);
    const card = await running.deliver('工单', { place: `slack:${STAFF}`, audience: 'staff' }, [['claim:T-ABC234']]);
    slack.sockets.cutAll();
    await vi.waitFor(
      () => expect(running.logged.some(({ message }) => message.includes('no connection'))).toBe(true),
      WAIT,
    );
    slack.people.write(GENERAL, MEI, '断线时说的');
    slack.people.write(STAFF, LIN, '断线时的备注', { thread: card.messageId });
    slack.people.write(MEI_DM, MEI, '断线时私聊');
    await vi.waitFor(() => expect(events).toHaveLength(3), WAIT);
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'messageReceived', text: '断线时说的' }),
        expect.objectContaining({ text: '断线时的备注', spot: { place: `slack:${STAFF}`, thread: card.threadId } }),
        expect.objectContaining({ text: '断线时私聊' }),
      ]),
    );
    expect(slack.problems).toEqual([]);
    await running.stop();
  });
});

describe('a process that was away', () => {
  it('reads what was said meanwhile, in channels, threads and direct chats, and nothing twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'afterclass-slack-'));
    const env = { DATABASE_URL: `sqlite:${join(folder, 'test.db')}`, LEARNER_PLACES: `slack:${GENERAL}` };
    const slack = await startWorkspace({ ackMs: 3000 });
    const before = await runService(env, {}, slack);
    await slack.people.say(GENERAL, MEI, QUESTION);
    const thread = slack.shown(GENERAL)[0]!.id;
    await before.seesButton(GENERAL, 'solved', thread);
    await before.stop();

    slack.people.write(GENERAL, MEI, '转人工', { thread });
    slack.people.write(MEI_DM, MEI, QUESTION);
    const after = await runService(env, {}, slack);
    await after.sees(GENERAL, /工单 T-/, thread);
    await after.seesButton(MEI_DM, 'solved');
    expect(slack.shown(MEI_DM).filter(({ payloads }) => payloads.length > 0)).toHaveLength(1);
    const conversations = await after.app.store.reports.conversations(null, null);
    expect(conversations).toHaveLength(2);
    await after.close();
    rmSync(folder, { recursive: true });
  });

  it('leaves alone what was said before it was first started', async () => {
    const slack = await startWorkspace();
    slack.people.write(MEI_DM, MEI, QUESTION);
    const service = await runService({}, {}, slack);
    await slack.people.say(MEI_DM, MEI, '视频打不开');
    await service.seesButton(MEI_DM, 'human');
    const conversations = await service.app.store.reports.conversations(null, null);
    expect(conversations).toHaveLength(1);
    expect(slack.calls.filter(({ method }) => method === 'conversations.history')).toEqual([]);
    await service.close();
  });
});

it('one post a second: every word of a busy ticket arrives once and in order', async () => {
  const service = await runService({}, { postsPerSecond: 2 });
  const { slack } = service;
  await slack.people.say(MEI_DM, MEI, QUESTION);
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  const card = await service.seesButton(STAFF, 'claim');
  await service.press(LIN, STAFF, card, 'claim');
  await service.seesButton(STAFF, 'reply');
  for (let n = 1; n <= 5; n++) await slack.people.say(MEI_DM, MEI, `第 ${n} 句`);
  await service.sees(STAFF, '第 5 句', card.id);
  const said = slack.shown(STAFF, card.id).flatMap(({ text }) => /第 \d 句/.exec(text) ?? []);
  expect(said.map(String)).toEqual([1, 2, 3, 4, 5].map((n) => `第 ${n} 句`));
  expect(slack.calls.filter(({ method }) => method === 'chat.postMessage').length).toBeGreaterThan(8);
  await service.close();
});

it('a staff channel that is lost: the learner is served on, and the failure names the place and the remedy', async () => {
  const slack = await startWorkspace({ ackMs: 3000 });
  const service = await runService({ STAFF_PLACES: `slack:${GENERAL}` }, {}, slack);
  slack.world.channels.get(GENERAL)!.archived = true;
  await slack.people.say(MEI_DM, MEI, QUESTION);
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  await service.sees(MEI_DM, /工单 T-/);
  await service.until(async () => {
    const entries = await service.app.store.reports.entries(null, null);
    const lost = entries.find(({ kind }) => kind === 'undelivered');
    expect(lost?.facts.reason).toMatch(new RegExp(`slack:${GENERAL}: is_archived; unarchive`));
  });
  await service.close();
});
