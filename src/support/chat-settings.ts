/** What admins set in chat, laid over the files and the environment: it wins. Pure; a value that does not fit is as if it were not set. */
import type { AssignmentMode, Knowledge, OpeningHours, Queue, SpecialDays } from '../domain/knowledge.ts';
import type { PersonId, PlaceId } from '../domain/place.ts';

/** What `/queue` can change; kept under `queue:<name>`. */
export interface QueueSettings {
  readonly name?: Queue['name'];
  readonly places?: readonly PlaceId[];
  readonly hours?: readonly OpeningHours[];
  readonly firstResponseMs?: number;
  readonly resolutionMs?: number;
  readonly leaseMs?: number;
  readonly specialDays?: readonly SpecialDays[];
  readonly assignment?: AssignmentMode;
}

export const QUEUE_KEY = 'queue:';
export const ROLE_KEY = 'role:';
export const SNIPPET_KEY = 'snippet:';

export type Role = 'agent' | 'lead' | 'admin' | 'none';

interface Roles {
  readonly admins: ReadonlySet<PersonId>;
  readonly leads: ReadonlySet<PersonId>;
  readonly agents: ReadonlySet<PersonId>;
}

const NEW_QUEUE = { categories: [], places: [], hours: [], timeZone: '', leaseMs: 15 * 60_000 } as const;
const RESPONSE_MS = 60 * 60_000;
const RESOLUTION_MS = 24 * 3_600_000;

const toSettings = (value: unknown): QueueSettings =>
  typeof value === 'object' && value !== null ? (value as QueueSettings) : {};

/** A queue that only exists in chat has no categories: tickets come to it by transfer and by rules. */
export function applyQueues(knowledge: Knowledge, stored: ReadonlyMap<string, unknown>): Knowledge {
  const changed = [...stored].filter(([key]) => key.startsWith(QUEUE_KEY));
  if (changed.length === 0) return knowledge;
  const queues = new Map(knowledge.queues);
  for (const [key, value] of changed) {
    const queue = key.slice(QUEUE_KEY.length);
    const base: Queue = queues.get(queue) ?? {
      ...NEW_QUEUE,
      queue,
      name: { zh: queue, en: queue },
      firstResponseMs: RESPONSE_MS,
      resolutionMs: RESOLUTION_MS,
    };
    queues.set(queue, { ...base, ...toSettings(value) });
  }
  return { ...knowledge, queues };
}

export function applyRoles(roles: Roles, stored: ReadonlyMap<string, unknown>): Roles {
  const given = [...stored].filter(([key]) => key.startsWith(ROLE_KEY));
  if (given.length === 0) return roles;
  const sets = { agent: new Set(roles.agents), lead: new Set(roles.leads), admin: new Set(roles.admins) };
  for (const [key, value] of given) {
    const person = key.slice(ROLE_KEY.length) as PersonId;
    for (const set of Object.values(sets)) set.delete(person);
    if (value === 'agent' || value === 'lead' || value === 'admin') sets[value].add(person);
  }
  // Where everybody in a staff place is an agent, naming one does not shut out the others.
  return { agents: roles.agents.size === 0 ? roles.agents : sets.agent, leads: sets.lead, admins: sets.admin };
}
