/** `afterclass ask`: what the diagnoser makes of one question, without starting a conversation. */
import type { Command } from 'commander';
import { parseConfig } from '../config.ts';
import type { Diagnosis } from '../domain/diagnosis.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { UsageError } from '../errors.ts';
import { loadKnowledge } from '../import/knowledge.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER } from '../knowledge.ts';
import { routeTo } from '../support/routing.ts';
import { toExplanationText } from './explanation-text.ts';
import type { Finish, Io } from './io.ts';

/** The shape of `ask --json`. */
interface Answer {
  readonly outcome: Diagnosis['outcome'];
  readonly language: Diagnosis['language'];
  readonly intent: string | null;
  readonly confidence: number;
  readonly similarQuestion: string | null;
  readonly answer: string | null;
  readonly queue: string;
  readonly candidates: Diagnosis['candidates'];
}

export function registerAsk(program: Command, io: Io, finish: Finish): void {
  program
    .command('ask')
    .description('Diagnose one question: recognised intent, similar question, solution, candidates and confidence.')
    .argument('<text>', 'the question, in Chinese or English')
    .option('--json', 'machine-readable output')
    .option('--explain', 'why: what spoke for each candidate, and why the bot would answer, ask back or pass')
    .action((text: string, { json, explain }: { json?: boolean; explain?: boolean }) => {
      if (text.trim() === '') throw new UsageError('the question is empty; try: afterclass ask "无法登录账号"');
      const loaded = loadKnowledge(DATA_FOLDER);
      const diagnoser = createKnowledgeDiagnoser(loaded, parseConfig(io.env));
      const diagnosis = diagnoser.diagnose(text);
      const answer = toAnswer(diagnosis, loaded.knowledge);
      const explanation = explain ? diagnoser.explain(text) : null;
      if (json) io.stdout.write(`${JSON.stringify(explanation ? { ...answer, explanation } : answer)}\n`);
      else {
        io.stdout.write(toText(text, answer, loaded.knowledge));
        if (explanation) io.stdout.write(toExplanationText(explanation, diagnosis, diagnoser, loaded.knowledge));
      }
      finish(0);
    });
}

function toAnswer(diagnosis: Diagnosis, knowledge: Knowledge): Answer {
  const best = diagnosis.outcome === 'unknown' ? undefined : diagnosis.candidates[0];
  const solution = best && knowledge.solutions.get(best.intent);
  return {
    outcome: diagnosis.outcome,
    language: diagnosis.language,
    intent: best?.intent ?? null,
    confidence: diagnosis.confidence,
    similarQuestion: best?.similarQuestion ?? null,
    answer: diagnosis.outcome === 'confident' && solution ? solution.answer[diagnosis.language] : null,
    queue: routeTo(knowledge, best?.intent ?? null).queue,
    candidates: diagnosis.candidates,
  };
}

const WORDS = {
  zh: {
    question: '问题',
    confident: '识别为',
    ambiguous: '可能是（会反问学员）',
    unknown: '没有把握，不会乱答',
    similar: '相似问题',
    queue: '转人工时进入',
    candidates: '候选',
    answer: '解决方案',
  },
  en: {
    question: 'Question',
    confident: 'Recognised as',
    ambiguous: 'Perhaps (the bot would ask back)',
    unknown: 'Not sure: the bot would say so',
    similar: 'Similar question',
    queue: 'Queue for people',
    candidates: 'Candidates',
    answer: 'Solution',
  },
} as const;

function toText(question: string, answer: Answer, knowledge: Knowledge): string {
  const { language } = answer;
  const words = WORDS[language];
  const title = (intent: string) => knowledge.solutions.get(intent)?.title[language] ?? intent;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const lines = [`${words.question}: ${question}`];
  if (answer.intent) {
    lines.push(`${words[answer.outcome]}: ${title(answer.intent)} (${answer.intent}, ${percent(answer.confidence)})`);
  } else lines.push(words.unknown);
  if (answer.similarQuestion) lines.push(`${words.similar}: ${answer.similarQuestion}`);
  lines.push(
    `${words.queue}: ${knowledge.queues.get(answer.queue)?.name[language] ?? answer.queue}`,
    `${words.candidates}:`,
  );
  for (const { intent, confidence } of answer.candidates.slice(0, 5)) {
    lines.push(`  ${percent(confidence).padStart(4)}  ${title(intent)} (${intent})`);
  }
  if (answer.answer) lines.push('', `${words.answer}:`, answer.answer);
  return `${lines.join('\n')}\n`;
}
