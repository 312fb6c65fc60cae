/**
 * The knowledge base that is being served, and how it grows: what is added or retired counts from the next question on, then
 * everything is learnt again aside and takes its place in one step. What cannot be loaded changes nothing.
 */
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Calibration } from '../diagnosis/calibration.ts';
import { type Diagnoser, type DiagnoserOptions, restoreDiagnoser } from '../diagnosis/diagnoser.ts';
import type { Example } from '../domain/diagnosis.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Trained } from './training.ts';

/** What is known at one time. */
export interface Known {
  readonly knowledge: Knowledge;
  /** Utterances first, then other texts about the intents. */
  readonly examples: readonly Example[];
  readonly utterances: number;
}

export interface KnowledgeBase {
  readonly knowledge: Knowledge;
  readonly diagnoser: Diagnoser;
  /** Number of utterances in the files as last loaded. */
  readonly utterances: number;
  /** Loads the files again; answers what changed. Never throws: what is wrong is logged and the old stays in service. */
  reload(): Promise<'same' | 'changed' | 'refused'>;
  stop(): void;
}

export interface KnowledgeBaseOptions {
  readonly first: Known;
  readonly diagnoser: Diagnoser;
  /** Throws `OperatorError` where the files are wrong. */
  readonly load: () => Known;
  readonly train: (known: Known, signal: AbortSignal) => Promise<Trained>;
  readonly options: DiagnoserOptions;
  readonly onCalibrated?: (calibration: Calibration, known: Known) => void;
  readonly log: Logger;
}

/** With more changes than this the single steps would take longer than learning everything again. */
const MOST_STEPS = 100;

const toKey = ({ intent, text }: Example): string => `${intent}\n${text}`;

/** Examples that stand in `next` and not in `before`. */
function findNew(before: readonly Example[], next: readonly Example[]): Example[] {
  const known = new Set(before.map(toKey));
  return next.filter((example) => !known.has(toKey(example)));
}

export function createKnowledgeBase(options: KnowledgeBaseOptions): KnowledgeBase {
  const { load, train, log } = options;
  const ending = new AbortController();
  let known = options.first;
  let published = { knowledge: known.knowledge, diagnoser: options.diagnoser };
  let generation = 0;

  /** One example at a time, and room for questions between them. */
  async function step(added: readonly Example[], retired: readonly Example[]): Promise<void> {
    const { diagnoser } = published;
    for (const example of retired) {
      diagnoser.retire(example);
      await setImmediate();
    }
    for (const example of added) {
      diagnoser.add(example);
      await setImmediate();
    }
  }

  /** A later change makes this one's result out of date: then it is dropped. */
  async function learn(current: Known): Promise<void> {
    generation += 1;
    const own = generation;
    const { model, calibration } = await train(current, ending.signal);
    options.onCalibrated?.(calibration, current);
    if (own !== generation) return;
    const { utterances } = current;
    const diagnoser = restoreDiagnoser(model, { ...options.options, utterances, calibration });
    published = { knowledge: current.knowledge, diagnoser };
  }

  return {
    get knowledge() {
      return published.knowledge;
    },
    get diagnoser() {
      return published.diagnoser;
    },
    get utterances() {
      return known.utterances;
    },
    async reload() {
      let next: Known;
      try {
        next = load();
      } catch (error) {
        log.error({ err: error }, 'the changed knowledge base was refused; the one before stays in service');
        return 'refused';
      }
      const added = findNew(known.examples, next.examples);
      const retired = findNew(next.examples, known.examples);
      known = next;
      const changes = added.length + retired.length;
      if (changes <= MOST_STEPS) {
        // What is answered changes together with what is recognised: an intent never lacks its solution.
        if (retired.length === 0) published = { ...published, knowledge: next.knowledge };
        await step(added, retired);
        published = { ...published, knowledge: next.knowledge };
      }
      if (changes === 0) return 'same';
      log.info({ added: added.length, retired: retired.length }, 'the knowledge base changed');
      try {
        await learn(next);
        log.info({ examples: next.examples.length }, 'the knowledge base was learnt again');
      } catch (error) {
        if (!ending.signal.aborted) log.error({ err: error }, 'learning the knowledge base again failed');
      }
      return 'changed';
    },
    stop: () => ending.abort(),
  };
}
