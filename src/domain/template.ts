/** Texts with places for a name, a course and a ticket. What is put in is never read as a template again. */

export const VARIABLES = ['name', 'course', 'ticket'] as const;
export type Variable = (typeof VARIABLES)[number];

/** A parsed text: literal parts and variables, in order. */
export type Template = readonly (string | { readonly variable: Variable })[];

/** What is wrong with a text that is no template. */
export interface TemplateProblem {
  /** As written: `{price}`, or the brace that stands alone. */
  readonly found: string;
  readonly problem: 'unknown' | 'brace';
}

/** Values by variable; what is missing is left out of the text together with spaces before it. */
export type Values = Readonly<Partial<Record<Variable, string>>>;

/** `你好 {name}` → parts. A brace that is meant as such is written twice: `{{`, `}}`. */
export function parseTemplate(text: string): Template | TemplateProblem {
  const parts: (string | { variable: Variable })[] = [];
  let literal = '';
  for (const [token] of text.matchAll(/\{\{|\}\}|\{[^{}\n]*\}|[\s\S]/gu)) {
    if (token === '{{' || token === '}}') literal += token.charAt(0);
    else if (token === '{' || token === '}') return { found: token, problem: 'brace' };
    else if (!token.startsWith('{')) literal += token;
    else {
      const variable = VARIABLES.find((one) => one === token.slice(1, -1).trim().toLowerCase());
      if (!variable) return { found: token, problem: 'unknown' };
      if (literal !== '') parts.push(literal);
      parts.push({ variable });
      literal = '';
    }
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

export function isTemplate(parsed: Template | TemplateProblem): parsed is Template {
  return Array.isArray(parsed);
}

/** Puts the values in. Learners' words among them stay words: braces in them are not looked at. */
export function renderTemplate(template: Template, values: Values): string {
  let text = '';
  for (const part of template) {
    if (typeof part === 'string') text += part;
    else {
      const value = values[part.variable]?.trim() ?? '';
      text = value === '' ? text.trimEnd() : text + value;
    }
  }
  return text;
}
