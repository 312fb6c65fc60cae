/** The local adapter against the contract of all adapters, over real HTTP. */
import type { PlaceId } from '../../../src/domain/place.ts';
import { type AdapterHarness, describeAdapter, type Sent } from '../../conformance/adapter.ts';
import { createAdapter, LIN, post, serveAdapter } from './serve.ts';

const LEARNER = { id: 'local:小明', name: '小明' };
const ADMIN = { id: 'local:admin', name: '管理员' };

async function createHarness(): Promise<AdapterHarness> {
  const adapter = createAdapter();
  const { url, kill } = await serveAdapter(adapter);
  let count = 0;
  let last: [path: string, body: object] = ['', {}];

  async function send(path: string, body: object): Promise<Sent> {
    last = [path, body];
    const { status } = await post(url + path, body);
    return status === 200 ? 'acknowledged' : status >= 500 ? 'not acknowledged' : 'refused';
  }
  const act = (place: string, thread: string | null, author: object) => ({ place, thread, author, key: `k${++count}` });

  return {
    adapter,
    learnerPlace: 'local:learner-小明',
    staffPlace: 'local:staff',
    say: (text) => send('/local/messages', { ...act('local:learner-小明', null, LEARNER), text }),
    sayInThread: (thread, text) => send('/local/messages', { ...act('local:staff', thread, LIN), text }),
    command: (text) => send('/local/commands', { ...act('local:admin', null, ADMIN), text }),
    press: (place, messageId, payload) =>
      send('/local/choices', {
        ...act(place, null, place === 'local:staff' ? LIN : LEARNER),
        messageId,
        payload,
        text: null,
      }),
    repeat: () => send(...last),
    // The chat and its adapter are one process: nothing comes back by itself.
    echo: async () => {},
    async shown(place: PlaceId, thread?: string) {
      return adapter.chat
        .list(place)
        .messages.filter((message) => message.thread === (thread ?? null))
        .map(({ id, text, buttons }) => ({
          id,
          text,
          payloads: buttons.flat().map(({ choice, target }) => `${choice}:${target}`),
        }));
    },
    close: kill,
  };
}

describeAdapter('the local adapter', createHarness);
