/** The local adapter: a small chat platform in this process and the adapter to it. It listens nowhere; the app mounts its routes. */
import type { Clock, OutgoingDelivery, PlatformAdapter } from '../../src/ports.ts';
import { type Chat, createChat } from './chat.ts';
import { createIntake, type Intake } from './intake.ts';
import { createFileJournal, createMemoryJournal } from './journal.ts';
import { toOutgoing } from './outbound.ts';
import { createRoutes } from './routes.ts';
import type { CommandHint } from './wire.ts';

export interface LocalOptions {
  readonly community: string;
  /** JSON lines file that keeps the chat over a restart; null = memory only. */
  readonly chatFile: string | null;
  readonly clock: Clock;
  /** The host name the server was told to listen on, accepted beside the loopback names. */
  readonly httpHost?: string;
  /** Commands the admin pane suggests. */
  readonly commands?: readonly CommandHint[];
  /** Hears why somebody was asked to send something again: a full disk, a store that failed. */
  readonly log?: { error(fields: object, message: string): void };
}

export interface LocalAdapter extends PlatformAdapter {
  readonly chat: Chat;
  /** What the HTTP calls do, for callers in this process (the demo). */
  readonly intake: Intake;
  readonly routes: NonNullable<PlatformAdapter['routes']>;
}

const COMMANDS: readonly CommandHint[] = [
  {
    text: '/report overview',
    about: { zh: '总览：会话、满意度、响应时间', en: 'Overview: conversations, satisfaction, response times' },
  },
  {
    text: '/kb',
    about: { zh: '知识库：有多少问法，能直接回答多少', en: 'Knowledge base: how much it knows and answers' },
  },
];

/** Throws `OperatorError` where the chat file cannot be used. */
export function createLocalAdapter(options: LocalOptions): LocalAdapter {
  const { chatFile, clock, community } = options;
  const chat = createChat(chatFile === null ? createMemoryJournal() : createFileJournal(chatFile));
  const onFault = (err: unknown) => options.log?.error({ err }, 'the local chat could not pass on what somebody did');
  const intake = createIntake(chat, community, clock, onFault);
  const routes = createRoutes({
    chat,
    intake,
    httpHost: options.httpHost ?? null,
    commands: options.commands ?? COMMANDS,
    onFault,
  });

  return {
    platform: 'local',
    chat,
    intake,
    routes: [{ prefix: '/', fetch: routes.fetch }],
    async start(receive) {
      await intake.open(receive);
      routes.open();
    },
    async stop() {
      await intake.close();
      routes.close();
      chat.close();
    },
    async deliver(delivery: OutgoingDelivery) {
      const { kind, edits, draft } = toOutgoing(delivery, clock.now());
      if (edits !== null && chat.edit(edits, draft.text, draft.buttons, draft.at)) {
        return { messageId: edits, threadId: delivery.edits?.threadId ?? null };
      }
      // A chat without a file forgets its messages in a restart: one that is to be edited comes back under its own id,
      // so that the thread below it still belongs to it.
      const { id } = edits === null ? chat.post(draft) : chat.post(draft, edits);
      return { messageId: id, threadId: kind === 'staff' && draft.thread === null ? id : null };
    },
  };
}
