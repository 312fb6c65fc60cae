/** Groups too small to be named are told together: a figure about four people is about each of them. */

export const FEWEST_BY_NAME = 5;

/** Groups of at least five keep their place; the rest become one with key null at the end, and that only if it is not small itself. */
export function mergeSmall<Row>(
  groups: readonly { readonly key: string; readonly rows: readonly Row[] }[],
): { readonly key: string | null; readonly rows: readonly Row[] }[] {
  const small = groups.filter(({ rows }) => rows.length < FEWEST_BY_NAME).flatMap(({ rows }) => rows);
  return [
    ...groups.filter(({ rows }) => rows.length >= FEWEST_BY_NAME),
    ...(small.length >= FEWEST_BY_NAME ? [{ key: null, rows: small }] : []),
  ];
}
