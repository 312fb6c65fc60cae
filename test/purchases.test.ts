/** Purchases in the data folder are taken in at the start, and give their learners a service window, by account or by name in the chat. */
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { DATA_FOLDER } from '../src/knowledge.ts';
import { toTestConfig } from './remembered.ts';

it('the file is taken in once, however often the bot starts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterclass-data-'));
  for (const name of readdirSync(DATA_FOLDER)) {
    if (/\.(csv|bin)$/.test(name)) copyFileSync(join(DATA_FOLDER, name), join(folder, name));
  }
  writeFileSync(
    join(folder, 'purchases.csv'),
    'learner,course,purchased_at,amount\nS-42,py101,2026-01-05,299\nlocal:小明,da101,2020-01-05,399\n',
  );
  const config = toTestConfig({ DATABASE_URL: `sqlite:${join(folder, 'a.db')}`, HTTP_PORT: '0', LOCAL_PAGE: '1' });
  for (let start = 0; start < 2; start++) {
    const app = await createApp(config, pino({ level: 'silent' }), { dataFolder: folder });
    await app.start();
    expect(await app.store.records.purchases()).toHaveLength(2);
    expect(await app.store.records.purchasesOf('S-42')).toMatchObject([{ course: 'py101', amount: 299 }]);
    await app.stop();
  }
  rmSync(folder, { recursive: true });
});
