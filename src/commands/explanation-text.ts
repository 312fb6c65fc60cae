/** An explanation in words that somebody who runs a course understands. */
import type { Diagnoser } from '../diagnosis/diagnoser.ts';
import type { Explanation, Reason } from '../diagnosis/explain.ts';
import type { Diagnosis } from '../domain/diagnosis.ts';
import type { Knowledge } from '../domain/knowledge.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const signed = (effect: number): string => `${effect < 0 ? '−' : '+'}${Math.abs(effect).toFixed(2)}`;

const WORDS = {
  zh: {
    why: '为什么',
    repaired: (from: string, to: string) => `“${from}”当作“${to}”来理解`,
    unknown: (share: number) => `问题里有 ${percent(share)} 的内容在知识库里没出现过`,
    confident: (confidence: number, gate: number) =>
      `有 ${percent(confidence)} 的把握，达到直接回答的门槛 ${percent(gate)}，所以直接回答`,
    ambiguous: (confidence: number, gate: number, from: number) =>
      `有 ${percent(confidence)} 的把握，不到直接回答的门槛 ${percent(gate)}，但超过反问的门槛 ${percent(from)}，所以先问学员是不是这个意思`,
    unsure: (confidence: number, from: number) =>
      `只有 ${percent(confidence)} 的把握，不到反问的门槛 ${percent(from)}，所以直说没把握，请学员换个说法或找人工`,
    margin: (by: number) => `第一名领先第二名 ${by.toFixed(2)} 分`,
    letters: '相近的拼写',
    sound: '读音相近',
    meaning: '词义相近',
    nearness: '与已有问法的相似程度',
    nearest: '最像的已有问法',
  },
  en: {
    why: 'Why',
    repaired: (from: string, to: string) => `"${from}" was read as "${to}"`,
    unknown: (share: number) => `${percent(share)} of the question occurs nowhere in the knowledge base`,
    confident: (confidence: number, gate: number) =>
      `${percent(confidence)} sure, which reaches the ${percent(gate)} needed to answer, so the bot answers`,
    ambiguous: (confidence: number, gate: number, from: number) =>
      `${percent(confidence)} sure: less than the ${percent(gate)} needed to answer, but more than the ${percent(from)} needed to ask back, so the bot asks whether this is meant`,
    unsure: (confidence: number, from: number) =>
      `only ${percent(confidence)} sure, less than the ${percent(from)} needed to ask back, so the bot says that it is not sure and offers a person`,
    margin: (by: number) => `the first is ahead of the second by ${by.toFixed(2)}`,
    letters: 'similar spelling',
    sound: 'similar sound',
    meaning: 'words of similar meaning',
    nearness: 'likeness to known questions',
    nearest: 'Known questions most like it',
  },
} as const;

export function toExplanationText(
  explanation: Explanation,
  { language, confidence, outcome }: Diagnosis,
  { gate, askBackFrom }: Pick<Diagnoser, 'gate' | 'askBackFrom'>,
  knowledge: Knowledge,
): string {
  const words = WORDS[language];
  const verdict = {
    confident: words.confident(confidence, gate),
    ambiguous: words.ambiguous(confidence, gate, askBackFrom),
    unknown: words.unsure(confidence, askBackFrom),
  }[outcome];
  const lines = ['', `${words.why}:`, `  ${verdict}`];
  if (explanation.margin !== null) lines.push(`  ${words.margin(explanation.margin)}`);
  for (const [from, to] of explanation.repaired) lines.push(`  ${words.repaired(from, to)}`);
  if (explanation.unknown > 0) lines.push(`  ${words.unknown(explanation.unknown)}`);
  const nameOf = ({ kind, name }: Reason) => (kind === 'term' ? `“${name}”` : words[kind]);
  for (const { intent, score, reasons, nearest } of explanation.candidates) {
    lines.push('', `${knowledge.solutions.get(intent)?.title[language] ?? intent} (${intent}), ${score.toFixed(2)}`);
    lines.push(`  ${reasons.map((reason) => `${nameOf(reason)} ${signed(reason.effect)}`).join('   ')}`);
    if (nearest.length === 0) continue;
    lines.push(`  ${words.nearest}:`);
    for (const { text, cosine } of nearest) lines.push(`    ${percent(cosine).padStart(4)}  ${text}`);
  }
  return `${lines.join('\n')}\n`;
}
