/** What is told in public about people grows in steps: the sixth person alone would show as the difference to the figure of five. */

/** Fewer people are never told about, and so many are added at once. */
export const PEOPLE_STEP = 5;

/** Rows of the first five, ten, fifteen … people, in the order given (oldest first); none of fewer than five. */
export function toWholeSteps<Row>(rows: readonly Row[], personOf: (row: Row) => string): readonly Row[] {
  const people = [...new Set(rows.map(personOf))];
  const told = new Set(people.slice(0, people.length - (people.length % PEOPLE_STEP)));
  return rows.filter((row) => told.has(personOf(row)));
}
