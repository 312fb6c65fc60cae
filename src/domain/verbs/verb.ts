/** What a verb is: its name and what it takes, in the words of each language. */

/** `tw`: traditional characters, for platforms that tell them apart. */
export interface Words {
  readonly en: string;
  readonly zh: string;
  readonly tw: string;
}

/** A ticket comes first among the words of a command, the others in the order given; an option as `--name value`. */
export interface Argument {
  readonly name: string;
  readonly kind: 'words' | 'ticket' | 'choice' | 'option';
  readonly local: Words;
  readonly about: Words;
  readonly required: boolean;
  /** What may be chosen, where the set is closed. */
  readonly choices?: readonly string[];
}

export interface Verb {
  readonly verb: string;
  readonly who: 'learner' | 'staff' | 'admin';
  /** Its name in the learner's language, one word. */
  readonly local: Words;
  readonly about: Words;
  readonly takes: readonly Argument[];
}

export const words = (en: string, zh: string, tw: string = zh): Words => ({ en, zh, tw });

export function argument(
  name: string,
  kind: Argument['kind'],
  local: Words,
  about: Words,
  rest: { readonly required?: boolean; readonly choices?: readonly string[] } = {},
): Argument {
  return { name, kind, local, about, required: rest.required ?? false, ...(rest.choices && { choices: rest.choices }) };
}

/** For verbs about one ticket. */
export const TICKET = argument(
  'ticket',
  'ticket',
  words('ticket', '工单', '工單'),
  words('Its id; not needed inside its thread', '工单号；在工单的讨论里不用填', '工單號；在工單的討論串裡不用填'),
);
