/** What the adapter hears through Bolt, and which part of it answers. Whatever rejects here is not acknowledged. */
import type { App } from '@slack/bolt';
import { languageOfLocale } from '../../src/domain/language.ts';
import type { Api } from './api.ts';
import type { Changes } from './changes.ts';
import type { Directs } from './directs.ts';
import { toSuggestedPrompts } from './home.ts';
import type { Intake } from './intake.ts';
import type { Interactions } from './interactions.ts';
import type { Lost } from './lost.ts';
import type { Log } from './options.ts';
import type {
  SlackChange,
  SlackMessage,
  SlackPress,
  SlackReaction,
  SlackSlashCommand,
  SlackSubmission,
} from './payloads.ts';
import type { People } from './people.ts';
import { toFacts } from './safe-log.ts';
import { toPlainText } from './text.ts';
import type { Threads } from './threads.ts';
import { COMMAND, OWN_COMMANDS } from './verbs.ts';

export interface ListenerOptions {
  readonly intake: Intake;
  readonly interactions: Interactions;
  readonly changes: Changes;
  readonly directs: Directs;
  readonly lost: Lost;
  readonly threads: Threads;
  readonly people: People;
  readonly api: Api;
  readonly formId: string;
  readonly log: Log;
  openHome(user: string): Promise<void>;
}

/** The shortcut in a message's menu, and the one without a message. Named so in the manifest. */
export const MESSAGE_SHORTCUT = 'afterclass_ask_about';
export const GLOBAL_SHORTCUT = 'afterclass_ask';

/** Events that tell of a lost channel, with the code of the refusal that a delivery would meet there. */
const LOST_EVENTS = {
  channel_archive: 'is_archived',
  channel_deleted: 'channel_not_found',
  channel_left: 'not_in_channel',
  group_archive: 'is_archived',
  group_deleted: 'channel_not_found',
  group_left: 'not_in_channel',
} as const;

/** What the manifest subscribes to. `message` comes by kind of channel. */
export const EVENTS: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'assistant_thread_started',
  'channel_id_changed',
  ...Object.keys(LOST_EVENTS),
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
];

export function listen(app: App, options: ListenerOptions): void {
  const { intake, interactions, changes, directs, lost, threads, people, api, log } = options;

  /** Niceties whose failure nobody should wait for. */
  async function atEase(work: () => Promise<unknown>, what: string): Promise<void> {
    await work().catch((error: unknown) => log.warn({ err: toFacts(error) }, what));
  }

  app.event('message', ({ event }) => {
    const isChange = event.subtype === 'message_changed' || event.subtype === 'message_deleted';
    if (isChange) return changes.take(event as unknown as SlackChange);
    return intake.takeMessage(event as unknown as SlackMessage);
  });
  for (const [name, code] of Object.entries(LOST_EVENTS)) {
    app.event(name, ({ event, body }) =>
      lost.channel(body.event_id, (event as { channel?: string }).channel ?? '', code),
    );
  }
  app.event('channel_id_changed', ({ event, body }) =>
    lost.moved(body.event_id, event.old_channel_id, event.new_channel_id),
  );
  app.event('app_mention', ({ event }) => intake.takeMessage(event as unknown as SlackMessage));
  app.event('reaction_added', ({ event }) => intake.takeReaction(event as unknown as SlackReaction));
  app.event('app_home_opened', async ({ event }) => {
    directs.note(event.user, event.channel);
    if (event.tab === 'home') await atEase(() => options.openHome(event.user), 'the Home tab could not be shown');
  });
  app.event('assistant_thread_started', async ({ event }) => {
    const { channel_id, thread_ts, user_id } = event.assistant_thread;
    threads.noteAssistant(channel_id, thread_ts);
    await atEase(async () => {
      const [first, ...rest] = toSuggestedPrompts(languageOfLocale((await people.find(user_id)).locale) ?? 'en');
      if (first)
        await api.quick.assistant.threads.setSuggestedPrompts({ channel_id, thread_ts, prompts: [first, ...rest] });
    }, 'the assistant’s prompts could not be shown');
  });
  app.action(/.*/s, async ({ body, ack }) => {
    await interactions.press(body as unknown as SlackPress);
    await ack();
  });
  for (const command of [...OWN_COMMANDS, COMMAND]) {
    app.command(command, async ({ body, ack }) => {
      const words = await interactions.command(body as SlackSlashCommand);
      await (words === undefined ? ack() : ack({ response_type: 'ephemeral', text: words }));
    });
  }
  app.shortcut(MESSAGE_SHORTCUT, async ({ shortcut, ack }) => {
    const words = shortcut.type === 'message_action' ? toPlainText(shortcut.message.text ?? '') : '';
    await interactions.shortcut(shortcut.trigger_id, shortcut.user.id, words);
    await ack();
  });
  app.shortcut(GLOBAL_SHORTCUT, async ({ shortcut, ack }) => {
    await interactions.shortcut(shortcut.trigger_id, shortcut.user.id, '');
    await ack();
  });
  app.view(options.formId, async ({ body, ack }) => {
    const errors = await interactions.submit(body as unknown as SlackSubmission);
    await (errors ? ack(errors) : ack());
  });
}
