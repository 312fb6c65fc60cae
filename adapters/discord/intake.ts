/** Messages on their way in: one after the other per channel, each passed on until it is kept, then the typing sign as acknowledgement. */
import type { InboundEvent } from '../../src/domain/event.ts';
import type { Receive } from '../../src/ports.ts';
import type { Addressing } from './addressing.ts';
import type { Api } from './api.ts';
import { isSpoken, type MessagePayload, toMessageEvent } from './inbound.ts';
import { escapeMarkup } from './markup.ts';
import type { DiscordOptions } from './options.ts';
import { toBody } from './outbound.ts';
import type { Spots } from './spots.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;
/** Discord shows the sign for ten seconds. */
const TYPING_MS = 9000;

export interface IntakeOptions {
  readonly options: DiscordOptions;
  readonly addressing: Addressing;
  readonly api: Api;
  readonly spots: Spots;
  readonly botId: () => string;
  readonly readsAll: () => boolean;
  readonly receive: Receive;
  readonly closing: AbortSignal;
}

export interface Intake {
  /** Resolves when the message was kept, or was none for the service. */
  take(message: MessagePayload): Promise<void>;
  /** Runs in the channel's lane: after what came before it there. */
  inLane(channelId: string, run: () => Promise<void>): Promise<void>;
  /** Passes the event on until it is kept; false when the adapter stops before. */
  accept(event: InboundEvent): Promise<boolean>;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
}

const UNREADABLE =
  '在这里我只能读到 @我 的消息：请 @我 再说一次，或者用 /ask。\nI can only read messages here that mention me: please mention me, or use /ask.';

export function createIntake(deps: IntakeOptions): Intake {
  const { options, addressing, api, spots, closing } = deps;
  const { clock, log } = options;
  const lanes = new Map<string, Promise<void>>();
  const typedAt = new Map<string, number>();
  const warned = new Set<string>();

  function inLane(channelId: string, run: () => Promise<void>): Promise<void> {
    const guarded = () =>
      run().catch((error: unknown) => log.error({ err: error, channel: channelId }, 'an event could not be taken'));
    const next = (lanes.get(channelId) ?? Promise.resolve()).then(guarded).finally(() => {
      if (lanes.get(channelId) === next) lanes.delete(channelId);
    });
    lanes.set(channelId, next);
    return next;
  }

  /** Runs until it works; null when the adapter stops before. Discord sends nothing twice: what is not kept now is asked for again. */
  async function insist<T>(run: () => Promise<T>, fields: object): Promise<{ readonly value: T } | null> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        return { value: await run() };
      } catch (error) {
        log.error({ err: error, ...fields }, 'an event was not kept, trying again');
      }
      await clock.sleep(wait, closing);
      if (closing.aborted) return null;
    }
  }

  async function accept(event: InboundEvent): Promise<boolean> {
    return (await insist(() => deps.receive(event), { event: event.id })) !== null;
  }

  async function showTyping(channelId: string): Promise<void> {
    const now = clock.now();
    if (now - (typedAt.get(channelId) ?? 0) < TYPING_MS) return;
    if (typedAt.size > 1000) typedAt.clear();
    typedAt.set(channelId, now);
    await api.type(channelId).catch(() => {});
  }

  /** Words that Discord keeps from the bot: their writer should not wait for an answer. */
  async function explainOnce(channelId: string): Promise<void> {
    if (warned.has(channelId)) return;
    warned.add(channelId);
    await api
      .post(channelId, toBody({ content: escapeMarkup(UNREADABLE), components: [], uploads: [] }))
      .catch(() => {});
  }

  async function handle(message: MessagePayload): Promise<void> {
    if (!isSpoken(message)) return;
    // What comes again, from a resumed session or the history, stays where it was.
    const known = addressing.taken(message.id);
    const found = known ?? (await insist(() => addressing.toSpot(message), { event: `discord:${message.id}` }));
    const spot = found && ('spot' in found ? found.spot : found.value);
    if (!spot) return;
    const event = toMessageEvent(message, spot, {
      community: options.community,
      botId: deps.botId(),
      locale: addressing.localeOf(message.author.id),
      isPrivate: addressing.isDirect(message.channel_id),
    });
    const isEmpty = event.text === '' && event.attachments?.length === 0;
    if (isEmpty && !deps.readsAll()) return explainOnce(message.channel_id);
    addressing.noteTaken(message.id, spot, event.author);
    if (!(await accept(event))) return;
    const parent = spot.place.slice(spot.place.lastIndexOf('/') + 1).replace('discord:', '');
    if (!spots.staff.has(parent)) await showTyping(message.channel_id);
  }

  return {
    take: (message) => inLane(message.channel_id, () => handle(message)),
    inLane,
    accept,
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
  };
}
