/** Where and when the bot may begin by itself: what is kept of people who talk to it alone. */
import type { PersonEvent } from '../../domain/event.ts';
import { type Context, isStaffPlace } from '../context.ts';
import { type Draft, setProfile } from '../draft.ts';

/** When the draft is decided, ms. It may be long after the event: the process may have been down. */
export function nowOf(draft: Draft, { now }: Context): number {
  return Math.max(now ?? 0, draft.event.at);
}

/** Kept once and again when it changes; nobody is written to where others read along. */
export function notePrivateSpot(draft: Draft, event: PersonEvent, context: Context): void {
  if (!event.isPrivate || isStaffPlace(context, event.spot.place)) return;
  const known = context.profileOf(event.author.id).privateSpot;
  if (known?.place === event.spot.place && known.thread === event.spot.thread) return;
  setProfile(draft, event.author.id, { privateSpot: event.spot });
}
