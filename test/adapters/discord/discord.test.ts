/** The Discord adapter against the contract of all adapters: the real client library, a loopback Discord, the learner in a direct chat. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { PlaceId } from '../../../src/domain/place.ts';
import type { DeliveryError } from '../../../src/errors.ts';
import type { Receive } from '../../../src/ports.ts';
import { type AdapterHarness, describeAdapter, type Sent } from '../../conformance/adapter.ts';
import type { Interaction } from '../../fakes/discord/index.ts';
import { createAdapter, expectClean, payloadsOf, readAs, startCourse } from './serve.ts';

async function createHarness(): Promise<AdapterHarness> {
  const course = await startCourse();
  const { discord, ming, lin, admin, staff } = course;
  const adapter = createAdapter(course);
  const direct = discord.world.directOf(ming);
  let settled: Sent[] = [];
  let isStopped = false;

  const watch =
    (receive: Receive): Receive =>
    async (event) => {
      try {
        const acceptance = await receive(event);
        settled.push('acknowledged');
        return acceptance;
      } catch (error) {
        settled.push('not acknowledged');
        throw error;
      }
    };

  /** A message is acknowledged when the adapter has nothing more to do for it; nobody listens to a stopped one. */
  async function send(act: () => void): Promise<Sent> {
    settled = [];
    act();
    if (isStopped) return 'not acknowledged';
    return vi.waitFor(() => settled[0] ?? Promise.reject(new Error('nothing came')), { timeout: 3000, interval: 5 });
  }

  async function interact(act: () => Interaction): Promise<Sent> {
    settled = [];
    const interaction = act();
    return vi.waitFor(
      () => {
        const refused = interaction.seen.some(({ content }) => /不能用了/.test(content));
        if (interaction.answer && refused) return 'refused';
        if (interaction.answer && settled[0]) return settled[0];
        throw new Error('nothing came');
      },
      { timeout: 3000, interval: 5 },
    );
  }

  const idOf = (place: PlaceId) => place.slice('discord:'.length);

  return {
    adapter: {
      platform: 'discord',
      start: (receive) => adapter.start(watch(receive)),
      stop: () => {
        isStopped = true;
        return adapter.stop();
      },
      async deliver(delivery) {
        // As the outbox does: a rate limit is waited out, and the delivery goes on where it stopped.
        for (;;) {
          try {
            return await adapter.deliver(delivery);
          } catch (error) {
            const { retryAfterMs } = error as DeliveryError;
            if (!retryAfterMs) throw error;
            await sleep(retryAfterMs);
          }
        }
      },
    },
    learnerPlace: `discord:${direct.id}`,
    staffPlace: `discord:${staff.id}`,
    say: (text) => send(() => discord.people.say(ming, direct, text)),
    sayInThread: (thread, text) => send(() => discord.people.say(lin, discord.world.channel(thread), text)),
    async command(text) {
      await vi.waitFor(() => expect(discord.commands.size).toBeGreaterThan(0));
      const [verb = '', ...rest] = text.slice(1).split(' ');
      const fields = { words: rest.join(' ') };
      return interact(() => discord.people.command(admin, staff, verb, fields, 'other'));
    },
    press: (place, messageId, payload) => {
      const message = discord.world.message(discord.world.channel(idOf(place)), messageId);
      return interact(() => discord.people.press(ming, message, payload));
    },
    repeat: () => send(() => discord.people.repeat()),
    async echo(messageId) {
      const message = discord.world.message(direct, messageId);
      discord.messages.tell('MESSAGE_CREATE', direct, message);
      // What comes after it has come means that it has been passed over.
      await sleep(50);
    },
    async shown(place, thread) {
      const messages = discord.read(thread ?? idOf(place)).filter(({ author }) => author.bot);
      return messages.map((message) => ({
        id: message.id,
        text: readAs(message.content),
        payloads: payloadsOf(message),
      }));
    },
    async close() {
      await discord.close();
      expectClean(discord);
    },
  };
}

describeAdapter('the Discord adapter', createHarness);
