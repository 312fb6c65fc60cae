/** A SQLite file of its own for each test case, removed afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/ports.ts';
import { openStore } from '../../src/store/open.ts';
import type { OpenedDatabase } from '../conformance/store.ts';

export interface TemporaryDatabase extends OpenedDatabase {
  readonly path: string;
}

export async function openTemporary(): Promise<TemporaryDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'afterclass-store-'));
  const path = join(folder, 'a.db');
  const stores: Store[] = [];
  async function reopen(): Promise<Store> {
    const store = await openStore(`sqlite:${path}`);
    stores.push(store);
    return store;
  }
  return {
    path,
    store: await reopen(),
    reopen,
    async close() {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
