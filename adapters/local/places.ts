/** The places of the local platform and who may act in them: one pane for each learner, one staff channel, one admin pane. Pure. */
import type { Author } from '../../src/domain/event.ts';
import type { PersonId, PlaceId } from '../../src/domain/place.ts';

export const STAFF_PLACE: PlaceId = 'local:staff';
export const ADMIN_PLACE: PlaceId = 'local:admin';
export const ADMIN_ID: PersonId = 'local:admin';
export const BOT: Author = { id: 'local:bot', name: '课后 Afterclass' };

const LEARNER_PREFIX = 'local:learner-';
const AGENT_PREFIX = 'local:agent-';

/** Names a learner may not have: their person ids would be the ids of somebody else. */
const RESERVED = /^(admin|staff|bot|system|agent-.*|learner-.*)$/;

export type PlaceKind = 'learner' | 'staff' | 'admin';

/** `Wang Li` → `wang-li`, `小明` stays; null where nothing is left, it is too long, or the name is reserved. */
export function toSlug(name: string): string | null {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' || slug.length > 40 || RESERVED.test(slug) ? null : slug;
}

/** The place of the learner with that slug. */
export function learnerPlace(slug: string): PlaceId {
  return `${LEARNER_PREFIX}${slug}`;
}

/** Null for anything that is no place of this platform. */
export function placeKind(place: string): PlaceKind | null {
  if (place === STAFF_PLACE) return 'staff';
  if (place === ADMIN_PLACE) return 'admin';
  return learnerSlug(place) === null ? null : 'learner';
}

function learnerSlug(place: string): string | null {
  if (!place.startsWith(LEARNER_PREFIX)) return null;
  const slug = place.slice(LEARNER_PREFIX.length);
  return isSlug(slug) ? slug : null;
}

function isSlug(text: string): boolean {
  return toSlug(text) === text;
}

/** A learner acts only in their own pane, agents only in the staff channel, the admin only in the admin pane. */
export function mayAct(author: string, place: string): boolean {
  switch (placeKind(place)) {
    case 'staff':
      return author.startsWith(AGENT_PREFIX) && isSlug(author.slice(AGENT_PREFIX.length));
    case 'admin':
      return author === ADMIN_ID;
    case 'learner':
      return author === `local:${learnerSlug(place)}`;
    case null:
      return false;
  }
}
