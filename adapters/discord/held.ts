/** Interactions that can still be answered, by event id: Discord lets a bot answer each for 15 minutes. In memory only. */
import type { Clock } from '../../src/ports.ts';

/** Discord's 15 minutes, less the time a call may take. */
const LIFE_MS = 14.5 * 60_000;

export interface HeldInteraction {
  readonly token: string;
  readonly channelId: string;
  /** The one it answers. */
  readonly userId: string;
  readonly locale: string;
  /** Of one file in an answer. */
  readonly mostBytes: number;
  readonly at: number;
  /** command: a first answer stands and may be replaced · press: only further answers. */
  readonly kind: 'command' | 'press';
  /** Only the person sees the first answer. */
  readonly isPrivate: boolean;
  /** False while the first answer still says that the command has arrived. */
  isAnswered: boolean;
  /** Calls for one interaction go out one after the other. */
  last: Promise<unknown>;
}

export interface Held {
  hold(eventId: string, interaction: HeldInteraction): void;
  get(eventId: string): HeldInteraction | null;
  /** The interaction that a delivery answers, while it lives. */
  find(deliveryId: string): HeldInteraction | null;
}

export function createHeld(clock: Clock): Held {
  const held = new Map<string, HeldInteraction>();

  function alive(eventId: string): HeldInteraction | null {
    const interaction = held.get(eventId);
    return interaction && clock.now() - interaction.at < LIFE_MS ? interaction : null;
  }

  return {
    hold(eventId, interaction) {
      for (const [id, { at }] of held) {
        if (clock.now() - at < LIFE_MS) break;
        held.delete(id);
      }
      held.set(eventId, interaction);
    },
    get: alive,
    find: (deliveryId) => alive(deliveryId.slice(0, deliveryId.lastIndexOf(':'))),
  };
}

/** Runs after what was begun before for the same interaction. */
export function inTurn<T>(interaction: HeldInteraction, run: () => Promise<T>): Promise<T> {
  const next = interaction.last.then(run, run);
  interaction.last = next.catch(() => {});
  return next;
}
