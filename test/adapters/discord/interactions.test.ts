/** Presses, commands and forms on Discord that are odd: repeated, old, late, unknown, for one person who cannot be reached. */
import { InteractionType, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InboundEvent } from '../../../src/domain/event.ts';
import { type Started, startAdapter, startCourse } from './serve.ts';

const WAIT = { timeout: 5000, interval: 5 };

let started: Started;
beforeEach(async () => {
  started = await startAdapter(await startCourse());
  await vi.waitFor(() => expect(started.discord.commands.size).toBeGreaterThan(0), WAIT);
});
afterEach(() => started.close());

const eventOf = (interaction: { id: string }) =>
  vi.waitFor(() => {
    const found = started.events.find(({ id }) => id === `discord:${interaction.id}`);
    expect(found).toBeDefined();
    return found as InboundEvent;
  }, WAIT);

async function postButton(payload = 'solved:CAAAA') {
  const { discord, ming } = started;
  const direct = discord.world.directOf(ming);
  const { messageId } = await started.deliver('选一个', { place: `discord:${direct.id}` }, [payload]);
  return discord.world.message(direct, messageId);
}

describe('what is told twice', () => {
  it('keeps the answer that it has', async () => {
    const { discord, ming, lounge } = started;
    const asked = discord.people.command(ming, lounge, 'help');
    await eventOf(asked);
    const place = `discord:${lounge.id}` as const;
    await vi.waitFor(() => expect(asked.original).not.toBeNull(), WAIT);
    await started.deliver('这些我能做', { id: `discord:${asked.id}:0`, conversationId: null, place });
    expect(asked.original?.content).toBe('这些我能做');
    discord.people.repeat();
    await vi.waitFor(() => expect(started.events.length).toBeGreaterThan(1), WAIT);
    await started.deliver('还有这些', { id: `discord:${asked.id}:1`, conversationId: null, place });
    expect(asked.seen.map(({ content }) => content)).toEqual(['这些我能做', '还有这些']);
  });
});

describe('what is old or unknown', () => {
  it('is answered kindly when it is a button of another version', async () => {
    const { discord, ming } = started;
    for (const payload of ['close_ticket_v1', 'rate:11:CAAAA', 'x'.repeat(100)]) {
      const message = await postButton();
      const press = discord.people.press(ming, message, payload);
      await vi.waitFor(() => expect(press.seen.map(({ content }) => content).join()).toMatch(/不能用了/), WAIT);
    }
    expect(started.events).toEqual([]);
  });

  it('is answered kindly when it is a form of another version, and read when the words are there', async () => {
    const { discord, lin, lounge } = started;
    const submit = (customId: string, fields: object[]) =>
      discord.interactions.begin(InteractionType.ModalSubmit, lin, lounge, {
        custom_id: customId,
        components: fields.map((component, id) => ({ type: 18, id, component })),
      });
    const empty = submit('ticket_form', []);
    await vi.waitFor(() => expect(empty.seen.map(({ content }) => content).join()).toMatch(/不能用了/), WAIT);
    const old = submit('reply:T-ABC234', [{ type: 4, id: 9, custom_id: 'answer', value: '好了' }]);
    expect(await eventOf(old)).toMatchObject({ choice: 'reply', target: 'T-ABC234', text: '好了' });
  });

  it('stays a press when its message is gone', async () => {
    const { discord, ming } = started;
    const message = await postButton();
    discord.people.remove(message);
    expect(await eventOf(discord.people.press(ming, message, 'solved:CAAAA'))).toMatchObject({ choice: 'solved' });
  });

  it('is passed over when Discord invents it, and the next thing is heard', async () => {
    const { discord, ming, lounge } = started;
    discord.interactions.begin(99 as InteractionType, ming, lounge, {});
    discord.interactions.begin(InteractionType.MessageComponent, ming, lounge, { custom_id: 'x', component_type: 99 });
    discord.interactions.begin(InteractionType.ApplicationCommand, ming, lounge, { id: '1', name: 'x', type: 99 });
    await eventOf(discord.people.command(ming, lounge, 'status'));
    expect(started.events).toHaveLength(1);
  });

  it('is left to the core when it is a command that is no longer registered', async () => {
    const { discord, ming, lounge } = started;
    const data = { id: '1', name: 'escalate', type: 1, options: [] };
    const old = discord.interactions.begin(InteractionType.ApplicationCommand, ming, lounge, data);
    expect(await eventOf(old)).toMatchObject({ kind: 'commandInvoked', verb: 'escalate', args: '' });
  });
});

describe('the three seconds', () => {
  it('are kept although Discord is slow to say where it was', async () => {
    const { discord, lin, staff } = started;
    const card = await started.deliver('🎫', {
      place: `discord:${staff.id}`,
      audience: 'staff',
      slot: 'ticket:T-ABC234',
    });
    const room = discord.world.channel(card.threadId ?? '');
    const message = discord.people.say(lin, room, '请重置');
    discord.world.setArchived(room, true);
    await started.adapter.stop();
    // After a restart the library knows nothing of threads that were put away.
    started = await startAdapter(started);
    discord.delays.push({ method: 'GET', path: /^\/channels\/\d+$/, ms: 400 });
    const before = discord.calls.length;
    const marked = discord.people.menu(lin, message, 'Mark as answer');
    expect(await eventOf(marked)).toMatchObject({ verb: 'reply', args: '请重置', spot: { thread: room.id } });
    const deferredAt = () => discord.calls.findIndex((call, n) => n >= before && call.endsWith('/callback'));
    await vi.waitFor(() => expect(deferredAt()).toBeGreaterThanOrEqual(0), WAIT);
    expect(discord.calls.slice(before, deferredAt()).filter((call) => call.startsWith('GET /channels'))).toEqual([]);
    expect(marked.answer).not.toBeNull();
  });
});

describe('a thread of one’s own', () => {
  it('is one, with its person in it, although Discord limits the rate of everything', async () => {
    const { discord, ming, lounge } = started;
    discord.faults.push({ method: 'PUT', path: /thread-members/, meets: { retryAfter: 0.2 }, times: 2 });
    const asked = discord.people.command(ming, lounge, 'ask', { question: '在吗' });
    expect(await eventOf(asked)).toMatchObject({ spot: { thread: discord.world.threadsOf(lounge.id)[0]?.id } });
    const threads = discord.world.threadsOf(lounge.id);
    expect(threads).toHaveLength(1);
    expect([...threads[0]!.members]).toContain(ming.id);
  });
});

describe('a command in a channel', () => {
  it('after a restart is about the private thread of the one who typed it, and nobody else’s', async () => {
    const { discord, ming, lin, lounge } = started;
    await eventOf(discord.people.command(ming, lounge, 'ask', { question: '在吗' }));
    const thread = discord.world.threadsOf(lounge.id)[0]?.id;
    await eventOf(discord.people.command(lin, lounge, 'ask', { question: '我也问一个' }));
    await started.adapter.stop();
    started = await startAdapter(started);
    const status = discord.people.command(ming, lounge, 'status');
    expect(await eventOf(status)).toMatchObject({ verb: 'status', spot: { thread } });
    expect(await eventOf(discord.people.command(ming, lounge, 'human'))).toMatchObject({ spot: { thread } });
    expect(discord.world.threadsOf(lounge.id)).toHaveLength(2);
  });
});

describe('a word for one person', () => {
  it('stands briefly where they are when they take no direct messages, and rings for nobody else', async () => {
    const { discord, ming, help } = started;
    const asked = discord.people.say(ming, help, '视频打不开');
    await vi.waitFor(() => expect(started.events).toHaveLength(1), WAIT);
    const place = `discord:${help.id}` as const;
    await started.deliver('开', { place, thread: asked.id });
    ming.closed = true;
    const secret = { place, thread: asked.id, privateTo: `discord:${ming.id}` as const };
    await started.deliver('你的订单号是 42', { ...secret, id: 'once:1' });
    await started.deliver('你的订单号是 42', { ...secret, id: 'once:1', maybeSent: true });
    const shown = discord.read(asked.id).map(({ content }) => content);
    expect(shown).toHaveLength(2);
    expect(shown[1]).toContain(`<@${ming.id}>`);
    expect(shown.join()).not.toContain('订单号');
    expect(discord.messages.rung).toEqual(new Set([ming.id]));
  });

  it('follows a press aside, in English for an English client and in Chinese for a traditional one', async () => {
    const { discord, staff, lounge } = started;
    await started.adapter.stop();
    started = await startAdapter(started);
    const place = `discord:${lounge.id}` as const;
    for (const [locale, words] of [
      ['zh-TW', /不能用了/],
      ['en-GB', /no longer works/],
      ['de', /no longer works/],
    ] as const) {
      const person = discord.world.addPerson('x', { locale });
      const { messageId } = await started.deliver('选', { place }, ['solved:CAAAA']);
      const press = discord.people.press(person, discord.world.message(lounge, messageId), 'gone:v0');
      await vi.waitFor(() => expect(press.seen.map(({ content }) => content).join()).toMatch(words), WAIT);
      expect((press.seen[0]?.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
    }
    expect(discord.read(staff)).toEqual([]);
  });
});
