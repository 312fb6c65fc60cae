/** Checks requests against Discord's published OpenAPI document, read strictly: a property it does not name is a mistake. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, unknown>> };
}
type Spec = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const FILE = new URL('../specs/discord-openapi.json.gz', import.meta.url);

let loaded: { spec: Spec; ajv: Ajv2020; templates: { template: string; pattern: RegExp }[] } | null = null;
const validators = new Map<string, ValidateFunction>();

/** Discord's guides call a set of permissions text, because it outgrew numbers; the document calls it a number. */
const PERMISSIONS = { type: ['string', 'null'], pattern: '^\\d+$' };

/** What the document leaves open is closed: objects take only the properties that are named. */
function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (typeof node !== 'object' || node === null) return node;
  const closed = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'default_member_permissions' ? PERMISSIONS : close(value),
    ]),
  );
  const isObject = closed.type === 'object' && typeof closed.properties === 'object';
  return isObject && !('additionalProperties' in closed) ? { ...closed, additionalProperties: false } : closed;
}

function load(): NonNullable<typeof loaded> {
  if (loaded) return loaded;
  const spec = close(JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8'))) as Spec;
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false, logger: false });
  ajv.addSchema(spec, 'discord');
  const templates = Object.keys(spec.paths)
    // What is written out goes before what is a parameter: `@original` is no message id.
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .map((template) => ({ template, pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  loaded = { spec, ajv, templates };
  return loaded;
}

const pointer = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** discord.js writes `enforce_nonce: false` into every answer to an interaction, where it means nothing and Discord passes it over. */
function withoutHabits(body: unknown): unknown {
  const { data } = body as { data?: Record<string, unknown> };
  if (data?.enforce_nonce !== false) return body;
  const { enforce_nonce: _, ...rest } = data;
  return { ...(body as object), data: rest };
}

/** What is wrong with a request, in words; empty when the document allows it. `path` without `/api/v10`. */
export function findViolations(method: string, path: string, query: URLSearchParams, body: unknown): string[] {
  const { spec, ajv, templates } = load();
  const match = templates.find(({ template, pattern }) => pattern.test(path) && spec.paths[template]?.[method]);
  const operation = match && spec.paths[match.template]?.[method];
  if (!match || !operation) return [`${method} ${path}: no such operation`];
  const where = `${method} ${match.template}`;
  const shared = (spec.paths[match.template]?.parameters ?? []) as unknown as Operation['parameters'];
  const named = [...(shared ?? []), ...(operation.parameters ?? [])].filter((parameter) => parameter.in === 'query');
  const problems = [...query.keys()]
    .filter((key) => !named.some(({ name }) => name === key))
    .map((key) => `${where}: no query parameter ${key}`);
  if (body === undefined) {
    if (operation.requestBody?.required) problems.push(`${where}: the body is missing`);
    return problems;
  }
  if (!operation.requestBody?.content['application/json']) return [...problems, `${where}: takes no body`];
  let validate = validators.get(where);
  if (!validate) {
    const steps = ['paths', match.template, method, 'requestBody', 'content', 'application/json', 'schema'];
    validate = ajv.compile({ $ref: `discord#/${steps.map(pointer).join('/')}` });
    validators.set(where, validate);
  }
  if (!validate(withoutHabits(body)))
    problems.push(`${where}: ${ajv.errorsText(validate.errors, { dataVar: 'body' })}`);
  return problems;
}
