/** Channels as places. Pure. */
import { type PlaceId, platformOf } from '../../src/domain/place.ts';
import { toChannel } from './outbound.ts';

export interface Places {
  /** `slack:C1`, or `slack:T1/C1` where the settings name the place so. */
  toPlace(channel: string): PlaceId;
  isStaff(channel: string): boolean;
  isLearners(channel: string): boolean;
  /** Channels of the staff and learner places. */
  readonly configured: readonly string[];
}

export function createPlaces(staffPlaces: readonly PlaceId[], learnerPlaces: readonly PlaceId[]): Places {
  const ours = (places: readonly PlaceId[]) => places.filter((place) => platformOf(place) === 'slack');
  const named = new Map([...ours(staffPlaces), ...ours(learnerPlaces)].map((place) => [toChannel(place), place]));
  const staff = new Set(ours(staffPlaces).map(toChannel));
  const learners = new Set(ours(learnerPlaces).map(toChannel));
  return {
    toPlace: (channel) => named.get(channel) ?? `slack:${channel}`,
    isStaff: (channel) => staff.has(channel),
    isLearners: (channel) => learners.has(channel),
    configured: [...named.keys()],
  };
}

/** Direct chats; their ids begin with D in every workspace. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}
