/** Channels and threads as places and spots, and back: which are configured, which thread belongs to whom. */
import type { PlaceId, Spot } from '../../src/domain/place.ts';
import { channelIdOf } from './outbound.ts';

/** What is needed of a channel to place what is said there. */
export interface ChannelFacts {
  readonly id: string;
  readonly parentId: string | null;
  readonly isThread: boolean;
  readonly name: string | null;
  /** Of a thread: who opened it. */
  readonly ownerId: string | null;
}

/** A private thread that stands for a direct chat which its person has closed. */
const STAND_IN = /^课后 Afterclass · (\d{5,20})$/;

export function toStandInName(directId: string): string {
  return `课后 Afterclass · ${directId}`;
}

export interface Spots {
  readonly staff: ReadonlySet<string>;
  readonly learners: ReadonlySet<string>;
  /** Configured places keep the form they were written in. */
  toPlace(channelId: string): PlaceId;
  toSpot(channel: ChannelFacts, botId: string): Spot;
  /** Whether agents work on a ticket there. */
  isStaffThread(spot: Spot): boolean;
}

export function createSpots(staffPlaces: readonly PlaceId[], learnerPlaces: readonly PlaceId[]): Spots {
  const names = new Map<string, PlaceId>();
  const idsOf = (places: readonly PlaceId[]) => {
    const ids = new Set<string>();
    for (const place of places) {
      const id = place.startsWith('discord:') ? channelIdOf(place) : null;
      if (id === null) continue;
      ids.add(id);
      names.set(id, place);
    }
    return ids;
  };
  const staff = idsOf(staffPlaces);
  const learners = idsOf(learnerPlaces);
  const toPlace = (channelId: string): PlaceId => names.get(channelId) ?? `discord:${channelId}`;
  return {
    staff,
    learners,
    toPlace,
    isStaffThread: ({ place, thread }) => thread !== null && staff.has(channelIdOf(place) ?? ''),
    toSpot({ id, parentId, isThread, name, ownerId }, botId) {
      if (!isThread || parentId === null) return { place: toPlace(id), thread: null };
      // The name alone proves nothing: only the bot's own threads stand in for somebody.
      const standIn = ownerId === botId ? STAND_IN.exec(name ?? '')?.[1] : undefined;
      if (standIn !== undefined) return { place: toPlace(standIn), thread: null };
      return { place: toPlace(parentId), thread: id };
    },
  };
}
