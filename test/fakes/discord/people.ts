/** What people do in the loopback Discord: write, change, remove, press, fill in, command. */
import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType, InteractionType } from 'discord.js';
import type { Interaction, Interactions } from './interactions.ts';
import type { Messages } from './messages.ts';
import { type Channel, type File, isThread, type Message, type Person } from './records.ts';
import type { World } from './world.ts';

interface Pressable {
  readonly type: number;
  readonly custom_id: string;
  readonly options?: readonly { readonly value: string }[];
}

interface CommandOption {
  readonly name: string;
  readonly type: number;
  readonly required?: boolean;
  readonly options?: readonly CommandOption[];
}

export interface SayOptions {
  readonly replyTo?: string;
  readonly files?: readonly Pick<File, 'filename' | 'contentType' | 'bytes'>[];
  /** Other fields of the message, such as `poll`; `type` of a notice. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly type?: number;
}

export class People {
  private readonly world: World;
  private readonly messages: Messages;
  private readonly interactions: Interactions;
  private readonly commands: ReadonlyMap<string, Record<string, unknown>>;
  /** Does the last thing once more, exactly as it was. */
  repeat: () => void = () => {};

  constructor(
    world: World,
    messages: Messages,
    interactions: Interactions,
    commands: ReadonlyMap<string, Record<string, unknown>>,
  ) {
    this.world = world;
    this.messages = messages;
    this.interactions = interactions;
    this.commands = commands;
  }

  say(person: Person, channel: Channel, content: string, options: SayOptions = {}): Message {
    const { replyTo, files = [], extra, type } = options;
    if (isThread(channel)) channel.members.add(person.id);
    const sent = files.map((file) => ({ id: this.world.nextId(), description: null, ...file }));
    const reference = replyTo === undefined ? null : { message_id: replyTo };
    const message = this.messages.post(channel, person, { content, message_reference: reference }, sent, {
      ...(extra && { extra }),
      ...(type !== undefined && { type }),
    });
    this.repeat = () => this.messages.tell('MESSAGE_CREATE', channel, message);
    return message;
  }

  /** The bot's name as people type it. */
  get mention(): string {
    return `<@${this.world.bot.id}>`;
  }

  edit(message: Message, content: string): void {
    this.messages.change(this.world.channel(message.channelId), message, { content }, []);
  }

  remove(message: Message): void {
    this.messages.remove(this.world.channel(message.channelId), message);
  }

  /** A forum post: a thread with the words as its first message. */
  openPost(person: Person, forum: Channel, title: string, content: string): Channel {
    const thread = this.world.addThread(forum, { name: title }, person);
    const message = this.messages.post(thread, person, { content }, [], { id: thread.id });
    this.repeat = () => this.messages.tell('MESSAGE_CREATE', thread, message);
    return thread;
  }

  /** A button by its custom id, or an option of a select by its value. A forged one is pressed as well. */
  press(person: Person, message: Message, payload: string): Interaction {
    const parts = (message.components as { components: Pressable[] }[]).flatMap(({ components }) => components);
    const select = parts.find(({ options }) => options?.some(({ value }) => value === payload));
    const channel = this.world.channel(message.channelId);
    const data = select
      ? { custom_id: select.custom_id, component_type: ComponentType.StringSelect, values: [payload] }
      : { custom_id: payload, component_type: ComponentType.Button };
    return this.begin(InteractionType.MessageComponent, person, channel, data, message);
  }

  /** Fills in the form that the bot opened in answer to `opened`. */
  submit(person: Person, opened: Interaction, text: string): Interaction {
    const form = opened.answer?.data as { custom_id?: string; components?: object[] } | undefined;
    if (opened.answer?.type !== 9 || !form?.custom_id) throw new Error('no form is open');
    const json = JSON.stringify(form.components ?? []);
    const field = /"type":4[^}]*?"custom_id":"([^"]+)"|"custom_id":"([^"]+)"[^}]*?"type":4/.exec(json);
    const component = { type: ComponentType.TextInput, custom_id: field?.[1] ?? field?.[2] ?? '', value: text, id: 2 };
    const data = { custom_id: form.custom_id, components: [{ type: ComponentType.Label, id: 1, component }] };
    return this.begin(InteractionType.ModalSubmit, person, opened.channel, data, opened.source);
  }

  /** `/report overview from:2026-01-01`: the command must have been registered with these options. */
  command(
    person: Person,
    channel: Channel,
    name: string,
    options: Record<string, string> = {},
    sub?: string,
  ): Interaction {
    const data = this.toCommand(name, options, sub);
    return this.begin(InteractionType.ApplicationCommand, person, channel, data);
  }

  /** What the bot suggests while an option is being typed. */
  complete(person: Person, channel: Channel, name: string, option: string, typed: string): Interaction {
    const data = this.toCommand(name, { [option]: typed }, undefined, option);
    return this.begin(InteractionType.ApplicationCommandAutocomplete, person, channel, data);
  }

  /** A command of a message's menu. */
  menu(person: Person, message: Message, name: string): Interaction {
    const command = this.commands.get(`${ApplicationCommandType.Message}:${name}`);
    if (!command) throw new Error(`no message command ${name}`);
    const channel = this.world.channel(message.channelId);
    const data = {
      id: '1',
      name,
      type: ApplicationCommandType.Message,
      target_id: message.id,
      resolved: { messages: { [message.id]: this.messages.toBody(channel, message) } },
    };
    return this.begin(InteractionType.ApplicationCommand, person, channel, data);
  }

  private begin(...args: Parameters<Interactions['begin']>): Interaction {
    const interaction = this.interactions.begin(...args);
    this.repeat = () => this.interactions.tell(interaction);
    return interaction;
  }

  private toCommand(name: string, options: Record<string, string>, sub?: string, focused?: string): object {
    const command = this.commands.get(`${ApplicationCommandType.ChatInput}:${name}`);
    if (!command) throw new Error(`/${name} is not registered`);
    let known = (command.options ?? []) as readonly CommandOption[];
    if (sub !== undefined) known = known.find((option) => option.name === sub)?.options ?? [];
    for (const key of Object.keys(options)) {
      if (!known.some((option) => option.name === key)) throw new Error(`/${name} takes no ${key}`);
    }
    const missing = known.find((option) => option.required && !(option.name in options));
    if (missing && !focused) throw new Error(`/${name} needs ${missing.name}`);
    const given = Object.entries(options).map(([key, value]) => ({
      name: key,
      type: ApplicationCommandOptionType.String,
      value,
      ...(key === focused && { focused: true }),
    }));
    const list =
      sub === undefined ? given : [{ name: sub, type: ApplicationCommandOptionType.Subcommand, options: given }];
    return { id: '1', name, type: ApplicationCommandType.ChatInput, options: list };
  }
}
