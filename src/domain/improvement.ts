/** The codes of improvement actions: short enough for a button and for a thumb, and the same whenever the report is made again. */
import type { HistoryEntry } from './history.ts';

/** Where learners are discontent: a course, a queue or an intent. */
export const IMPROVEMENT_KINDS = ['course', 'queue', 'intent'] as const;
export type ImprovementKind = (typeof IMPROVEMENT_KINDS)[number];

const SIGNS: Readonly<Record<ImprovementKind, string>> = { course: 'C', queue: 'Q', intent: 'I' };
const CODE = /^([CQI])(\d{2})-([0-9A-Z]{7})$/;

function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum >>> 0).toString(36).toUpperCase().padStart(7, '0');
}

/** `C04-1F3A9B2`: kind, number of the theme, and a hash of the place's id. */
export function toImprovementCode(kind: ImprovementKind, theme: number, place: string): string {
  return `${SIGNS[kind]}${String(theme).padStart(2, '0')}-${hash(place)}`;
}

/** As typed, in any case; null for what is no code. */
export function parseImprovementCode(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return CODE.test(code) ? code : null;
}

export interface WeakPlace {
  readonly kind: ImprovementKind;
  /** Number in the list of themes. */
  readonly theme: number;
  /** null where none of the places has that code. */
  readonly place: string | null;
}

/** What the code is about, found among the places that there are; null for what is no code. */
export function findWeakPlace(
  code: string,
  placesOf: (kind: ImprovementKind) => Iterable<string | null>,
): WeakPlace | null {
  const match = CODE.exec(code);
  const kind = IMPROVEMENT_KINDS.find((known) => SIGNS[known] === match?.[1]);
  if (!match || !kind) return null;
  const places = new Set(placesOf(kind));
  const place = [...places].find((known) => known !== null && hash(known) === match[3]) ?? null;
  return { kind, theme: Number(match[2]), place };
}

/** Accepted and not dropped since, in the order of acceptance; from the entries in the order of writing. */
export function toAcceptedActions(entries: readonly HistoryEntry[]): { code: string; acceptedAt: number }[] {
  const standing = new Map<string, number>();
  for (const { kind, facts, at } of entries) {
    const code = String(facts.action);
    if (kind === 'actionDropped') standing.delete(code);
    else if (kind === 'actionAccepted' && !standing.has(code)) standing.set(code, at);
  }
  return [...standing].map(([code, acceptedAt]) => ({ code, acceptedAt }));
}
