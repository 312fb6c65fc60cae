/** The comments themselves: each with what it is about and whether it is content, the words that mark the discontent ones, and themes that the list lacks. */
import { type KeyWord, toKeyWords } from '../feedback/keyness.ts';
import { THEME_TEXTS } from '../feedback/theme-list.ts';
import { proposeThemes, type ThemeProposal } from '../feedback/theme-proposals.ts';
import type { Voice } from '../feedback/voices.ts';
import type { ReportInput } from './report.ts';

const MOST_SHOWN = 8;
const LONGEST = 60;
const MOST_WORDS = 6;
/** p < 0.05 that a word stands out by chance. */
const LEAST_KEYNESS = 3.84;

/** The words by which discontent comments differ from content ones, the strongest first. */
export function toTellingWords(comments: readonly Voice[]): KeyWord[] {
  const texts = (is: boolean) => comments.flatMap(({ positive, text }) => (positive === is ? [text] : []));
  return toKeyWords(texts(false), texts(true))
    .filter(({ keyness }) => keyness >= LEAST_KEYNESS)
    .slice(0, MOST_WORDS);
}

/** Groups among the comments without a theme; a person decides whether one deserves a name. */
export function toProposals(comments: readonly Voice[]): ThemeProposal[] {
  const texts = (is: boolean) => comments.flatMap(({ theme, text }) => ((theme === null) === is ? [text] : []));
  return proposeThemes(texts(true), texts(false));
}

function cut(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

/** Of the details: words, proposals, and the latest comments. */
export function toCommentLines(comments: readonly Voice[], { request: { language } }: ReportInput): string[] {
  const zh = language === 'zh';
  const words = toTellingWords(comments).map(({ word, inFirst, inSecond }) =>
    zh ? `${word}（${inFirst} : ${inSecond}）` : `${word} (${inFirst} : ${inSecond})`,
  );
  const proposals = toProposals(comments).map(({ words: marks, n }) => `${marks.join(zh ? '、' : ', ')} (n = ${n})`);
  const mark = (positive: boolean | null) => (positive === null ? '·' : positive ? '🙂' : '🙁');
  const latest = comments
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MOST_SHOWN)
    .map(({ text, positive, theme }) => {
      const name = theme === null ? (zh ? '主题不明' : 'theme unknown') : THEME_TEXTS[theme].name[language];
      return `${mark(positive)} ${name}${zh ? '：' : ': '}“${cut(text)}”`;
    });
  return [
    ...(words.length > 0
      ? [
          `${zh ? '不满的评论里突出的词（不满 : 满意）：' : 'Words that mark discontent comments (discontent : content): '}${words.join(zh ? '，' : ', ')}`,
        ]
      : []),
    ...(proposals.length > 0
      ? [
          `${zh ? '还没有主题的评论里，常一起出现的：' : 'Found together in comments without a theme: '}${proposals.join(zh ? '；' : '; ')}`,
        ]
      : []),
    ...(latest.length > 0
      ? [
          zh
            ? '最近的评论（🙂 满意，🙁 不满，· 读不准）：'
            : 'Latest comments (🙂 content, 🙁 discontent, · cannot be told):',
          ...latest,
        ]
      : []),
  ];
}
