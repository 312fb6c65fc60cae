/** The parts of a course's text by which it is compared: pairs and triples of Chinese characters, words of everything else. */

const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const HAN = /^\p{Script=Han}/u;
/** Nothing beyond this many characters changes what a course is about. */
const MOST_CHARACTERS = 8000;

/** Words that tell the level or nothing at all: two courses are not alike for being both for beginners. */
const EMPTY = new Set(
  (
    '入门 基础 进阶 初级 中级 高级 实战 零基 零基础 从零 开始 从零开 零开始 课程 本课 本课程 学习 三个 四节 一节 两个 一个 各一 各一节 项目 真实 完成 实践 ' +
    'basics basic beginner beginners introduction intro intermediate advanced zero course courses lesson lessons practice ' +
    'the and for of with to in on at by from an is are be as or it its this that your you own two three four one'
  ).split(' '),
);

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
  return terms.filter((term) => !EMPTY.has(term));
}
