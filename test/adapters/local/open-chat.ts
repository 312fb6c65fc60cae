/** A process of its own that opens a chat file, says how that went, and is killed. */
import { createAdapter } from './serve.ts';

try {
  createAdapter({ chatFile: process.argv[2] ?? null });
  process.stdout.write('opened');
} catch (error) {
  process.stdout.write(`${(error as Error).name}: ${(error as Error).message}`);
}
process.kill(process.pid, 'SIGKILL');
