/** The learner's conversation in a terminal, as a client of the same HTTP calls the page makes. */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { toPayload } from '../../src/domain/choice.ts';
import { type Language, languageOfLocale } from '../../src/domain/language.ts';
import { UsageError } from '../../src/errors.ts';
import { readEvents } from './event-stream.ts';
import { BOT, learnerPlace, toSlug } from './places.ts';
import { createInk, readLine, TERMINAL_TEXTS, toLines } from './terminal-text.ts';
import type { ChatMessage, MessageList, Refusal } from './wire.ts';

/** Of the conversation so far this much is shown at the start. */
const RECENT = 10;
const RETRY_MS = 1000;
/** A script that pipes its questions in waits this long for the last answer, and this long for nothing more to come. */
const LINGER_MS = 10_000;
const QUIET_MS = 400;

export interface TerminalOptions {
  /** `http://127.0.0.1:3000` */
  readonly baseUrl: string;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** The name to talk as. */
  readonly learner: string;
  /** Language of the few words of its own; the system's by default. */
  readonly language?: Language;
}

interface Call {
  readonly path: string;
  readonly body: object;
}

/** Talks until the input ends. Throws `UsageError` for a name nobody may have. */
export async function runTerminal({ baseUrl, input, output, learner, ...options }: TerminalOptions): Promise<void> {
  const slug = toSlug(learner);
  if (slug === null)
    throw new UsageError(`"${learner}" cannot be the name of a learner; use letters or digits, not a staff name`);
  const language = options.language ?? languageOfLocale(Intl.DateTimeFormat().resolvedOptions().locale) ?? 'en';
  const place = learnerPlace(slug);
  const author = { id: `local:${slug}`, name: learner.trim() };
  const tty = (input as Partial<NodeJS.ReadStream>).isTTY === true;
  const ink = createInk(output);
  const reader = createInterface({ input, output, terminal: tty, prompt: tty ? '› ' : '' });
  const ended = new AbortController();
  const sentKeys = new Set<string>();
  const shown = new Map<string, ChatMessage>();
  let unsent: Call | null = null;
  /** When the bot last said something; 0 = nothing since the learner did. */
  let answeredAt = 0;
  const firstTry = Promise.withResolvers<void>();

  function print(text: string): void {
    if (tty) output.write('\r\x1b[K');
    output.write(text);
    if (tty) reader.prompt(true);
  }
  const tell = (key: keyof typeof TERMINAL_TEXTS) => print(`${ink.dim(TERMINAL_TEXTS[key][language])}\n`);

  function show(message: ChatMessage): void {
    if (message.place !== place || (shown.get(message.id)?.seq ?? 0) >= message.seq) return;
    const before = shown.get(message.id);
    shown.set(message.id, message);
    if (message.author.id === BOT.id) answeredAt = Date.now();
    // What was typed here stands here already; an edit that only takes buttons away is no news.
    const isOwn = sentKeys.has(message.key);
    const isLess = before?.text === message.text && message.buttons.flat().length <= before.buttons.flat().length;
    if (isOwn || isLess) return;
    print(toLines(message, ink, language, BOT.id));
  }

  async function follow(): Promise<void> {
    let lost = false;
    while (!ended.signal.aborted) {
      try {
        const list = (await (
          await fetch(`${baseUrl}/local/messages?place=${encodeURIComponent(place)}`)
        ).json()) as MessageList;
        if (lost) tell('back');
        lost = false;
        for (const message of shown.size === 0 ? list.messages.slice(-RECENT) : list.messages) show(message);
        firstTry.resolve();
        for await (const { event, data } of readEvents(`${baseUrl}/local/events?since=${list.cursor}`, ended.signal)) {
          if (event === 'message') show(JSON.parse(data) as ChatMessage);
        }
      } catch {
        // A connection that ends is tried again; only the end of the input ends this.
      }
      firstTry.resolve();
      if (ended.signal.aborted) return;
      if (!lost) tell('lost');
      lost = true;
      await sleep(RETRY_MS, undefined, { signal: ended.signal }).catch(() => {});
    }
  }

  async function send(call: Call): Promise<void> {
    answeredAt = 0;
    try {
      const response = await fetch(baseUrl + call.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(call.body),
      });
      unsent = response.status >= 500 ? call : null;
      if (!response.ok) print(`${((await response.json()) as Refusal).message[language]}\n`);
    } catch {
      unsent = call;
      tell('unsent');
    }
  }

  async function take(line: string): Promise<void> {
    if (line.trim() === '') {
      if (unsent) await send(unsent);
      return;
    }
    await firstTry.promise;
    // A script that presses a button by its number means the answer to what it asked before.
    if (!tty && /^\d+$/.test(line.trim())) await settle();
    const latest = [...shown.values()].findLast(({ buttons }) => buttons.length > 0) ?? null;
    const meaning = readLine(line, latest);
    const common = { place, thread: null, author, key: randomUUID(), locale: language };
    sentKeys.add(common.key);
    if ('press' in meaning && latest) {
      const body = { ...common, messageId: latest.id, payload: toPayload(meaning.press), text: null };
      await send({ path: '/local/choices', body });
    } else {
      await send({ path: '/local/messages', body: { ...common, text: line } });
    }
  }

  /** Waits until the bot has answered and has been quiet, or for long enough. */
  async function settle(): Promise<void> {
    const giveUpAt = Date.now() + LINGER_MS;
    const isWaiting = () => sentKeys.size > 0 && (answeredAt === 0 || Date.now() - answeredAt < QUIET_MS);
    while (isWaiting() && Date.now() < giveUpAt) await sleep(50);
  }

  tell('welcome');
  const following = follow();
  reader.on('SIGINT', () => reader.close());
  for await (const line of reader) {
    await take(line);
    if (tty) reader.prompt();
  }
  if (!tty) await settle();
  ended.abort();
  await following;
  if (tty) output.write('\n');
}
