/** The process's own web server: health, and whatever routes the adapters bring. */
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { OperatorError } from './errors.ts';
import type { HttpRoute, Store } from './ports.ts';

export interface HttpServer {
  /** `http://host:port`, with the real port when 0 was asked for. */
  readonly url: string;
  close(): Promise<void>;
}

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly HttpRoute[];
  readonly store: Store;
}

function createRouter({ routes, store }: HttpOptions): Hono {
  const router = new Hono();
  router.get('/healthz', (context) => context.json({ ok: true }));
  router.get('/readyz', async (context) => {
    try {
      return context.json({ ok: true, backlog: await store.backlog() });
    } catch {
      return context.json({ ok: false }, 503);
    }
  });
  for (const { prefix, fetch } of routes) {
    router.all(`${prefix.replace(/\/$/, '')}/*`, (context) => fetch(context.req.raw));
  }
  return router;
}

/** `http://127.0.0.1:3000`, and `http://[::1]:3000` for an IPv6 address. */
export function toOrigin(host: string, port: number): string {
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
}

/** Resolves once connections are taken; a port in use or out of reach is the operator's to solve. */
export function startHttp(options: HttpOptions): Promise<HttpServer> {
  const { host, port } = options;
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: createRouter(options).fetch, hostname: host, port }, (address) => {
      server.removeListener('error', onError);
      resolve({ url: toOrigin(host, address.port), close: () => closeServer(server) });
    });
    function onError(error: NodeJS.ErrnoException): void {
      const reason =
        error.code === 'EADDRINUSE'
          ? `port ${port} on ${host} is in use; stop the other program or set HTTP_PORT to a free port, for example HTTP_PORT=${port + 1}`
          : error.code === 'EACCES'
            ? `port ${port} on ${host} may not be opened by this user; set HTTP_PORT to a port from 1024 on`
            : `cannot listen on ${host}:${port} (${error.code ?? error.message}); check HTTP_HOST and HTTP_PORT`;
      reject(new OperatorError(reason, { cause: error }));
    }
    server.once('error', onError);
  });
}

/** Open event streams would keep the server up for ever: they are cut. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
