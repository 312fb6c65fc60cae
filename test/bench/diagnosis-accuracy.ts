/** How often the first candidate is right on the shipped evaluation set, beside the peers, from the same utterances. */

import { loadKnowledge } from '../../src/import/knowledge.ts';
import { readLabelled } from '../../src/import/labelled.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER } from '../../src/knowledge.ts';
import { createNlpJs, PEERS } from './peers.ts';
import type { Row } from './table.ts';

export async function benchAccuracy(): Promise<Row[]> {
  const loaded = loadKnowledge(DATA_FOLDER);
  const examples = loaded.examples.map(({ intent, text }) => ({ intent, text }));
  const test = readLabelled(`${DATA_FOLDER}/evaluation/questions.csv`).filter(({ intent }) => intent !== 'oos');
  const rows: Row[] = [];
  const report = (name: string, right: number) =>
    rows.push({
      matcher: name,
      'first candidate right %': ((100 * right) / test.length).toFixed(1),
      questions: test.length,
    });
  const diagnoser = createKnowledgeDiagnoser(loaded, { answerMaxError: 0.05, oosShare: 0.2 });
  report(
    'Afterclass',
    test.filter(({ intent, text }) => diagnoser.diagnose(text).candidates[0]?.intent === intent).length,
  );
  for (const [name, create] of Object.entries(PEERS)) {
    const peer = create(examples);
    report(name, test.filter(({ intent, text }) => peer.ask(text) === intent).length);
    peer.close?.();
  }
  const ask = await createNlpJs(examples);
  let right = 0;
  for (const { intent, text } of test) if ((await ask(text)) === intent) right += 1;
  report('nlp.js', right);
  return rows;
}
