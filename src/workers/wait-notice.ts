/** What takes long is announced in the place where it was asked for, in one message that says how far it is. */
import type { Logger } from 'pino';
import type { Message, Receipt } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import { reportWords } from '../engine/report-words.ts';
import type { Clock, OnPart, OutgoingDelivery, PlatformAdapter } from '../ports.ts';

/** Most reports are quicker than this, and need no notice. */
const FIRST_MS = 2500;
/** Edits of one message are limited on all platforms. */
const NEXT_MS = 5000;

export interface WaitNoticeOptions {
  readonly adapter: PlatformAdapter;
  readonly clock: Clock;
  readonly log: Logger;
  readonly language: Language;
  /** What is being made; the notice goes where it will go. */
  readonly delivery: OutgoingDelivery;
}

/** The notice is a courtesy: when it cannot be sent, the report comes all the same. */
export async function withWaitNotice(
  { adapter, clock, log, language, delivery }: WaitNoticeOptions,
  make: (onPart: OnPart) => Promise<Message>,
): Promise<Message> {
  let part = { read: 0, total: 0 };
  let receipt: Receipt | null = null;
  const made = new AbortController();

  async function say(text: string): Promise<void> {
    receipt = await adapter.deliver({
      ...delivery,
      id: `${delivery.id}:wait`,
      slot: null,
      edits: receipt,
      maybeSent: false,
      body: { kind: 'message', message: { text, buttons: [] } },
    });
  }

  async function keepSaying(): Promise<void> {
    await clock.sleep(FIRST_MS, made.signal);
    while (!made.signal.aborted) {
      await say(reportWords.working(part.read, part.total, language));
      await clock.sleep(NEXT_MS, made.signal);
    }
    if (receipt) await say(reportWords.worked(language));
  }

  const saying = keepSaying().catch((error: unknown) =>
    log.warn({ err: error, delivery: delivery.id }, 'the notice that a report takes long was not sent'),
  );
  try {
    return await make((read, total) => {
      part = { read, total };
    });
  } finally {
    made.abort();
    await saying;
  }
}
