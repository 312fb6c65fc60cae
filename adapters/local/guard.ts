/** Who may talk to the page's server: browsers of this computer that show this very page. Keeps out DNS rebinding and other sites. */
import { createMiddleware } from 'hono/factory';
import { refuse, toResponse } from './problems.ts';

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** What a page of ours may do: load its own files and talk to its own server. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Refuses foreign hosts and origins, and bodies that are not JSON; sets the protective headers. */
export function createGuard(httpHost: string | null) {
  const hosts = httpHost === null ? LOOPBACK : [...LOOPBACK, httpHost.toLowerCase(), `[${httpHost.toLowerCase()}]`];
  return createMiddleware(async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    const problem = check(c.req.raw, host, hosts);
    if (problem) return toResponse(problem);
    await next();
    c.header('content-security-policy', CONTENT_POLICY);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cross-origin-resource-policy', 'same-origin');
  });
}

function check(request: Request, host: string, hosts: readonly string[]) {
  if (!hosts.includes(host.replace(/:\d+$/, '').toLowerCase())) return problemOf('foreign_host');
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const origin = request.headers.get('origin');
  if (origin !== null && hostOf(origin) !== host.toLowerCase()) return problemOf('foreign_origin');
  // A page of another site can send plain forms anywhere, but JSON only after asking, and we never say yes.
  return isJson(request.headers.get('content-type')) ? null : problemOf('not_json_type');
}

function isJson(type: string | null): boolean {
  return /^application\/json\s*(;|$)/i.test(type ?? '');
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}

function problemOf(code: Parameters<typeof refuse>[0]) {
  const refused = refuse(code);
  return refused.ok ? null : refused.problem;
}
