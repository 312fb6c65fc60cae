/** The tickets whose cards passed through this process, for suggestions while an agent types. */
import type { OutgoingDelivery } from '../../src/ports.ts';
import { toStatus, toThreadName } from './outbound.ts';

const MOST = 500;

export interface Tickets {
  note(delivery: OutgoingDelivery): void;
  /** Those whose name holds what is typed, newest first. */
  suggest(typed: string): { name: string; value: string }[];
}

export function createTickets(): Tickets {
  const names = new Map<string, string>();
  return {
    note(delivery) {
      const id = /^ticket:(T-[0-9A-Z]{6})$/.exec(delivery.slot ?? '')?.[1];
      if (id === undefined) return;
      names.delete(id);
      // A resolved one can still be reopened: it goes to the end of the list rather than off it.
      if (names.size >= MOST) names.delete([...names.keys()][0] ?? '');
      const mark = toStatus(delivery) === 'resolved' ? '✅ ' : '';
      names.set(id, `${mark}${toThreadName(delivery)}`);
    },
    suggest(typed) {
      const wanted = typed.trim().toLowerCase();
      return [...names]
        .reverse()
        .filter(([, name]) => name.toLowerCase().includes(wanted))
        .map(([value, name]) => ({ name, value }));
    },
  };
}
