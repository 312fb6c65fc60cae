/** Seats of organisations: who may still be added, said before anything is written. */
import type { Membership, Organisation } from '../domain/organisation.ts';

export interface SeatBook {
  /** Adds the member or changes their role; words = why it cannot be, with the remedy. */
  addMember(membership: Membership): string | null;
  /** Adds the organisation or changes it; words = why it cannot be. */
  addOrganisation(organisation: Organisation): string | null;
  /** Seats taken. */
  usedBy(organisation: string): number;
}

/** Keeps count over rows that are not written yet. Managers take no seat. */
export function openSeatBook(organisations: readonly Organisation[], members: readonly Membership[]): SeatBook {
  const known = new Map(organisations.map((one) => [one.id, one]));
  const taken = new Map<string, Set<string>>();
  const seatsOf = (id: string): Set<string> => {
    const set = taken.get(id) ?? new Set<string>();
    taken.set(id, set);
    return set;
  };
  for (const { organisation, learner, role } of members) if (role === 'member') seatsOf(organisation).add(learner);
  return {
    usedBy: (organisation) => taken.get(organisation)?.size ?? 0,
    addOrganisation(organisation) {
      const used = taken.get(organisation.id)?.size ?? 0;
      if (organisation.seats < used) {
        return `${organisation.id} has ${used} members; ${organisation.seats} seats are too few, remove members first`;
      }
      known.set(organisation.id, organisation);
      return null;
    },
    addMember({ organisation, learner, role }) {
      const found = known.get(organisation);
      if (!found) return `there is no organisation “${organisation}”; import organisations first, or correct the id`;
      const seats = seatsOf(organisation);
      if (role === 'manager') seats.delete(learner);
      else if (seats.has(learner)) return null;
      else if (seats.size >= found.seats) {
        return `all ${found.seats} seats of ${organisation} are taken; raise its seats, or remove a member`;
      } else seats.add(learner);
      return null;
    },
  };
}
