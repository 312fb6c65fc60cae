/** What people see of a message or a view: its words and the buttons and options on it. */
import { type Block, type Fields, type Message, unescapeText } from './world.ts';

const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);

function textOfElement(element: Fields): string {
  if (element.elements) return listOf(element.elements).map(textOfElement).join('');
  if (element.type === 'link') return String(element.text ?? element.url);
  return String(element.text ?? '');
}

/** mrkdwn that holds markup is shown with its signs, which is how a test sees that it was not escaped. */
function textOfObject(value: unknown): string {
  const { type, text } = (value ?? {}) as Fields;
  return type === 'mrkdwn' ? unescapeText(String(text)) : String(text ?? '');
}

function textOfBlock(block: Fields): string | null {
  switch (block.type) {
    case 'rich_text':
      return listOf(block.elements).map(textOfElement).join('\n');
    case 'section':
      return [textOfObject(block.text), ...listOf(block.fields).map(textOfObject)].filter(Boolean).join('\n');
    case 'header':
      return textOfObject(block.text);
    case 'context':
      return listOf(block.elements).map(textOfObject).join(' ');
    default:
      return null;
  }
}

export function wordsOf(blocks: readonly Block[]): string {
  return blocks
    .map(textOfBlock)
    .filter((text) => text !== null)
    .join('\n');
}

/** Blocks win over the text, which is then what notifications and screen readers get. */
export function textOf(message: Message): string {
  return message.blocks.length > 0 ? wordsOf(message.blocks) : unescapeText(message.text);
}

export interface Control {
  readonly type: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string;
  readonly label: string;
}

function controlsOf(element: Fields, blockId: string): readonly Control[] {
  const base = { type: String(element.type), actionId: String(element.action_id ?? ''), blockId };
  if (element.options) {
    return listOf(element.options).map(({ value, text }) => ({
      ...base,
      value: String(value),
      label: textOfObject(text),
    }));
  }
  return element.type === 'button'
    ? [{ ...base, value: String(element.value ?? ''), label: textOfObject(element.text) }]
    : [];
}

/** Buttons and options, in reading order. */
export function toControls(blocks: readonly Block[]): readonly Control[] {
  return blocks.flatMap((block, n) => {
    const blockId = String(block.block_id ?? `b${n}`);
    const elements = block.type === 'actions' ? listOf(block.elements) : [block.accessory as Fields].filter(Boolean);
    return elements.flatMap((element) => controlsOf(element, blockId));
  });
}
