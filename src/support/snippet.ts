/** Variables in ready replies. What is filled in is never read for variables again: learners' names may hold braces. */
export const VARIABLES = ['name', 'course', 'ticket', 'agent'] as const;
export type Variables = Readonly<Record<(typeof VARIABLES)[number], string>>;

const VARIABLE = /\{([^{}\s]{1,40})\}/g;

export function findUnknownVariable(text: string): string | null {
  for (const [, name = ''] of text.matchAll(VARIABLE)) {
    if (!(VARIABLES as readonly string[]).includes(name)) return name;
  }
  return null;
}

export function fillSnippet(text: string, values: Variables): string {
  return text.replace(VARIABLE, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as keyof Variables] : whole,
  );
}
