/** How a message looks in a terminal: who, the text, the buttons as numbers; and what a typed line means. Pure but for the colours. */
import { styleText } from 'node:util';
import { type Button, parseScore } from '../../src/domain/choice.ts';
import type { Bilingual } from '../../src/domain/knowledge.ts';
import type { ChatMessage } from './wire.ts';

export const TERMINAL_TEXTS = {
  welcome: {
    zh: '直接提问；输入数字按按钮；/ 开头是命令；Ctrl-D 结束。',
    en: 'Just ask; a number presses a button; / starts a command; Ctrl-D ends.',
  },
  rate: { zh: '输入 0–10 打分', en: 'type 0–10 to rate' },
  edited: { zh: '（已更新）', en: '(updated)' },
  lost: { zh: '连接断开了，正在重新连接…', en: 'Connection lost. Reconnecting…' },
  back: { zh: '又连上了。', en: 'Connected again.' },
  unsent: { zh: '没发出去，按回车再发一次。', en: 'Not sent. Press Enter to send it again.' },
} as const satisfies Record<string, Bilingual>;

/** What a typed line does. */
export type LineMeaning = { readonly press: Button } | { readonly say: string };

/** A number presses a button of `latest`, or rates where a rating is asked; anything else is said. */
export function readLine(line: string, latest: ChatMessage | null): LineMeaning {
  const buttons = latest?.buttons.flat() ?? [];
  const score = parseScore(line);
  const rated = score === null ? undefined : buttons.find(({ choice }) => choice === `rate:${score}`);
  if (rated) return { press: rated };
  const numbered = isRating(buttons) || !/^\d{1,2}$/.test(line.trim()) ? undefined : buttons[Number(line) - 1];
  return numbered ? { press: numbered } : { say: line };
}

/** Escape sequences and other control characters would let a message move the cursor or change the title: they are shown, not obeyed. */
export function toPrintable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
    .replace(/[\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Colours for a stream; plain text where it is no terminal. */
export function createInk(stream: NodeJS.WritableStream) {
  const tty = (stream as Partial<NodeJS.WriteStream>).isTTY === true;
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    tty ? styleText(format, text, { stream }) : text;
  return { bot: paint(['cyan', 'bold']), person: paint('bold'), dim: paint('dim'), number: paint('cyan') };
}

export type Ink = ReturnType<typeof createInk>;

/** The lines of a message, with a line break at the end. */
export function toLines(message: ChatMessage, ink: Ink, language: keyof Bilingual, botId: string): string {
  const name = toPrintable(message.author.name);
  const edited = message.editedAt === null ? '' : ` ${ink.dim(TERMINAL_TEXTS.edited[language])}`;
  const head = (message.author.id === botId ? ink.bot(name) : ink.person(name)) + edited;
  const files = message.files.map(({ name, alt }) => `📎 ${name}${alt && alt !== name ? `: ${alt}` : ''}`);
  const text = toPrintable([message.text, ...files].join('\n')).replace(/^/gm, '  ');
  const buttons = message.buttons.flat();
  const choices = isRating(buttons)
    ? ink.number(TERMINAL_TEXTS.rate[language])
    : buttons.map(({ label }, index) => `${ink.number(`[${index + 1}]`)} ${toPrintable(label)}`).join('   ');
  return `${head}\n${text}\n${choices ? `  ${choices}\n` : ''}`;
}

function isRating(buttons: readonly Button[]): boolean {
  return buttons.some(({ choice }) => choice.startsWith('rate:'));
}
