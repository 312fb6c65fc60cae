/** Starts the bot under plain `node`, asks it one question over HTTP and stops it: what vitest accepts, Node may refuse. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'afterclass-smoke-'));
const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts', 'serve'], {
  cwd: root,
  env: {
    ...process.env,
    DATABASE_URL: `sqlite:${join(folder, 'smoke.db')}`,
    HTTP_PORT: '0',
    TURN_QUIET_MS: '0',
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});

/** Every part of the way must be quick; a bot that hangs is a failure. */
const timer = setTimeout(() => fail('nothing happened for 30 s'), 30_000);

function fail(reason: string): never {
  child.kill('SIGKILL');
  process.stderr.write(`smoke: ${reason}\n`);
  process.exit(1);
}

let printed = '';
child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
  printed += chunk;
});
child.once('exit', (code) => {
  if (code !== 0) fail(`the bot ended with ${code}`);
});
while (!/http:\/\/\S+/.test(printed)) await once(child.stdout, 'data');
const [url] = /http:\/\/\S+/.exec(printed) ?? [''];

const question = {
  place: 'local:learner-smoke',
  thread: null,
  author: { id: 'local:smoke', name: 'smoke' },
  text: '忘记密码了怎么办',
  key: 'smoke-1',
};
const headers = { 'content-type': 'application/json' };
const sent = await fetch(`${url}/local/messages`, { method: 'POST', headers, body: JSON.stringify(question) });
if (!sent.ok) fail(`the question was answered with ${sent.status}`);

interface Listed {
  readonly messages: readonly { readonly author: { readonly id: string }; readonly buttons: readonly unknown[] }[];
}
for (;;) {
  const listed = (await (await fetch(`${url}/local/messages?place=local:learner-smoke`)).json()) as Listed;
  if (listed.messages.some(({ author, buttons }) => author.id !== 'local:smoke' && buttons.length > 0)) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
child.kill('SIGTERM');
await once(child, 'exit');
clearTimeout(timer);
rmSync(folder, { recursive: true, force: true });
process.stdout.write('smoke: the bot starts under plain node, answers, and stops when told\n');
