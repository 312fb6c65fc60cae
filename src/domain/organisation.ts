/** Companies that bought places for their people. Members are learners of the shop, by their account there. */

export interface Organisation {
  /** Letters, digits, dots, hyphens and underscores: it is typed in commands. */
  readonly id: string;
  readonly name: string;
  /** How many members may learn at once; managers take no seat. */
  readonly seats: number;
}

export const MEMBER_ROLES = ['member', 'manager'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** One learner in one organisation; somebody may be in several. */
export interface Membership {
  readonly organisation: string;
  /** Account in the shop. */
  readonly learner: string;
  readonly role: MemberRole;
}

/** What a manager asked for, field by field; null = not told yet. */
export interface CourseRequest {
  readonly course: string | null;
  readonly seats: number | null;
  readonly when: string | null;
  readonly goal: string | null;
}

export const REQUEST_FIELDS = ['course', 'seats', 'when', 'goal'] as const;
export type RequestField = (typeof REQUEST_FIELDS)[number];

export const EMPTY_REQUEST: CourseRequest = { course: null, seats: null, when: null, goal: null };

/** The first field that is still to be told; null where the request is whole. */
export function nextField(request: CourseRequest): RequestField | null {
  return REQUEST_FIELDS.find((field) => request[field] === null) ?? null;
}
