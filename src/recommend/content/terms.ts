/** The parts of a course's text by which it is compared: pairs and triples of Chinese characters, words of everything else. */

const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const HAN = /^\p{Script=Han}/u;
/** Nothing beyond this many characters changes what a course is about. */
const MOST_CHARACTERS = 8000;

/** Width and case do not matter. A run of one Chinese character is a term too. */
export function toTerms(text: string): string[] {
  const terms: string[] = [];
  for (const run of text.slice(0, MOST_CHARACTERS).toWellFormed().normalize('NFKC').toLowerCase().match(RUNS) ?? []) {
    if (!HAN.test(run)) {
      // A letter by itself says nothing; C and R are found beside other words.
      if (run.length > 1) terms.push(run);
      continue;
    }
    const characters = [...run];
    if (characters.length === 1) terms.push(run);
    for (let n = 0; n + 1 < characters.length; n++) {
      terms.push(`${characters[n]}${characters[n + 1]}`);
      if (n + 2 < characters.length) terms.push(`${characters[n]}${characters[n + 1]}${characters[n + 2]}`);
    }
  }
  return terms;
}
