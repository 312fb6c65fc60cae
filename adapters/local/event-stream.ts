/** Reads server-sent events over `fetch`, for clients that are no browser. */

export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of one connection. Ends or rejects when the connection does; the caller connects again. */
export async function* readEvents(url: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const response = await fetch(url, { signal, headers: { accept: 'text/event-stream' } });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => splitField(line)));
      yield { event: fields.get('event') ?? 'message', data: fields.get('data') ?? '' };
    }
  }
}

function splitField(line: string): [string, string] {
  const at = line.indexOf(': ');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 2)];
}
