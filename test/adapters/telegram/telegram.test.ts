/** The contract of all adapters, kept by the real one with grammY on a loopback Telegram, polling and by webhook. */

import { chatIdOf } from '../../../adapters/telegram/spots.ts';
import { startHttp } from '../../../src/http.ts';
import { openStore } from '../../../src/store/open.ts';
import { type AdapterHarness, describeAdapter } from '../../conformance/adapter.ts';
import type { Message } from '../../fakes/telegram/index.ts';
import type { Update } from '../../fakes/telegram/updates.ts';
import { createAdapter, expectClean, outcomeOf, payloadsOf, startCourse } from './serve.ts';

async function createHarness(way: 'polling' | 'webhook', staffForum = false): Promise<AdapterHarness> {
  const course = await startCourse({ staffForum });
  const { telegram, ming, lin, admin, staff } = course;
  const { world, people } = telegram;
  let last: Update | null = null;
  // The way in stands before the adapter does: its address is a setting.
  let route: { fetch(request: Request): Response | Promise<Response> } | null = null;
  const store = await openStore('sqlite::memory:');
  const http = await startHttp({
    host: '127.0.0.1',
    port: 0,
    store,
    routes: [{ prefix: '/telegram/webhook', fetch: (request) => route?.fetch(request) ?? new Response(null) }],
  });
  const webhookUrl = way === 'webhook' ? `${http.url}/telegram/webhook` : null;
  const adapter = createAdapter(course, { webhookUrl });
  route = adapter.routes?.[0] ?? null;

  const outcome = (update: Update | null) => {
    last = update ?? last;
    return outcomeOf(telegram, update);
  };
  return {
    adapter,
    learnerPlace: `telegram:${ming.id}`,
    staffPlace: `telegram:${staff.id}`,
    say: (text) => outcome(people.say(ming, world.privateOf(ming), text)),
    sayInThread: (thread, text) => outcome(people.say(lin, staff, text, { replyTo: Number(thread) })),
    command: (text) => outcome(people.say(admin, world.privateOf(admin), text)),
    press: (place, messageId, payload) => {
      const chat = world.chatOf(chatIdOf(place));
      return outcome(people.press(chat === staff ? lin : ming, chat, Number(messageId), payload).update);
    },
    repeat: () => {
      telegram.updates.repeat(last!);
      return outcome(last);
    },
    // Telegram never tells a bot of its own messages.
    echo: async () => {},
    async shown(place, thread) {
      return telegram
        .read(world.chatOf(chatIdOf(place)))
        .filter(({ from }) => from?.id === world.bot.id)
        .filter((message: Message) => thread === undefined || String(message.reply_to_message?.message_id) === thread)
        .map((message) => ({
          id: String(message.message_id),
          text: message.text ?? '',
          payloads: payloadsOf(message),
        }));
    },
    async close() {
      await telegram.close();
      await http.close();
      await store.close();
      expectClean(telegram);
    },
  };
}

describeAdapter('telegram, polling,', () => createHarness('polling'));
describeAdapter('telegram, by webhook,', () => createHarness('webhook'));
describeAdapter('telegram, polling, with topics,', () => createHarness('polling', true));
