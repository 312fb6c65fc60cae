/** A process of its own that opens the store named on its command line and prints what came of it. */
import { openStore } from '../../src/store/open.ts';

try {
  const store = await openStore(process.argv[2] ?? '');
  await store.close();
  process.stdout.write('opened\n');
} catch (error) {
  process.stdout.write(`${(error as Error).name}: ${(error as Error).message}\n`);
}
