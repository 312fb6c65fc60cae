/** Checks requests, answers and updates against the published Bot API, read strictly: a field it does not name is a mistake. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
}
interface Spec {
  readonly methods: Readonly<
    Record<string, { readonly returns: readonly string[]; readonly fields: readonly Field[] }>
  >;
  readonly types: Readonly<
    Record<string, { readonly fields: readonly Field[]; readonly subtypes?: readonly string[] }>
  >;
}

const FILE = new URL('../specs/telegram-bot-api.json.gz', import.meta.url);

let loaded: Spec | null = null;

function load(): Spec {
  loaded ??= JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as Spec;
  return loaded;
}

/** A file that came along in a multipart request stands for itself. */
export class UploadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  constructor(name: string, mediaType: string, bytes: Uint8Array) {
    this.name = name;
    this.mediaType = mediaType;
    this.bytes = bytes;
  }
}

function checkFields(value: object, fields: readonly Field[], where: string): string[] {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const problems = fields
    .filter(({ name, required }) => required && !entries.some(([key]) => key === name))
    .map(({ name }) => `${where}: ${name} is missing`);
  for (const [key, entry] of entries) {
    const field = fields.find(({ name }) => name === key);
    if (!field) problems.push(`${where}: there is no ${key}`);
    else problems.push(...checkAny(entry, field.types, `${where}.${key}`));
  }
  return problems;
}

/** The problems of the type that fits best; none when one fits. */
function checkAny(value: unknown, types: readonly string[], where: string): string[] {
  let best: string[] | null = null;
  for (const type of types) {
    const problems = checkType(value, type, where);
    if (problems.length === 0) return [];
    if (!best || problems.length < best.length) best = problems;
  }
  return best ?? [`${where}: no type`];
}

function checkType(value: unknown, type: string, where: string): string[] {
  const wrong = [`${where}: ${JSON.stringify(value)?.slice(0, 60)} is no ${type}`];
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return wrong;
    return value.flatMap((entry, n) => checkType(entry, type.slice('Array of '.length), `${where}[${n}]`));
  }
  switch (type) {
    case 'Integer':
      return Number.isSafeInteger(value) ? [] : wrong;
    case 'Float':
      return typeof value === 'number' ? [] : wrong;
    case 'String':
      return typeof value === 'string' ? [] : wrong;
    case 'Boolean':
      return typeof value === 'boolean' ? [] : wrong;
    case 'InputFile':
      return value instanceof UploadedFile ? [] : wrong;
    default: {
      const shape = load().types[type];
      if (!shape || typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
      if (shape.subtypes) return checkAny(value, shape.subtypes, where);
      return checkFields(value, shape.fields, where);
    }
  }
}

/** What is wrong with a call, in words; empty when the document allows it. Method names are read as Telegram does, in any case. */
export function findRequestProblems(method: string, body: object): string[] {
  const known = load().methods[method];
  return known ? checkFields(body, known.fields, method) : [`${method}: no such method`];
}

/** What is wrong with an answer. */
export function findAnswerProblems(method: string, result: unknown): string[] {
  const known = load().methods[method];
  return known ? checkAny(result, known.returns, `answer of ${method}`) : [];
}

export function findUpdateProblems(update: unknown): string[] {
  return checkType(update, 'Update', 'update');
}

/** Form fields are text: numbers, flags and objects are read as the document types them. */
export function readFormField(method: string, name: string, text: string): unknown {
  const types = load().methods[method]?.fields.find((field) => field.name === name)?.types ?? [];
  if (types.includes('String') && !(types.includes('Integer') && /^-?\d+$/.test(text))) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
