/** Messages as Block Kit: words as rich text, which Slack never reads as markup, and buttons or one menu below. Pure. */
import type { types } from '@slack/bolt';
import { type Button, toPayload } from '../../src/domain/choice.ts';

/** Block Kit's own limits; the messages of this adapter stay below them. */
export const MOST_WORDS = 3000;
const MOST_BUTTONS = 25;
const MOST_LABEL = 75;
/** A message takes 50 blocks; longer lists stand beside each other. */
const MOST_ROWS = 40;

type RichTextBlock = types.RichTextBlock;
type Part = types.RichTextText | types.RichTextLink;

const ADDRESS = /https?:\/\/[^\s<>|`"'，。；：、！？（）「」“”]+[^\s<>|`"'，。；：、！？（）「」“”.,;:!?)\]}]/g;

/** Addresses become links, the rest stays text. Slack takes no empty text. */
function toParts(words: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: url, index } of words.matchAll(ADDRESS)) {
    if (index > from) parts.push({ type: 'text', text: words.slice(from, index) });
    parts.push({ type: 'link', url });
    from = index + url.length;
  }
  if (from < words.length) parts.push({ type: 'text', text: words.slice(from) });
  return parts;
}

export function toRichText(words: string): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: toParts(words || ' ') }] };
}

function cut(label: string): string {
  const signs = [...label];
  return signs.length > MOST_LABEL ? `${signs.slice(0, MOST_LABEL - 1).join('')}…` : label;
}

function toButtonElement(button: Button): types.Button {
  const payload = toPayload(button);
  const primary = button.choice === 'solved' || button.choice === 'claim' || button.choice === 'reply';
  return {
    type: 'button',
    action_id: payload,
    value: payload,
    text: { type: 'plain_text', text: cut(button.label) || '·', emoji: true },
    ...(primary ? { style: 'primary' } : {}),
  };
}

/** Eleven buttons are a wall; one menu is not. */
function toRatingMenu(buttons: readonly Button[]): types.StaticSelect {
  return {
    type: 'static_select',
    action_id: `rate:${buttons[0]!.target}`,
    placeholder: { type: 'plain_text', text: '0 – 10' },
    options: buttons.map((button) => ({
      text: { type: 'plain_text', text: cut(button.label) },
      value: toPayload(button),
    })),
  };
}

/** One block of actions per row; ratings from 0 to 10 become one menu wherever they stand. */
export function toActions(rows: readonly (readonly Button[])[]): types.ActionsBlock[] {
  const isRating = ({ choice }: Button) => choice.startsWith('rate:');
  const all = rows.flat();
  const ratings = all.filter(isRating);
  const asMenu = ratings.length > 3;
  const blocks: types.ActionsBlock[] = asMenu ? [{ type: 'actions', elements: [toRatingMenu(ratings)] }] : [];
  for (const row of rows.length > MOST_ROWS ? [all] : rows) {
    const buttons = asMenu ? row.filter((button) => !isRating(button)) : row;
    for (let from = 0; from < buttons.length; from += MOST_BUTTONS) {
      blocks.push({ type: 'actions', elements: buttons.slice(from, from + MOST_BUTTONS).map(toButtonElement) });
    }
  }
  return blocks;
}

/** Opens the address; nothing is asked of us. */
export function toLinkButton(url: string): types.ActionsBlock {
  const text: types.PlainTextElement = { type: 'plain_text', text: '↗ 原消息 · Message' };
  return { type: 'actions', elements: [{ type: 'button', action_id: 'open', url, text }] };
}
