/** Messages and emoji on their way to the core. Resolves when what they mean is stored, rejects when it must come again. */
import type { Choice } from '../../src/domain/choice.ts';
import type { Author } from '../../src/domain/event.ts';
import { languageOfLocale } from '../../src/domain/language.ts';
import type { Spot } from '../../src/domain/place.ts';
import type { Receive } from '../../src/ports.ts';
import type { Api, Identity } from './api.ts';
import { toErrorCode } from './failures.ts';
import { MOST_BYTES } from './files.ts';
import { hints } from './hints.ts';
import { type Heard, readMessage, toChoiceEvent, toMessageEvent } from './inbound.ts';
import type { Emoji, Log } from './options.ts';
import { type SlackMessage, type SlackReaction, toMs } from './payloads.ts';
import type { People } from './people.ts';
import { isDirect, type Places } from './places.ts';
import { toFacts } from './safe-log.ts';
import { escapeText } from './text.ts';
import type { Threads } from './threads.ts';

export interface IntakeOptions {
  readonly community: string;
  readonly api: Api;
  readonly places: Places;
  readonly people: People;
  readonly threads: Threads;
  readonly emoji: Emoji | null;
  readonly log: Log;
  readonly identity: () => Identity;
  readonly receive: Receive;
}

export interface Intake {
  /** From an event or from a history: the same message twice is the same event. */
  takeMessage(message: SlackMessage): Promise<void>;
  takeReaction(reaction: SlackReaction): Promise<void>;
  /**
   * What one person does with messages of one channel is told in the order it came, however long the look-ups for each
   * take: `prepare` looks up and answers what tells. Being told again need not wait for a first telling that hangs.
   */
  inLane(channel: string, user: string, prepare: () => Promise<Telling>): Promise<void>;
  /** Where the message belongs, or null where it turns out to be none of ours. */
  toSpot(heard: Heard): Promise<Spot | null>;
  /** Whose message it was and where it was taken to be; null where this process took none. */
  taken(channel: string, ts: string): Taken | null;
}

/** Tells the core; null = there is nothing to tell. */
export type Telling = (() => Promise<unknown>) | null;

export interface Taken {
  readonly spot: Spot;
  readonly author: Author;
}

const MOST_TAKEN = 5000;
const MOST_NAMED = 10;

export function createIntake(options: IntakeOptions): Intake {
  const { community, api, places, people, threads, emoji, log, identity, receive } = options;

  const takenBefore = new Map<string, Taken>();

  async function toSpot({ needs, channel, thread }: Heard): Promise<Spot | null> {
    const place = places.toPlace(channel);
    if (needs === 'nothing' || thread === null) return { place, thread };
    if (needs === 'ourThread') return (await threads.isOurs(channel, thread)) ? { place, thread } : null;
    // In a direct chat everything is one conversation, but for the threads of the assistant's pane.
    return { place, thread: (await threads.isAssistant(channel, thread)) ? thread : null };
  }

  /** People by name: their ids mean nothing to a reader, least of all on another platform. */
  async function withNames(heard: Heard): Promise<Heard> {
    const found = await Promise.all(heard.named.slice(0, MOST_NAMED).map((id) => people.find(id)));
    const toNamed = (words: string) =>
      found.reduce((all, { author }, n) => all.replaceAll(`@${heard.named[n]}`, () => `@${author.name}`), words);
    return {
      ...heard,
      text: toNamed(heard.text),
      verb: heard.verb && { ...heard.verb, args: toNamed(heard.verb.args) },
    };
  }

  const lanes = new Map<string, Promise<void>>();

  async function inLane(channel: string, user: string, prepare: () => Promise<Telling>): Promise<void> {
    const key = `${channel}:${user}`;
    const before = lanes.get(key);
    const turn = Promise.withResolvers<void>();
    lanes.set(key, turn.promise);
    try {
      const [tell] = await Promise.all([prepare(), before]);
      const told = tell?.();
      turn.resolve();
      await told;
    } finally {
      turn.resolve();
      if (lanes.get(key) === turn.promise) lanes.delete(key);
    }
  }

  async function prepare(heard: Heard): Promise<Telling> {
    const [spot, person, named] = await Promise.all([toSpot(heard), people.find(heard.user), withNames(heard)]);
    if (!spot) return null;
    return async () => {
      await receive(toMessageEvent(named, spot, person, community));
      if (takenBefore.size >= MOST_TAKEN) takenBefore.delete([...takenBefore.keys()][0] ?? '');
      takenBefore.set(`${heard.channel}:${heard.ts}`, { spot, author: person.author });
      tellLimits(heard, spot);
      if (spot.thread === null) return;
      if (isDirect(heard.channel)) showThinking(heard.channel, spot.thread);
      else threads.note(heard.channel, spot.thread);
    };
  }

  const pass = (heard: Heard) => inLane(heard.channel, heard.user, () => prepare(heard));

  /** To whom it concerns, where files cannot be passed on. Best effort: staff see the names in any case. */
  function tellLimits({ channel, user, attachments }: Heard, { thread }: Spot): void {
    const large = attachments.filter(({ bytes }) => (bytes ?? 0) > MOST_BYTES).map(({ name }) => name);
    if (large.length === 0) return;
    const place = thread === null ? {} : { thread_ts: thread };
    void people
      .find(user)
      .then(({ locale }) => escapeText(hints.tooLarge(large.join(', '), languageOfLocale(locale) ?? 'en')))
      .then((text) => api.patient.chat.postEphemeral({ channel, user, text, ...place }))
      .catch((error) => log.warn({ err: toFacts(error) }, 'a hint was lost'));
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
    inLane,
    toSpot,
    taken: (channel, ts) => takenBefore.get(`${channel}:${ts}`) ?? null,
    async takeMessage(message) {
      const heard = readMessage(message, identity(), places);
      if (heard) await pass(heard);
    },

    async takeReaction({ user, reaction: name, item, event_ts }) {
      const reaction = name.replace(/::skin-tone-\d$/, '');
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
export function readTicket(message: Pick<SlackMessage, 'bot_id'>, { botId }: Identity): string | null {
  if (message.bot_id !== botId) return null;
  return /"value":"[a-z_]+:(T-[0-9A-Z]{6})"/.exec(JSON.stringify(message))?.[1] ?? null;
}
