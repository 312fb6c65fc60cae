/** The helpdesk on the local page: the whole service, through its own web server. */
import { pino } from 'pino';
import { describe, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { type AgentName, itKeepsTheHelpdesk, type Stage } from '../../conformance/helpdesk.ts';
import { toTestConfig } from '../../remembered.ts';
import { post } from './serve.ts';

interface Shown {
  readonly id: string;
  readonly text: string;
  readonly thread: string | null;
  readonly author: { readonly id: string };
  readonly buttons: readonly (readonly { readonly choice: string; readonly target: string }[])[];
}

const MING = { id: 'local:小明', name: '小明' };
const PLACE = 'local:learner-小明';
const STAFF = 'local:staff';
const AGENTS: Readonly<Record<AgentName, { id: string; name: string }>> = {
  lin: { id: 'local:agent-lin', name: '小林' },
  kai: { id: 'local:agent-kai', name: '阿凯' },
};
const WAIT = { timeout: 15_000, interval: 10 };

async function openStage(): Promise<Stage> {
  const config = toTestConfig({
    DATABASE_URL: 'sqlite::memory:',
    HTTP_PORT: '0',
    LOCAL_PAGE: '1',
    TURN_QUIET_MS: '0',
    RATING_DELAY_MS: '50',
  });
  const app = await createApp(config, pino({ level: process.env.TEST_LOG ?? 'silent' }));
  await app.start();
  const url = app.url!;
  let count = 0;

  async function list(place: string): Promise<Shown[]> {
    const response = await fetch(`${url}/local/messages?place=${encodeURIComponent(place)}`);
    const { messages } = (await response.json()) as { messages: Shown[] };
    return messages.filter(({ author }) => author.id === 'local:bot');
  }
  const find = (place: string, choice: string) =>
    vi.waitFor(async () => {
      const has = ({ buttons }: Shown) => buttons.flat().some((button) => button.choice === choice);
      const message = (await list(place)).findLast(has);
      const button = message?.buttons.flat().find((each) => each.choice === choice);
      if (!message || !button) throw new Error(`no ${choice} in ${place}`);
      return { messageId: message.id, payload: `${choice}:${button.target}` };
    }, WAIT);
  async function press(place: string, author: object, choice: string): Promise<void> {
    const act = { place, thread: null, author, key: `k${++count}` };
    const found = await find(place, choice);
    const { status } = await post(`${url}/local/choices`, { ...act, ...found });
    if (status !== 200) throw new Error(`${choice}: ${status}`);
  }
  async function say(place: string, thread: string | null, author: object, text: string): Promise<void> {
    const path = text.startsWith('/') ? 'commands' : 'messages';
    const { status, body } = await post(`${url}/local/${path}`, { place, thread, author, text, key: `k${++count}` });
    if (status !== 200) throw new Error(`${text}: ${status} ${JSON.stringify(body)}`);
  }
  const threadOf = () =>
    vi.waitFor(async () => {
      const card = (await list(STAFF)).find(({ thread, text }) => thread === null && text.startsWith('🎫'));
      if (!card) throw new Error('no card');
      return card.id;
    }, WAIT);
  const toLine = (verb: string, args = '') => `/${verb} ${args}`.trim();

  return {
    learnerSays: (text) => say(PLACE, null, MING, text),
    learnerPresses: (choice) => press(PLACE, MING, choice),
    learnerCommands: (verb, args) => say(PLACE, null, MING, toLine(verb, args)),
    learnerSees: async () => (await list(PLACE)).map(({ text }) => text),
    agentPresses: (who, choice) => press(STAFF, AGENTS[who], choice),
    agentCommands: async (who, verb, args) => say(STAFF, await threadOf(), AGENTS[who], toLine(verb, args)),
    agentSays: async (who, text) => say(STAFF, await threadOf(), AGENTS[who], text),
    agentsSee: async () => (await list(STAFF)).map(({ text }) => text),
    kinds: async () => (await app.store.reports.entries(null, null)).map(({ kind }) => kind),
    until: (check) => vi.waitFor(check, WAIT),
    close: () => app.stop(),
  };
}

describe('the helpdesk on the local page', () => itKeepsTheHelpdesk(openStage));
