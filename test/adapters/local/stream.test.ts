/** Server-sent events: nothing missed, nothing twice, and an end when the adapter stops. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChat } from '../../../adapters/local/chat.ts';
import { readEvents } from '../../../adapters/local/event-stream.ts';
import { createMemoryJournal } from '../../../adapters/local/journal.ts';
import { streamChanges } from '../../../adapters/local/stream.ts';
import { asLearner, type LocalServer, post, startLocal } from './serve.ts';

let local: LocalServer;
beforeEach(async () => {
  local = await startLocal();
});
afterEach(() => local.close());

/** Reads until `enough` texts have come; `ready` and `reset` stand among them. */
async function read(since: string | null, enough: number): Promise<string[]> {
  const abort = new AbortController();
  const seen: string[] = [];
  const query = since === null ? '' : `?since=${encodeURIComponent(since)}`;
  for await (const { event, data } of readEvents(`${local.url}/local/events${query}`, abort.signal)) {
    seen.push(event === 'message' ? (JSON.parse(data) as { text: string }).text : event);
    if (seen.length >= enough) break;
  }
  abort.abort();
  return seen;
}

describe('the event stream', () => {
  it('brings what there is, says so, and then what happens', async () => {
    await local.deliver({ text: '一' });
    const seen = read(null, 3);
    setTimeout(() => local.deliver({ text: '二' }), 50);
    expect(await seen).toEqual(['一', 'ready', '二']);
  });

  it('goes on after the last cursor', async () => {
    const receipt = await local.deliver({ text: '一' });
    const { cursor } = local.adapter.chat.list();
    await local.deliver({ text: '二' });
    await local.deliver({ text: '一，改过', edits: receipt });
    expect(await read(cursor, 3)).toEqual(['二', '一，改过', 'ready']);
  });

  it('goes on after the Last-Event-ID of a browser that reconnects', async () => {
    await local.deliver({ text: '一' });
    const { cursor } = local.adapter.chat.list();
    await local.deliver({ text: '二' });
    const response = await fetch(`${local.url}/local/events`, { headers: { 'last-event-id': cursor } });
    const { value } = await response.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toMatch(/^id: \S+\nevent: message\ndata: .*二/);
  });

  it.each(['elsewhere.3', 'rubbish', '.', '1.1.1'])(
    'starts again for a cursor that is none of ours (%s)',
    async (cursor) => {
      await local.deliver({ text: '一' });
      expect(await read(cursor, 3)).toEqual(['reset', '一', 'ready']);
    },
  );

  it('starts again for a cursor ahead of a chat that has forgotten', async () => {
    const [epoch] = local.adapter.chat.list().cursor.split('.');
    await local.deliver({ text: '一' });
    expect(await read(`${epoch}.99`, 3)).toEqual(['reset', '一', 'ready']);
  });

  it('shows a slow reader each message once, as it is now', async () => {
    const receipt = await local.deliver({ text: '0' });
    for (let n = 1; n <= 500; n++) await local.deliver({ text: String(n), edits: receipt });
    expect(await read(null, 2)).toEqual(['500', 'ready']);
  });

  it('brings more than one batch in order', async () => {
    for (let n = 0; n < 450; n++) await local.deliver({ text: String(n) });
    expect(await read(null, 451)).toEqual([...Array.from({ length: 450 }, (_, n) => String(n)), 'ready']);
  });

  it('beats when nothing happens', async () => {
    const stopped = new AbortController();
    const { body } = streamChanges(createChat(createMemoryJournal()), {
      since: null,
      heartbeatMs: 10,
      signal: stopped.signal,
    });
    let text = '';
    for await (const chunk of body!) {
      text += new TextDecoder().decode(chunk);
      if (text.includes('event: beat')) stopped.abort();
    }
    expect(text).toContain('event: ready');
  });

  it('ends when the adapter stops', async () => {
    const response = await fetch(`${local.url}/local/events`);
    const rest = response.text();
    await local.adapter.stop();
    expect(await rest).toContain('event: ready');
  });

  it('shows what people say to everybody', async () => {
    const seen = read(null, 2);
    await post(`${local.url}/local/messages`, asLearner('在吗'));
    expect((await seen).toSorted()).toEqual(['ready', '在吗']);
  });
});
