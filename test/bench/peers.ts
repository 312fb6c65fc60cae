/** The matchers others would reach for, each over the same known utterances, asked the same way. */
import { createRequire } from 'node:module';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { normaliseText } from '../../src/diagnosis/normalise.ts';
import type { Example } from '../../src/domain/diagnosis.ts';

export interface Peer {
  /** The intent it finds, null where it finds none. */
  ask(text: string): string | null;
  close?(): void;
}

interface TfIdf {
  addDocument(tokens: string[]): void;
  tfidfs(tokens: string[]): number[];
}
interface Bayes {
  addDocument(tokens: string[], label: string): void;
  train(): void;
  classify(tokens: string[]): string;
}
const require = createRequire(import.meta.url);
const { TfIdf } = require('natural/lib/natural/tfidf/index.js') as { TfIdf: new () => TfIdf };
const { BayesClassifier } = require('natural/lib/natural/classifiers/index.js') as { BayesClassifier: new () => Bayes };

/** Words, and single characters with their pairs for Chinese: what the peers need to work with it at all. */
export function toPeerTokens(text: string): string[] {
  const plain = normaliseText(text);
  const characters = plain.match(/\p{Script=Han}/gu) ?? [];
  const pairs = characters.slice(1).map((character, n) => `${characters[n]}${character}`);
  return [...(plain.match(/[a-z0-9]+/g) ?? []), ...characters, ...pairs];
}

function createTfIdf(examples: readonly Example[]): Peer {
  const peer = new TfIdf();
  for (const { text } of examples) peer.addDocument(toPeerTokens(text));
  // The first question makes it compute its idf; that belongs to building.
  peer.tfidfs(toPeerTokens(examples[0]?.text ?? ''));
  return {
    ask(text) {
      let best = -1;
      let most = 0;
      for (const [n, score] of peer.tfidfs(toPeerTokens(text)).entries()) if (score > most) [best, most] = [n, score];
      return examples[best]?.intent ?? null;
    },
  };
}

function createMini(examples: readonly Example[]): Peer {
  const peer = new MiniSearch({ fields: ['text'], tokenize: toPeerTokens, processTerm: (term) => term });
  peer.addAll(examples.map(({ text }, id) => ({ id, text })));
  return { ask: (text) => examples[peer.search(text)[0]?.id ?? -1]?.intent ?? null };
}

function createFts(examples: readonly Example[]): Peer {
  const database = new Database(':memory:');
  // Characters outside ASCII are written as words of their own.
  const toText = (tokens: readonly string[]) => tokens.map((token) => `w${Buffer.from(token).toString('hex')}`);
  database.exec(`CREATE VIRTUAL TABLE known USING fts5 (text, tokenize = "unicode61")`);
  const insert = database.prepare('INSERT INTO known (rowid, text) VALUES (?, ?)');
  database.transaction(() => {
    for (const [n, { text }] of examples.entries()) insert.run(n + 1, toText(toPeerTokens(text)).join(' '));
  })();
  const find = database.prepare<[string], { rowid: number }>(
    'SELECT rowid FROM known WHERE known MATCH ? ORDER BY bm25(known) LIMIT 10',
  );
  return {
    ask(text) {
      const words = toText([...new Set(toPeerTokens(text))]);
      if (words.length === 0) return null;
      const row = find.get(words.join(' OR '));
      return row ? (examples[row.rowid - 1]?.intent ?? null) : null;
    },
    close: () => database.close(),
  };
}

function createBayes(examples: readonly Example[]): Peer {
  const peer = new BayesClassifier();
  for (const { text, intent } of examples) peer.addDocument(toPeerTokens(text), intent);
  peer.train();
  return { ask: (text) => peer.classify(toPeerTokens(text)) };
}

interface Nlp {
  addDocument(language: string, text: string, intent: string): void;
  train(): Promise<void>;
  process(language: string, text: string): Promise<{ intent: string }>;
}

/** nlp.js answers asynchronously; it is measured for accuracy, over the same tokens separated by spaces. */
export async function createNlpJs(examples: readonly Example[]): Promise<(text: string) => Promise<string | null>> {
  const { dockStart } = require('@nlpjs/basic') as {
    dockStart(settings: object): Promise<{ get(name: 'nlp'): Nlp & { addLanguage(language: string): void } }>;
  };
  const dock = await dockStart({
    settings: { nlp: { log: false, autoSave: false, forceNER: false, nlu: { log: false } }, 'nlu-en': { log: false } },
    use: ['Basic', 'LangEn'],
  });
  const peer = dock.get('nlp');
  peer.addLanguage('en');
  for (const { text, intent } of examples) peer.addDocument('en', toPeerTokens(text).join(' '), intent);
  await peer.train();
  return async (text) => {
    const { intent } = await peer.process('en', toPeerTokens(text).join(' '));
    return intent === 'None' ? null : intent;
  };
}

export const PEERS: Readonly<Record<string, (examples: readonly Example[]) => Peer>> = {
  'natural TfIdf': createTfIdf,
  MiniSearch: createMini,
  'SQLite FTS5': createFts,
  'natural Bayes': createBayes,
};
