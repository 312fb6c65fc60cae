/** What a person sees while a report takes long: one message that says how far it is, and says when the report is there. */

import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { OutgoingDelivery, PlatformAdapter } from '../../src/ports.ts';
import { withWaitNotice } from '../../src/workers/wait-notice.ts';

const delivery: OutgoingDelivery = {
  id: 'e1:0',
  conversationId: null,
  audience: 'admin',
  place: 'local:staff',
  thread: null,
  slot: null,
  requires: null,
  privateTo: 'local:boss',
  body: { kind: 'report', report: { name: 'overview', from: null, to: null, language: 'en' } },
  edits: null,
  threadId: null,
  maybeSent: false,
};

/** Sleeps end one after the other when the test says so; an aborted one ends at once. */
function createSteps() {
  const waiting: (() => void)[] = [];
  return {
    clock: {
      now: systemClock.now,
      sleep: (_ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve) => {
          if (signal?.aborted) return resolve();
          signal?.addEventListener('abort', () => resolve(), { once: true });
          waiting.push(resolve);
        }),
    },
    async next() {
      waiting.shift()?.();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    },
  };
}

function createPlace(fails = false) {
  const said: { readonly text: string; readonly edits: string | null; readonly privateTo: string | null }[] = [];
  const adapter: Pick<PlatformAdapter, 'deliver'> = {
    async deliver({ body, edits, privateTo }) {
      if (fails) throw new Error('not now');
      const text = body.kind === 'message' ? body.message.text : '';
      said.push({ text, edits: edits?.messageId ?? null, privateTo: privateTo ?? null });
      return { messageId: `m${said.length}`, threadId: null };
    },
  };
  return { said, adapter: adapter as PlatformAdapter };
}

const log = pino({ level: 'silent' });

describe('the notice that a report takes long', () => {
  it('does not come for a quick one', async () => {
    const { said, adapter } = createPlace();
    const { clock } = createSteps();
    const made = await withWaitNotice({ adapter, clock, log, language: 'en', delivery }, async () => ({
      text: 'figures',
      buttons: [],
    }));
    expect(made.text).toBe('figures');
    expect(said).toEqual([]);
  });

  it('says how far it is, in one message that is edited, for the person who asked', async () => {
    const { said, adapter } = createPlace();
    const steps = createSteps();
    const report = Promise.withResolvers<void>();
    const making = withWaitNotice({ adapter, clock: steps.clock, log, language: 'en', delivery }, async (onPart) => {
      onPart(250, 1000);
      await report.promise;
      return { text: 'figures', buttons: [] };
    });
    await steps.next();
    await steps.next();
    report.resolve();
    expect((await making).text).toBe('figures');
    expect(said).toEqual([
      { text: '⏳ Working it out, one moment (25% of 1000 conversations).', edits: null, privateTo: 'local:boss' },
      { text: '⏳ Working it out, one moment (25% of 1000 conversations).', edits: 'm1', privateTo: 'local:boss' },
      { text: '✓ Done, see the next message.', edits: 'm2', privateTo: 'local:boss' },
    ]);
  });

  it('stops no report when it cannot be sent', async () => {
    const { adapter } = createPlace(true);
    const steps = createSteps();
    const report = Promise.withResolvers<void>();
    const making = withWaitNotice({ adapter, clock: steps.clock, log, language: 'zh', delivery }, async () => {
      await report.promise;
      return { text: '数字', buttons: [] };
    });
    await steps.next();
    report.resolve();
    expect((await making).text).toBe('数字');
  });
});
