/** Messages and emoji on their way to the core. Resolves when what they mean is stored, rejects when it must come again. */
import type { Choice } from '../../src/domain/choice.ts';
import type { Spot } from '../../src/domain/place.ts';
import type { Receive } from '../../src/ports.ts';
import type { Api, Identity } from './api.ts';
import { toErrorCode } from './failures.ts';
import { type Heard, readMessage, toChoiceEvent, toMessageEvent } from './inbound.ts';
import type { Emoji } from './options.ts';
import { type SlackMessage, type SlackReaction, toMs } from './payloads.ts';
import type { People } from './people.ts';
import { isDirect, type Places } from './places.ts';
import type { Threads } from './threads.ts';

export interface IntakeOptions {
  readonly community: string;
  readonly api: Api;
  readonly places: Places;
  readonly people: People;
  readonly threads: Threads;
  readonly emoji: Emoji | null;
  readonly identity: () => Identity;
  readonly receive: Receive;
}

export interface Intake {
  /** From an event or from a history: the same message twice is the same event. */
  takeMessage(message: SlackMessage): Promise<void>;
  takeReaction(reaction: SlackReaction): Promise<void>;
}

export function createIntake(options: IntakeOptions): Intake {
  const { community, api, places, people, threads, emoji, identity, receive } = options;

  /** Where the message belongs, or null where it turns out to be none of ours. */
  async function toSpot({ needs, channel, thread }: Heard): Promise<Spot | null> {
    const place = places.toPlace(channel);
    if (needs === 'nothing' || thread === null) return { place, thread };
    if (needs === 'ourThread') return (await threads.isOurs(channel, thread)) ? { place, thread } : null;
    // In a direct chat everything is one conversation, but for the threads of the assistant's pane.
    return { place, thread: (await threads.isAssistant(channel, thread)) ? thread : null };
  }

  async function pass(heard: Heard): Promise<void> {
    const [spot, person] = await Promise.all([toSpot(heard), people.find(heard.user)]);
    if (!spot) return;
    await receive(toMessageEvent(heard, spot, person, community));
    if (spot.thread !== null && !isDirect(heard.channel)) threads.note(heard.channel, spot.thread);
    if (spot.thread !== null && isDirect(heard.channel)) showThinking(heard.channel, spot.thread);
  }

  /** A courtesy of the assistant's pane; Slack takes it away when the answer comes. */
  function showThinking(channel: string, thread: string): void {
    api.quick.assistant.threads
      .setStatus({ channel_id: channel, thread_ts: thread, status: '…' })
      .catch(() => undefined);
  }

  async function readOne(channel: string, ts: string): Promise<SlackMessage | null> {
    try {
      const answer = await api.quick.conversations.replies({ channel, ts, latest: ts, inclusive: true, limit: 100 });
      const found = (answer.messages ?? []).find((message) => message.ts === ts);
      return found ? ({ ...found, channel } as unknown as SlackMessage) : null;
    } catch (error) {
      if (toErrorCode(error) === null) throw error;
      return null;
    }
  }

  return {
    async takeMessage(message) {
      const heard = readMessage(message, identity(), places);
      if (heard) await pass(heard);
    },

    async takeReaction({ user, reaction, item, event_ts }) {
      if (item.type !== 'message' || user === identity().botUser) return;
      const { channel, ts } = item;
      const choice = places.isStaff(channel) ? toCardChoice(reaction, emoji) : null;
      if (!choice && (reaction !== emoji?.ask || places.isStaff(channel))) return;
      const message = await readOne(channel, ts);
      if (!message) return;
      if (choice) {
        const target = readTicket(message, identity());
        if (!target) return;
        const spot = { place: places.toPlace(channel), thread: message.thread_ts ?? ts };
        const made = { id: `slack:reaction:${channel}:${ts}:${user}:${event_ts}`, at: toMs(event_ts), spot, community };
        await receive(toChoiceEvent({ ...made, person: await people.find(user) }, { choice, target }, null));
      } else if (message.user === user) {
        // As if the bot had been named in it.
        const named = { ...message, text: `<@${identity().botUser}> ${message.text ?? ''}` };
        const heard = readMessage(named, identity(), places);
        if (heard) await pass(heard);
      }
    },
  };
}

function toCardChoice(reaction: string, emoji: Emoji | null): Choice | null {
  return reaction === emoji?.claim ? 'claim' : reaction === emoji?.resolve ? 'resolve' : null;
}

/** The ticket whose card the message is: its buttons carry the id. */
function readTicket(message: SlackMessage, { botId }: Identity): string | null {
  if (message.bot_id !== botId) return null;
  return /"value":"[a-z_]+:(T-[0-9A-Z]{6})"/.exec(JSON.stringify(message))?.[1] ?? null;
}
