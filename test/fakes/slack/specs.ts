/** Slack's published method reference and schemas, loaded once, as functions that say what is wrong with a piece of data. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv, type ValidateFunction } from 'ajv';

export interface ArgumentSpec {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly ArgumentSpec[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface MethodSpec {
  readonly scope?: { readonly bot?: readonly string[] };
  readonly args: { readonly required: readonly string[]; readonly properties: Readonly<Record<string, ArgumentSpec>> };
  readonly errors: readonly string[];
}

interface Schema {
  readonly definitions: Readonly<
    Record<string, { readonly properties?: Readonly<Record<string, { const?: string }>> }>
  >;
}

function load<T>(name: string): T {
  return JSON.parse(gunzipSync(readFileSync(new URL(`../specs/${name}.json.gz`, import.meta.url))).toString()) as T;
}

export const METHODS = load<{ methods: Readonly<Record<string, MethodSpec>> }>('slack-methods').methods;

const ajv = new Ajv({ strict: false, allErrors: false });
const kit = load<Schema>('slack-block-kit.schema');
const events = load<Schema>('slack-event-payloads.schema');
ajv.addSchema(kit, 'kit');
ajv.addSchema(events, 'events');

const compiled = new Map<string, ValidateFunction>();

/** What the definition finds wrong, or null. */
function check(schema: 'kit' | 'events', definition: string, value: unknown): string | null {
  const ref = `${schema}#/definitions/${definition}`;
  let validate = compiled.get(ref);
  if (!validate) {
    validate = ajv.compile({ $ref: ref });
    compiled.set(ref, validate);
  }
  return validate(value) ? null : `${definition}: ${ajv.errorsText(validate.errors)}`;
}

/** `section` → `SectionBlock`: checking against the one definition that is meant gives errors people can read. */
const blockNames = new Map(
  Object.entries(kit.definitions)
    .filter(([name]) => name.endsWith('Block'))
    .map(([name, { properties }]) => [properties?.type?.const ?? '', name]),
);

export function checkBlock(block: { readonly type?: unknown }): string | null {
  const name = blockNames.get(String(block.type));
  return name ? check('kit', name, block) : `no block of type ${String(block.type)}`;
}

export function checkView(view: { readonly type?: unknown }): string | null {
  return check('kit', view.type === 'home' ? 'HomeView' : 'ModalView', view);
}

/** `definition` as in the schema, such as `GenericMessageEvent`. */
export function checkEvent(definition: string, event: unknown): string | null {
  return check('events', definition, event);
}
