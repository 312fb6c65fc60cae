/** Cells with a meaning of their own: lists, categories; durations and opening hours are `domain/`. Text in, a value or null out. */
import { CATEGORIES, type Category } from '../domain/knowledge.ts';

/** `a; b` → a, b. */
export function splitList(cell: string): string[] {
  return cell.split(';').flatMap((part) => part.trim() || []);
}

/** `course content`, `Pre-Sale` and `pre_sale` are all known. */
export function parseCategory(cell: string): Category | null {
  const name = cell.toLowerCase().replace(/[\s-]+/g, '_');
  return CATEGORIES.find((category) => category === name) ?? null;
}
