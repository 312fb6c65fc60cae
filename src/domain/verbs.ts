/** The verbs people can use, as data. Adapters make their commands and menus of it; the engine does them. */
import { ADMIN } from './verbs/admin.ts';
import { LEARNER } from './verbs/learner.ts';
import { STAFF } from './verbs/staff.ts';
import type { Verb } from './verbs/verb.ts';

export { REPORTS } from './verbs/admin.ts';
export type { Argument, Verb, Words } from './verbs/verb.ts';

export const VERBS: readonly Verb[] = [...LEARNER, ...STAFF, ...ADMIN];

export function findVerb(verb: string): Verb | null {
  return VERBS.find((entry) => entry.verb === verb) ?? null;
}

/** Whether it does something without any words beside a ticket's id. */
export function standsAlone({ takes }: Verb): boolean {
  return takes.every(({ kind, required }) => kind === 'ticket' || !required);
}
