/** Presses, commands, shortcuts and forms of people, as Slack tells the app of them. */
import { toWire } from './call.ts';
import { toViewWire } from './methods/views.ts';
import type { PeopleOptions } from './people.ts';
import { toControls } from './shown.ts';
import type { Ack, Sent } from './socket.ts';
import { APP, BOT, BOT_USER, type Fields, TEAM } from './world.ts';

export function createGestures(options: Omit<PeopleOptions, 'tell'>) {
  const { world } = options;
  const team = { id: TEAM, domain: 'loopback' };
  const userOf = (id: string) => ({ id, name: world.people.get(id)?.name ?? id, username: id, team_id: TEAM });
  const nameOf = (channel: string) => world.channels.get(channel)?.name ?? channel;

  function toResponseUrl(channel: string, user: string): string {
    const id = world.next('R');
    world.responses.set(id, { channel, user, left: 5 });
    return `${options.url()}/response/${id}`;
  }

  return {
    /** Presses a button or takes an option; with `value` whatever a forged payload says. */
    async press(channel: string, ts: string, user: string, value: string): Promise<Sent> {
      const message = world.messages.find((one) => one.channel === channel && one.ts === ts);
      const control = toControls(message?.blocks ?? []).find((one) => one.value === value);
      const option = { text: { type: 'plain_text', text: control?.label ?? value }, value };
      const select = control && control.type !== 'button';
      const action = {
        type: control?.type ?? 'button',
        action_id: control?.actionId ?? value,
        block_id: control?.blockId ?? 'b0',
        action_ts: world.nextTs(),
        ...(select ? { selected_option: option } : { value, text: option.text }),
      };
      const hidden = message?.ephemeralTo != null;
      const payload = {
        type: 'block_actions',
        user: userOf(user),
        api_app_id: APP,
        token: 'legacy',
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channel,
          is_ephemeral: hidden,
          ...(message?.threadTs ? { thread_ts: message.threadTs } : {}),
        },
        trigger_id: world.addTrigger(user, options.triggerMs),
        team,
        enterprise: null,
        is_enterprise_install: false,
        channel: { id: channel, name: channel.toLowerCase() },
        ...(message && !hidden ? { message: toWire(message) } : {}),
        state: { values: {} },
        response_url: toResponseUrl(channel, user),
        actions: [action],
      };
      return (await options.send({ type: 'interactive', payload, attempt: 0 })).sent;
    },

    /** Presses a button on the Home tab. */
    async pressHome(user: string, value: string): Promise<Sent> {
      const home = world.homes.get(user)!;
      const control = toControls((home.view.blocks ?? []) as never).find((one) => one.value === value);
      const payload = {
        type: 'block_actions',
        user: userOf(user),
        api_app_id: APP,
        token: 'legacy',
        container: { type: 'view', view_id: home.id },
        trigger_id: world.addTrigger(user, options.triggerMs),
        team,
        enterprise: null,
        is_enterprise_install: false,
        view: toViewWire(home),
        actions: [
          {
            type: 'button',
            action_id: control?.actionId ?? '',
            block_id: control?.blockId ?? '',
            value,
            action_ts: world.nextTs(),
          },
        ],
      };
      return (await options.send({ type: 'interactive', payload, attempt: 0 })).sent;
    },

    async command(channel: string, user: string, command: string, text: string): Promise<Ack> {
      const payload = {
        token: 'legacy',
        team_id: TEAM,
        team_domain: 'loopback',
        channel_id: channel,
        channel_name: nameOf(channel),
        user_id: user,
        user_name: world.people.get(user)?.name ?? user,
        command,
        text,
        api_app_id: APP,
        is_enterprise_install: 'false',
        response_url: toResponseUrl(channel, user),
        trigger_id: world.addTrigger(user, options.triggerMs),
      };
      const ack = await options.send({ type: 'slash_commands', payload, attempt: 0 });
      if (typeof ack.payload.text === 'string' && ack.payload.text !== '') {
        world.post({ channel, user: BOT_USER, botId: BOT, text: ack.payload.text, ephemeralTo: user });
      }
      return ack;
    },

    /** The message shortcut on somebody's message. */
    async messageShortcut(user: string, callbackId: string, channel: string, ts: string): Promise<Ack> {
      const message = world.find(channel, ts)!;
      const payload = {
        type: 'message_action',
        callback_id: callbackId,
        trigger_id: world.addTrigger(user, options.triggerMs),
        message_ts: ts,
        response_url: toResponseUrl(channel, user),
        message: toWire(message),
        user: userOf(user),
        channel: { id: channel, name: nameOf(channel) },
        team,
        token: 'legacy',
        action_ts: world.nextTs(),
        is_enterprise_install: false,
        enterprise: null,
      };
      return options.send({ type: 'interactive', payload, attempt: 0 });
    },

    /** Fills in the modal that is open for that person and sends it; answers what the app said to it. */
    async submit(user: string, text: string): Promise<Ack> {
      const view = [...world.views.values()].findLast((one) => one.user === user);
      if (!view) throw new Error('no modal is open');
      const inputs = ((view.view.blocks ?? []) as Fields[]).filter(({ type }) => type === 'input');
      const values = Object.fromEntries(
        inputs.map((block) => {
          const {
            action_id,
            type,
            options: offered,
          } = block.element as {
            action_id: string;
            type: string;
            options?: { value: string }[];
          };
          if (text === '' && block.optional !== true)
            return [String(block.block_id), { [action_id]: { type, value: null } }];
          const taken = offered?.find(({ value }) => value === text) ?? null;
          if (offered && text !== '' && !taken) throw new Error(`the menu has no ${text}`);
          const field = offered ? { selected_option: taken } : { value: text === '' ? null : text };
          return [String(block.block_id), { [action_id]: { type, ...field } }];
        }),
      );
      const payload = {
        type: 'view_submission',
        team,
        user: userOf(user),
        api_app_id: APP,
        token: 'legacy',
        trigger_id: world.addTrigger(user, options.triggerMs),
        view: { ...toViewWire(view), state: { values } },
        response_urls: [],
        is_enterprise_install: false,
        enterprise: null,
      };
      const ack = await options.send({ type: 'interactive', payload, attempt: 0 });
      if (ack.sent === 'acknowledged' && ack.payload.response_action !== 'errors') world.views.delete(view.id);
      return ack;
    },
  };
}
