/** The Web API: token, scopes, arguments against the reference, rate limits and faults; then the method itself. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkBlocks, checkWholeView } from './block-limits.ts';
import { type Call, type Method, Refusal } from './call.ts';
import { chat } from './methods/chat.ts';
import { conversations } from './methods/conversations.ts';
import { files } from './methods/files.ts';
import { views } from './methods/views.ts';
import { type ArgumentSpec, METHODS } from './specs.ts';
import { BOT, BOT_USER, type Fields, TEAM, type World } from './world.ts';

/** What the next call of a method meets instead of an answer. `lost`: carried out, but the answer never arrives. */
export type Fault =
  | { readonly kind: 'rateLimited'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'lost' }
  | { readonly kind: 'slow'; readonly ms: number };

export interface WebApiOptions {
  readonly world: World;
  readonly botToken: string;
  readonly appToken: string;
  readonly scopes: Set<string>;
  /** Posts a second in one channel; null = as many as one likes. */
  readonly postsPerSecond: number | null;
  url(): string;
  socketUrl(): string;
  emit(definition: string, event: Fields): void;
}

export interface WebApi {
  /** What was wrong with requests, judged by the published reference. A test expects none. */
  readonly problems: string[];
  /** Every call: method and arguments, tokens left out. */
  readonly calls: { readonly method: string; readonly args: Readonly<Record<string, string>> }[];
  readonly faults: Map<string, Fault[]>;
  handle(method: string, request: IncomingMessage, body: string, response: ServerResponse): void;
}

const own: Readonly<Record<string, Method>> = {
  'auth.test': () => ({
    url: 'https://loopback.slack.com/',
    team: 'Loopback',
    user: 'afterclass',
    team_id: TEAM,
    user_id: BOT_USER,
    bot_id: BOT,
  }),
  'apps.connections.open': (call) => ({ url: call.socketUrl }),
};

const IMPLEMENTED: Readonly<Record<string, Method>> = { ...own, ...chat, ...conversations, ...files, ...views };

function fits(spec: ArgumentSpec, text: string): boolean {
  if (spec.anyOf) return spec.anyOf.some((one) => fits(one, text));
  if (spec.type === 'boolean') return /^(true|false|0|1)$/.test(text);
  if (spec.type === 'number' || spec.type === 'integer') {
    const value = Number(text);
    return Number.isFinite(value) && value >= (spec.minimum ?? -Infinity) && value <= (spec.maximum ?? Infinity);
  }
  if (spec.type === 'null') return false;
  return !spec.enum || spec.enum.includes(text);
}

function checkArguments(method: string, args: Readonly<Record<string, string>>): string[] {
  const { required, properties } = METHODS[method]!.args;
  const problems = required
    .filter((name) => name !== 'token' && args[name] === undefined)
    .map((name) => `${name} is missing`);
  for (const [name, text] of Object.entries(args)) {
    const spec = properties[name];
    // `team_id` is Bolt's own: its clients send it with every call, and Slack ignores it where it means nothing.
    if (!spec && name !== 'team_id') problems.push(`${name} is no argument`);
    else if (spec && !fits(spec, text)) problems.push(`${name} may not be ${text.slice(0, 40)}`);
  }
  try {
    if (args.blocks !== undefined) problems.push(...checkBlocks(JSON.parse(args.blocks), 50));
    if (args.view !== undefined) problems.push(...checkWholeView(JSON.parse(args.view)));
  } catch {
    problems.push('blocks or view is no JSON');
  }
  return problems;
}

export function createWebApi(options: WebApiOptions): WebApi {
  const { world } = options;
  const problems: string[] = [];
  const calls: WebApi['calls'] = [];
  const faults = new Map<string, Fault[]>();
  const postedAt = new Map<string, number[]>();

  function checkToken(method: string, token: string | null): void {
    if (token === null) throw new Refusal('not_authed');
    if (token !== options.botToken && token !== options.appToken) throw new Refusal('invalid_auth');
    if ((method === 'apps.connections.open') !== (token === options.appToken))
      throw new Refusal('not_allowed_token_type');
  }

  function checkScope(method: string, args: Readonly<Record<string, string>>): void {
    const wanted = METHODS[method]?.scope?.bot ?? [];
    const kind = world.channels.get(args.channel ?? '')?.kind;
    const prefix = kind === 'im' ? 'im:' : kind === 'group' ? 'groups:' : kind === 'channel' ? 'channels:' : '';
    const fitting = wanted.length > 1 && prefix ? wanted.filter((scope) => scope.startsWith(prefix)) : wanted;
    if (fitting.length === 0 || fitting.some((scope) => options.scopes.has(scope))) return;
    throw new Refusal('missing_scope', { needed: fitting.join(','), provided: [...options.scopes].join(',') });
  }

  /** Seconds to wait, or null. */
  function overLimit(method: string, channel: string | undefined): number | null {
    if (options.postsPerSecond === null || method !== 'chat.postMessage' || !channel) return null;
    const now = Date.now();
    const recent = (postedAt.get(channel) ?? []).filter((at) => at > now - 1000);
    if (recent.length >= options.postsPerSecond) return 1;
    postedAt.set(channel, [...recent, now]);
    return null;
  }

  function answer(method: string, args: Record<string, string>, token: string | null): Fields {
    try {
      const run = IMPLEMENTED[method];
      if (!run) {
        problems.push(`${method}: ${METHODS[method] ? 'not offered by the loopback Slack' : 'no such method'}`);
        throw new Refusal('unknown_method');
      }
      checkToken(method, token);
      checkScope(method, args);
      const wrong = checkArguments(method, args);
      if (wrong.length > 0) {
        problems.push(...wrong.map((problem) => `${method}: ${problem}`));
        throw new Refusal(args.blocks === undefined ? 'invalid_arguments' : 'invalid_blocks', { messages: wrong });
      }
      const call: Call = {
        method,
        args,
        world,
        url: options.url(),
        socketUrl: options.socketUrl(),
        emit: options.emit,
      };
      return { ok: true, ...run(call) };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return { ok: false, error: refusal.error, ...refusal.details };
    }
  }

  return {
    problems,
    calls,
    faults,
    handle(method, request, body, response) {
      const { token: inBody, ...args } = Object.fromEntries(new URLSearchParams(body));
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      calls.push({ method, args });
      const fault = faults.get(method)?.shift();
      const seconds = fault?.kind === 'rateLimited' ? fault.seconds : overLimit(method, args.channel);
      if (seconds !== null) {
        response
          .writeHead(429, { 'retry-after': String(seconds) })
          .end(JSON.stringify({ ok: false, error: 'ratelimited' }));
      } else if (fault?.kind === 'status') {
        response.writeHead(fault.status).end('<html>upstream trouble</html>');
      } else {
        const result =
          fault?.kind === 'error' ? { ok: false, error: fault.error } : answer(method, args, bearer ?? inBody ?? null);
        if (fault?.kind === 'lost') response.destroy();
        else {
          const send = () =>
            response
              .writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': [...options.scopes].join(',') })
              .end(JSON.stringify(result));
          if (fault?.kind === 'slow') setTimeout(send, fault.ms).unref();
          else send();
        }
      }
    },
  };
}
