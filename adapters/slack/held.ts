/** What one person was shown in a channel, and how they are reached there: for showing it, and for sharing it with everybody. */
import type { MessageFile } from '../../src/domain/delivery.ts';
import type { Clock } from '../../src/ports.ts';
import type { Part } from './outbound.ts';

export interface HeldAnswer {
  /** Of the command; null where it was asked for by a mention. */
  readonly responseUrl: string | null;
  /** Where it was asked for. */
  readonly channel: string;
  readonly thread: string | null;
  readonly user: string;
  /** What was shown there. */
  readonly shown: Part[];
  readonly files: MessageFile[];
}

export interface Held {
  keep(eventId: string, answer: Omit<HeldAnswer, 'shown' | 'files'>): HeldAnswer;
  /** Of the event, or of a delivery that it caused (`<event id>:<n>`). */
  find(id: string): HeldAnswer | null;
  /** Takes it out, so that it is shared once; null where there is nothing to share any more. */
  take(eventId: string): HeldAnswer | null;
  /** Puts back what could not be shared. */
  putBack(eventId: string, answer: HeldAnswer): void;
}

/** Slack takes answers for half an hour. */
const GOOD_MS = 30 * 60_000;
const MOST = 500;
/** Charts are kept in memory; beyond this the oldest answers go. */
const MOST_BYTES = 64 * 1024 * 1024;

const toBytes = ({ source }: MessageFile) => (source.kind === 'bytes' ? source.bytes.length : 0);

export function toEventId(deliveryId: string): string {
  return deliveryId.replace(/:\d+$/, '');
}

export function createHeld(clock: Clock): Held {
  const held = new Map<string, HeldAnswer & { readonly until: number }>();

  function store(eventId: string, answer: HeldAnswer): HeldAnswer {
    const bytes = () => [...held.values()].flatMap(({ files }) => files).reduce((sum, file) => sum + toBytes(file), 0);
    while (held.size >= MOST || (held.size > 0 && bytes() > MOST_BYTES)) held.delete([...held.keys()][0] ?? '');
    const kept = { ...answer, until: clock.now() + GOOD_MS };
    held.set(eventId, kept);
    return kept;
  }

  function find(id: string): HeldAnswer | null {
    const found = held.get(id) ?? held.get(toEventId(id));
    return found && found.until > clock.now() ? found : null;
  }

  return {
    keep: (eventId, answer) => store(eventId, { ...answer, shown: [], files: [] }),
    find,
    take(eventId) {
      const found = find(eventId);
      if (!found || found.shown.length + found.files.length === 0) return null;
      held.delete(eventId);
      return found;
    },
    putBack: (eventId, answer) => void store(eventId, answer),
  };
}
