/** Slash commands, buttons, selects, forms and menus in the loopback Discord: their tokens, lifetimes and answers. */
import { ChannelType, InteractionResponseType, type InteractionType, MessageFlags } from 'discord.js';
import { checkDraft, type Draft, type Messages } from './messages.ts';
import * as problems from './problems.ts';
import { type Channel, type File, type Message, type Person, toChannel, toMember, toUser } from './records.ts';
import type { World } from './world.ts';

const FIRST_ANSWER_MS = 3000;
const TOKEN_MS = 15 * 60_000;

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly person: Person;
  readonly channel: Channel;
  readonly at: number;
  /** The message of the pressed component. */
  readonly source: Message | null;
  readonly payload: object;
  /** The first answer; null until given. */
  answer: { type: number; data: Record<string, unknown> } | null;
  /** Once a deferred answer has words. */
  original: Message | null;
  /** What the person alone sees, newest last. */
  readonly seen: Message[];
}

export class Interactions {
  readonly all = new Map<string, Interaction>();
  private readonly world: World;
  private readonly messages: Messages;

  constructor(world: World, messages: Messages) {
    this.world = world;
    this.messages = messages;
  }

  /** Happens and is told to the gateway. */
  begin(
    type: InteractionType,
    person: Person,
    channel: Channel,
    data: object,
    source: Message | null = null,
    options: { locale?: string } = {},
  ): Interaction {
    const { world } = this;
    const id = world.nextId();
    const token = `token-${id}`;
    const isDirect = channel.type === ChannelType.DM;
    const locale = options.locale ?? person.locale;
    const payload = {
      id,
      application_id: world.applicationId,
      type,
      token,
      version: 1,
      data,
      channel_id: channel.id,
      channel: toChannel(channel, world.now()),
      locale,
      app_permissions: '0',
      attachment_size_limit: 10 * 1024 * 1024,
      authorizing_integration_owners: {},
      entitlements: [],
      context: isDirect ? 1 : 0,
      ...(isDirect
        ? { user: toUser(person) }
        : { guild_id: channel.guildId, guild_locale: 'en-US', member: { ...toMember(person), permissions: '0' } }),
      ...(source && { message: this.messages.toBody(channel, source) }),
    };
    const interaction: Interaction = {
      id,
      token,
      type,
      person,
      channel,
      at: world.now(),
      source,
      payload,
      answer: null,
      original: null,
      seen: [],
    };
    this.all.set(token, interaction);
    this.tell(interaction);
    return interaction;
  }

  tell(interaction: Interaction): void {
    this.world.dispatch('INTERACTION_CREATE', () => interaction.payload, null);
  }

  /** The first answer. */
  respond(id: string, token: string, type: number, data: Draft & Record<string, unknown>, files: File[]): void {
    const interaction = this.all.get(token);
    if (interaction?.id !== id) throw problems.unknownInteraction();
    if (interaction.answer) throw problems.answeredBefore();
    if (this.world.now() - interaction.at > FIRST_ANSWER_MS) throw problems.unknownInteraction();
    interaction.answer = { type, data };
    if (type === InteractionResponseType.ChannelMessageWithSource) {
      checkDraft(data, files, true);
      interaction.original = this.show(interaction, data, files, data.flags ?? 0);
    }
  }

  find(applicationId: string, token: string): Interaction {
    const interaction = this.all.get(token);
    if (!interaction || applicationId !== this.world.applicationId) throw problems.unknownWebhook();
    if (this.world.now() - interaction.at > TOKEN_MS) throw problems.deadToken();
    return interaction;
  }

  followUp(interaction: Interaction, draft: Draft, files: File[]): Message {
    if (!interaction.answer) throw problems.unknownWebhook();
    checkDraft(draft, files, true);
    // A follow-up to a deferred answer fills it, and the deferral alone decided who sees it.
    if (interaction.answer.type === InteractionResponseType.DeferredChannelMessageWithSource && !interaction.original) {
      return this.editOriginal(interaction, draft, files);
    }
    return this.show(interaction, draft, files, draft.flags ?? 0);
  }

  editOriginal(interaction: Interaction, draft: Draft, files: File[]): Message {
    if (!interaction.answer) throw problems.unknownWebhook();
    checkDraft(draft, files, interaction.original === null);
    if (interaction.source && interaction.answer.type === InteractionResponseType.DeferredMessageUpdate) {
      return this.messages.change(interaction.channel, interaction.source, draft, files);
    }
    if (interaction.original) return this.messages.change(interaction.channel, interaction.original, draft, files);
    const deferred = Number(interaction.answer.data.flags ?? 0) & MessageFlags.Ephemeral;
    interaction.original = this.show(
      interaction,
      draft,
      files,
      deferred | ((draft.flags ?? 0) & ~MessageFlags.Ephemeral),
    );
    return interaction.original;
  }

  deleteOriginal(interaction: Interaction): void {
    if (interaction.original) interaction.channel.messages.delete(interaction.original.id);
    interaction.seen.length = 0;
  }

  private show(interaction: Interaction, draft: Draft, files: File[], flags: number): Message {
    const message = this.messages.post(interaction.channel, this.world.bot, { ...draft, flags }, files, {
      webhook: true,
    });
    interaction.seen.push(message);
    return message;
  }
}
