/**
 * A child process is killed with SIGKILL at every step of a message's way and started again. No accepted message may be
 * lost, and none answered twice but in the one documented window: the platform has the post, we have no receipt yet.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface Post {
  readonly delivery: string;
  readonly place: string;
  readonly edits: string | null;
  readonly text: string;
}

/** Learner messages with what must be shown for each. */
const MESSAGES = [
  { learner: 'mei', text: 'sure:video', answer: 'video answer' },
  { learner: 'wu', text: 'sure:refund', answer: 'refund answer' },
  { learner: 'ana', text: 'talk to a human', answer: 'passed this on' },
];

const STEPS = [
  'accept:before',
  'accept:after',
  'claimEvents:after',
  'load:after',
  'commit:before',
  'commit:after',
  'fireTimers:after',
  'claimDeliveries:after',
  'deliver:before',
  'deliver:after',
  'settleDeliveries:before',
  'settleDeliveries:after',
];
/** Between the platform's accepting a post and our storing its receipt; after the first receipt others may still be there. */
const WINDOW = ['deliver:after', 'settleDeliveries:before', 'settleDeliveries:after'];

describe('a bot that is killed', () => {
  let folder: string;
  let server: Server;
  let posts: Post[];
  let open: Map<string, object>;
  let child: ChildProcess | null;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'afterclass-crash-'));
    posts = [];
    child = null;
    open = new Map(
      MESSAGES.map(({ learner, text }, n) => {
        const event = {
          kind: 'messageReceived',
          id: `local:${n}`,
          at: Date.now(),
          community: 'default',
          author: { id: `local:${learner}`, name: learner },
          spot: { place: `local:learner-${learner}`, thread: null },
          locale: null,
          text,
        };
        return [event.id, event];
      }),
    );
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const input = JSON.parse(body) as { ids?: string[] } & Post;
      let answer: object = {};
      if (request.url === '/updates') answer = { events: [...open.values()] };
      else if (request.url === '/confirm') for (const id of input.ids ?? []) open.delete(id);
      else {
        posts.push(input);
        answer = { messageId: input.edits ?? `m${posts.length}` };
      }
      response.end(JSON.stringify(answer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(killAt: string): ChildProcess {
    const { port } = server.address() as AddressInfo;
    return spawn(process.execPath, [join(import.meta.dirname, 'child.ts')], {
      env: {
        ...process.env,
        KILL_AT: killAt,
        PLATFORM_URL: `http://127.0.0.1:${port}`,
        DATABASE_URL: `sqlite:${join(folder, 'crash.db')}`,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  const shown = (learner: string, answer: string) =>
    posts.filter(
      (post) => post.place === `local:learner-${learner}` && post.edits === null && post.text.includes(answer),
    );
  const cards = () =>
    posts.filter((post) => post.place === 'local:staff' && post.edits === null && post.text.startsWith('🎫'));

  it.each(STEPS)('at %s loses nothing and repeats nothing outside the window', { timeout: 30_000 }, async (killAt) => {
    child = start(killAt);
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal, 'the child reached the step').toBe('SIGKILL');

    child = start('');
    await expect
      .poll(() => MESSAGES.every(({ learner, answer }) => shown(learner, answer).length > 0) && cards().length > 0, {
        timeout: 15_000,
      })
      .toBe(true);
    // Time for anything that would come twice.
    await new Promise((resolve) => setTimeout(resolve, 500));

    expect(open.size).toBe(0);
    const most = WINDOW.includes(killAt) ? 2 : 1;
    for (const { learner, answer } of MESSAGES) expect(shown(learner, answer).length).toBeLessThanOrEqual(most);
    expect(cards().length).toBeLessThanOrEqual(most);
  });
});
