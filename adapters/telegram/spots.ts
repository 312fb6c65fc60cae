/** Chats as places and back: which are configured, which moved to another id, whose messages a reply goes below. */
import type { PlaceId } from '../../src/domain/place.ts';
import { type Bounded, createBounded } from './bounded.ts';

/** `telegram:-100123` → its number; null for anything that is no chat's id. */
export function chatIdOf(place: PlaceId): number | null {
  const id = /^telegram:(-?\d{1,16})$/.exec(place)?.[1];
  return id === undefined ? null : Number(id);
}

/** Only these move: supergroups and channels have ids below this, people have positive ones. */
export function isBasicGroup(chatId: number): boolean {
  return chatId < 0 && chatId > -1_000_000_000_000;
}

export interface Spots {
  /** Chat ids as they are now. */
  isStaff(chatId: number): boolean;
  isLearner(chatId: number): boolean;
  /** A group that moved keeps the name it was configured or known by. */
  toPlace(chatId: number): PlaceId;
  /** The id to send to now; null where the place is none. */
  toChat(place: PlaceId): number | null;
  move(from: number, to: number): void;
  /** The last message of a person in a chat. */
  readonly lastMessage: Bounded<number>;
  /** The card that a message of a plain staff group belongs to. */
  readonly roots: Bounded<string>;
  /** Who did what an answer is for, by event id. */
  readonly askers: Bounded<Asker>;
}

export interface Asker {
  readonly userId: number;
  readonly messageId: number | null;
  readonly locale: string | null;
}

export function createSpots(staffPlaces: readonly PlaceId[], learnerPlaces: readonly PlaceId[]): Spots {
  const idsOf = (places: readonly PlaceId[]) => new Set(places.map(chatIdOf).filter((id): id is number => id !== null));
  const staff = idsOf(staffPlaces);
  const learners = idsOf(learnerPlaces);
  const now = new Map<number, number>();
  const before = new Map<number, number>();
  const origin = (chatId: number) => before.get(chatId) ?? chatId;
  return {
    isStaff: (chatId) => staff.has(chatId) || staff.has(origin(chatId)),
    isLearner: (chatId) => learners.has(chatId) || learners.has(origin(chatId)),
    // A new id that was configured already goes by itself.
    toPlace: (chatId) =>
      `telegram:${staff.has(chatId) || learners.has(chatId) ? chatId : origin(chatId)}` satisfies PlaceId,
    toChat(place) {
      const id = chatIdOf(place);
      return id === null ? null : (now.get(id) ?? id);
    },
    move(from, to) {
      now.set(origin(from), to);
      before.set(to, origin(from));
    },
    lastMessage: createBounded(),
    roots: createBounded(),
    askers: createBounded(),
  };
}
