/** Buttons of a message as Discord's components: rows of five, and one select where a scale or more buttons than fit are shown. Pure. */
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Button, type Choice, toPayload } from '../../src/domain/choice.ts';
import { languageOfLocale } from '../../src/domain/language.ts';
import { hasShape, UNSEEN } from './markup.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export const MOST_ROWS = 5;
const MOST_IN_ROW = 5;
const MOST_LABEL = 80;
const MOST_OPTION = 100;
const MOST_OPTIONS = 25;

/** Pressed by the one who alone sees the message; never becomes an event. */
export const SHARE_ID = 'share';

type Pressable = Exclude<ButtonStyle, ButtonStyle.Link | ButtonStyle.Premium>;

const STYLES: Partial<Record<Choice, Pressable>> = {
  solved: ButtonStyle.Success,
  resolve: ButtonStyle.Success,
  claim: ButtonStyle.Primary,
  reply: ButtonStyle.Primary,
  reopen_mine: ButtonStyle.Danger,
};

/** Never empty, and without what turns the direction: names of people and titles stand on buttons. */
function cut(text: string, most: number): string {
  const characters = [...text.replace(UNSEEN, '').trim()];
  if (!hasShape(characters.join(''))) return '…';
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

function toButtonRow(buttons: readonly Button[]): Row {
  return {
    type: ComponentType.ActionRow,
    components: buttons.map((button) => ({
      type: ComponentType.Button,
      style: STYLES[button.choice] ?? ButtonStyle.Secondary,
      label: cut(button.label, MOST_LABEL),
      custom_id: toPayload(button),
    })),
  };
}

function toSelectRow(buttons: readonly Button[], id: string, placeholder: string): Row {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: id,
        placeholder,
        options: buttons.slice(0, MOST_OPTIONS).map((button) => ({
          label: cut(button.label, MOST_OPTION),
          value: toPayload(button),
        })),
      },
    ],
  };
}

const isRating = ({ choice }: Button): boolean => choice.startsWith('rate:');

/** Empty = no buttons, which on an edit takes them away. */
export function toRows(rows: readonly (readonly Button[])[]): Row[] {
  const buttons = rows.flat();
  const ratings = buttons.filter(isRating);
  // A scale of eleven is one menu, not three rows of numbers.
  const scale = ratings.length > MOST_IN_ROW ? ratings : [];
  const rest = rows.map((row) => row.filter((button) => !scale.includes(button))).filter((row) => row.length > 0);
  const shown: Row[] = scale.length > 0 ? [toSelectRow(scale, `rate:${scale[0]?.target}`, '0 – 10')] : [];
  const wrapped = rest.flatMap((row) =>
    Array.from({ length: Math.ceil(row.length / MOST_IN_ROW) }, (_, n) =>
      row.slice(n * MOST_IN_ROW, (n + 1) * MOST_IN_ROW),
    ),
  );
  if (shown.length + wrapped.length <= MOST_ROWS) return [...shown, ...wrapped.map(toButtonRow)];
  const all = rest.flat();
  const menus = Array.from({ length: Math.ceil(all.length / MOST_OPTIONS) }, (_, n) =>
    toSelectRow(all.slice(n * MOST_OPTIONS, (n + 1) * MOST_OPTIONS), `more:${n}`, '…'),
  );
  return [...shown, ...menus].slice(0, MOST_ROWS);
}

/** Puts what only one person sees before everybody in the channel. */
export function toShareRow(locale: string | null): Row {
  const label = languageOfLocale(locale) === 'en' ? 'Share here' : '分享到这里';
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: SHARE_ID }],
  };
}

/** The way to the learner's own words: in the last row of buttons with room, else in one of its own, else not at all. */
export function toLinkRow(rows: readonly Row[], url: string): readonly Row[] {
  const link = { type: ComponentType.Button, style: ButtonStyle.Link, label: '↗ 原话 · Question', url } as const;
  const hasRoom = ({ components }: Row) =>
    components.length < MOST_IN_ROW && components.every(({ type }) => type === ComponentType.Button);
  const at = rows.findLastIndex(hasRoom);
  if (at >= 0) return rows.map((row, n) => (n === at ? { ...row, components: [...row.components, link] } : row));
  return rows.length < MOST_ROWS ? [...rows, { type: ComponentType.ActionRow, components: [link] }] : rows;
}
