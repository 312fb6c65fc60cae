/** What the service can do on a platform: the words of the table in the README, one column per adapter. Data only. */

export const FEATURES = [
  'asking in a direct chat',
  'asking in a channel by naming the bot',
  'places where every message is a question',
  'commands',
  'asking about a message from its menu',
  'a page of one’s own',
  'answers with buttons, did-you-mean',
  'rating 0–10, comment by form',
  'one ticket card, its thread to work in',
  'replies and notes by form',
  'claiming and resolving by emoji',
  'link from the card to the question',
  'reports for one’s own eyes, shared when wanted',
  'staff on another platform than the learner',
  'nothing confirmed before it is stored',
  'catching up after an outage',
  'shown once although an answer was lost',
  'rate limits',
  'very long texts',
  'attached files',
  'edits and deletions by people',
] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * `shownBy`: the title of a test of that adapter that shows it. `not offered`: the platform has no such thing.
 * `not yet`: it could be had and is not.
 */
export type Capability =
  | { readonly state: 'yes'; readonly shownBy: string }
  | { readonly state: 'degraded'; readonly how: string; readonly shownBy: string }
  | { readonly state: 'not offered' | 'not yet'; readonly how: string };

/** Each adapter has one in its `capabilities.ts`, exported as `CAPABILITIES`: a feature left out is a type error. */
export type Capabilities = Readonly<Record<Feature, Capability>>;

export function toCell(capability: Capability): string {
  return capability.state === 'yes' ? 'yes' : `${capability.state}: ${capability.how}`;
}
