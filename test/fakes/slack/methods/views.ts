/** views.*: modals by trigger, Home tabs, hash conflicts. assistant.*: status and prompts of an assistant thread. */
import { type Call, channelOf, type Method, parse, Refusal } from '../call.ts';
import type { Fields, StoredView } from '../world.ts';

function useTrigger(call: Call): string {
  const trigger = call.world.triggers.get(call.args.trigger_id ?? '');
  if (!trigger) throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw new Refusal('exchanged_trigger_id');
  if (trigger.expiresAt < Date.now()) throw new Refusal('expired_trigger_id');
  trigger.used = true;
  return trigger.user;
}

function viewOf(call: Call): Fields {
  const view = parse<Fields>(call, 'view');
  if (!view) throw new Refusal('invalid_arguments');
  if ((call.args.view ?? '').length > 250_000) throw new Refusal('view_too_large');
  return view;
}

/** A view as payloads and answers carry it. */
export function toViewWire({ id, hash, view }: StoredView): Fields {
  return {
    state: { values: {} },
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...view,
    id,
    hash,
    team_id: 'T0TEAM',
    app_id: 'A0APP',
    bot_id: 'B0BOT',
    root_view_id: id,
    previous_view_id: null,
    clear_on_close: false,
    notify_on_close: false,
  };
}

function store(call: Call, user: string): StoredView {
  return { id: call.world.next('V'), user, hash: call.world.next('h'), view: viewOf(call) };
}

function change(call: Call, stored: StoredView): void {
  if (call.args.hash !== undefined && call.args.hash !== stored.hash) throw new Refusal('hash_conflict');
  stored.view = viewOf(call);
  stored.hash = call.world.next('h');
}

export const views: Readonly<Record<string, Method>> = {
  'views.open': (call) => {
    const opened = store(call, useTrigger(call));
    call.world.views.set(opened.id, opened);
    return { view: toViewWire(opened) };
  },

  'views.update': (call) => {
    const stored = call.world.views.get(call.args.view_id ?? '');
    if (!stored) throw new Refusal('not_found');
    change(call, stored);
    return { view: toViewWire(stored) };
  },

  'views.publish': (call) => {
    const user = call.args.user_id ?? '';
    if (!call.world.people.has(user)) throw new Refusal('user_not_found');
    const home = call.world.homes.get(user);
    if (home) change(call, home);
    else call.world.homes.set(user, store(call, user));
    return { view: toViewWire(call.world.homes.get(user)!) };
  },

  'assistant.threads.setStatus': (call) => {
    threadOf(call).status = call.args.status ?? '';
    return {};
  },

  'assistant.threads.setSuggestedPrompts': (call) => {
    const prompts = parse<Fields[]>(call, 'prompts') ?? [];
    if (prompts.length === 0 || prompts.length > 4) throw new Refusal('invalid_arguments');
    threadOf(call).prompts = prompts;
    return {};
  },

  'assistant.threads.setTitle': (call) => {
    threadOf(call);
    return {};
  },
};

function threadOf(call: Call) {
  const channel = channelOf(call, 'channel_id');
  const thread = call.world.assistantThreads.get(`${channel.id}/${call.args.thread_ts}`);
  if (!thread) throw new Refusal('invalid_thread_ts');
  return thread;
}
