/** Makes reports in a thread of its own, so that no answer waits for them, and has it work out ahead what they read. */
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { KnowledgeFigures } from './analytics/knowledge-text.ts';
import type { Message, ReportRequest } from './domain/delivery.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { OnPart, Store } from './ports.ts';

export interface Setting {
  readonly databaseUrl: string;
  readonly community: string;
  readonly timeZone: string;
  readonly dataFolder: string;
}

type ReportKnowledge = Pick<Knowledge, 'solutions' | 'queues' | 'courses' | 'agents' | 'surveys'>;

export type Job =
  | {
      readonly kind: 'render';
      readonly id: number;
      readonly request: ReportRequest;
      readonly now: number;
      readonly knowledge: ReportKnowledge;
      readonly knowledgeFigures: KnowledgeFigures | null;
    }
  | { readonly kind: 'prepare' }
  | { readonly kind: 'insights'; readonly id: number; readonly now: number }
  | { readonly kind: 'stop' };

export type Answer =
  | { readonly id: number; readonly kind: 'made'; readonly message: Message }
  | { readonly id: number; readonly kind: 'worked out' }
  | { readonly id: number; readonly kind: 'failed'; readonly error: unknown }
  | { readonly id: number; readonly kind: 'part'; readonly read: number; readonly total: number }
  | { readonly kind: 'notPrepared'; readonly error: unknown };

export interface ReportsAside {
  /** Begins to look now and then whether much of the history waits to be prepared. */
  start(): void;
  render(request: ReportRequest, onPart: OnPart): Promise<Message>;
  /** Works out what is kept about learners (`insights.ts`). */
  workOutInsights(): Promise<void>;
  stop(): Promise<void>;
}

export interface ReportsAsideOptions extends Setting {
  readonly store: Pick<Store, 'rollUps'>;
  readonly log: Logger;
  readonly now: () => number;
  readonly knowledge: () => Knowledge;
  readonly knowledgeFigures: (request: ReportRequest) => KnowledgeFigures | null;
}

/** With fewer entries than this nothing is prepared: the history itself is read in about 100 ms. */
const WORTH_PREPARING = 10_000;
const LOOK_EVERY_MS = 300_000;

interface Waiting {
  /** null where there is no message to send. */
  readonly resolve: (message: Message | null) => void;
  readonly reject: (error: unknown) => void;
  readonly onPart: OnPart;
}

/** The thread begins with the first report or the first preparation: a small community may never need it otherwise. */
export function createReportsAside(options: ReportsAsideOptions): ReportsAside {
  const { store, log, databaseUrl, community, timeZone, dataFolder } = options;
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let lastId = 0;
  const nobody: OnPart = () => {};
  let look: NodeJS.Timeout | undefined;

  function end(error: unknown): void {
    thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function take(answer: Answer): void {
    if (answer.kind === 'notPrepared') {
      log.error({ err: answer.error }, 'days for reports were not prepared; reports are right, but slower');
      return;
    }
    const one = waiting.get(answer.id);
    if (answer.kind === 'part') return one?.onPart(answer.read, answer.total);
    waiting.delete(answer.id);
    if (waiting.size === 0) thread?.unref();
    if (answer.kind === 'made') one?.resolve(answer.message);
    else if (answer.kind === 'worked out') one?.resolve(null);
    else one?.reject(answer.error);
  }

  function open(): Worker {
    if (thread) return thread;
    const setting: Setting = { databaseUrl, community, timeZone, dataFolder };
    const opened = new Worker(new URL('./report-thread.ts', import.meta.url), { workerData: setting });
    opened.on('message', take);
    opened.once('error', (error) => {
      log.error({ err: error }, 'the thread that makes reports failed; the next report begins another one');
      end(error);
    });
    opened.once('exit', () => {
      if (thread === opened) end(new Error('the thread that makes reports ended'));
    });
    opened.unref();
    thread = opened;
    return opened;
  }

  async function prepareIfWorth(): Promise<void> {
    try {
      if ((await store.rollUps.left()) >= WORTH_PREPARING) send({ kind: 'prepare' });
    } catch (error) {
      log.error({ err: error }, 'could not see how much of the history waits to be prepared for reports');
    }
  }

  const send = (job: Job) => open().postMessage(job);

  return {
    start() {
      void prepareIfWorth();
      look = setInterval(() => void prepareIfWorth(), LOOK_EVERY_MS);
      look.unref();
    },
    render(request, onPart) {
      const id = ++lastId;
      const { solutions, queues, courses = [], agents = new Map(), surveys = [] } = options.knowledge();
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: (message) => message && resolve(message), reject, onPart });
        // Whoever waits for a report keeps the process alive, and nobody else.
        open().ref();
        send({
          kind: 'render',
          id,
          request,
          now: options.now(),
          knowledge: { solutions, queues, courses, agents, surveys },
          knowledgeFigures: options.knowledgeFigures(request),
        });
      });
    },
    workOutInsights() {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: () => resolve(), reject, onPart: nobody });
        send({ kind: 'insights', id, now: options.now() });
      });
    },
    async stop() {
      clearInterval(look);
      const opened = thread;
      if (!opened) return;
      const ended = new Promise<void>((resolve) => opened.once('exit', () => resolve()));
      opened.ref();
      opened.postMessage({ kind: 'stop' } satisfies Job);
      await ended;
    },
  };
}
