/** Which verbs the engine knows, by who may use them and what they are about. How they are introduced is domain/verbs.ts. */

export const LEARNER_VERBS = [
  'ask',
  'status',
  'tickets',
  'human',
  'cancel',
  'rate',
  'settings',
  'needs',
  'start',
  'ratings',
  'courses',
  'transcript',
  'help',
  'org',
  'home',
  'recommend',
  'path',
  'progress',
] as const;

/** About one ticket: the one of the thread, or the one named. */
export const STAFF_VERBS = [
  'claim',
  'release',
  'assign',
  'transfer',
  'note',
  'reply',
  'snippet',
  'pending',
  'priority',
  'tag',
  'check',
  'merge',
  'resolve',
  'reopen',
  'live',
  'story',
  'block',
  'unblock',
] as const;
export type StaffVerb = (typeof STAFF_VERBS)[number];

/** About the agent, or about no ticket. */
export const DESK_VERBS = ['away', 'back', 'snippets', 'queues', 'practice', 'figures'] as const;
export type DeskVerb = (typeof DESK_VERBS)[number];

export const ADMIN_VERBS = ['report', 'kb', 'queue', 'sla', 'hours', 'role', 'audit', 'doctor'] as const;
export type AdminVerb = (typeof ADMIN_VERBS)[number];

const has = (verbs: readonly string[], verb: string): boolean => verbs.includes(verb);

export const isStaffVerb = (verb: string): verb is StaffVerb => has(STAFF_VERBS, verb);
export const isDeskVerb = (verb: string): verb is DeskVerb => has(DESK_VERBS, verb);
export const isAdminVerb = (verb: string): verb is AdminVerb => has(ADMIN_VERBS, verb);
export const isLearnerVerb = (verb: string): boolean => has(LEARNER_VERBS, verb);

/** Verbs whose first word may be a ticket's id. */
export const takesTicket = (verb: string): boolean => isStaffVerb(verb) || verb === 'transcript';
