/** Response URLs of commands, kept while they work, so that an answer can also be shown where the command was typed. */
import type { Clock } from '../../src/ports.ts';
import type { Part } from './outbound.ts';

export interface HeldCommand {
  readonly responseUrl: string;
  /** Where it was typed. */
  readonly channel: string;
  readonly user: string;
  /** What was shown there, for sharing it. */
  readonly shown: Part[];
}

export interface Held {
  keep(eventId: string, command: Omit<HeldCommand, 'shown'>): void;
  /** Of the event, or of a delivery that it caused (`<event id>:<n>`). */
  find(id: string): HeldCommand | null;
  forget(eventId: string): void;
}

/** Slack takes answers for half an hour. */
const GOOD_MS = 30 * 60_000;
const MOST = 500;

export function createHeld(clock: Clock): Held {
  const held = new Map<string, HeldCommand & { readonly until: number }>();
  return {
    keep(eventId, command) {
      if (held.size >= MOST) held.delete([...held.keys()][0] ?? '');
      held.set(eventId, { ...command, shown: [], until: clock.now() + GOOD_MS });
    },
    find(id) {
      const found = held.get(id) ?? held.get(id.replace(/:\d+$/, ''));
      return found && found.until > clock.now() ? found : null;
    },
    forget: (eventId) => void held.delete(eventId),
  };
}
