/** Presses, menus, forms and commands: acknowledged within Discord's three seconds, kept at the same time, answered when the core has decided. */
import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  ComponentType,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { MessageFile } from '../../src/domain/delivery.ts';
import type { Attachment, ChoiceMade } from '../../src/domain/event.ts';
import type { Spot } from '../../src/domain/place.ts';
import type { Addressing } from './addressing.ts';
import { type AnswerName, toAnswer, toPointer } from './answers.ts';
import type { Api } from './api.ts';
import { ASK_ABOUT, toArgs } from './commands.ts';
import { SHARE_ID } from './components.ts';
import { toUploads } from './files.ts';
import { FORM_FIELD, toForm } from './forms.ts';
import { type Held, type HeldInteraction, inTurn } from './held.ts';
import { type Act, toAuthor, toChoiceEvent, toCommandEvent } from './inbound.ts';
import type { Intake } from './intake.ts';
import { toTargetFiles, toTargetWords } from './menus.ts';
import type { DiscordOptions } from './options.ts';
import { NO_MENTIONS, toBody, toName } from './outbound.ts';
import type { Spots } from './spots.ts';
import type { Threads } from './threads.ts';

type Command = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;
type Press = MessageComponentInteraction | ModalSubmitInteraction;

/** The field of our form; of another version's form the first one that holds words, else nothing. */
function toTyped({ fields }: ModalSubmitInteraction): string | null {
  const texts = [...fields.fields.values()].filter((field) => field.type === ComponentType.TextInput);
  return (texts.find(({ customId }) => customId === FORM_FIELD) ?? texts[0])?.value ?? null;
}

export interface InteractionOptions {
  readonly options: DiscordOptions;
  readonly addressing: Addressing;
  readonly api: Api;
  readonly held: Held;
  readonly intake: Intake;
  readonly spots: Spots;
  readonly threads: Threads;
  readonly suggest: (interaction: AutocompleteInteraction) => Promise<void>;
  readonly receive: (event: Parameters<Intake['accept']>[0]) => Promise<unknown>;
}

/** Commands whose thread is remembered, so that the same one told twice opens one. */
const MOST_OPENED = 1000;
/** These begin a conversation, and so need a place of their own. */
const OPENING: ReadonlySet<string> = new Set(['ask', 'human']);

/** How long (ms) an attachment may take to be read again. */
const FETCH_MS = 15_000;

export function createInteractions(deps: InteractionOptions): (interaction: Interaction) => Promise<void> {
  const { options, addressing, api, held, spots, threads } = deps;
  const { log } = options;
  const openedFor = new Set<string>();

  async function toAct(interaction: Command | Press): Promise<Act | null> {
    const { channelId, member, user } = interaction;
    if (!channelId) return null;
    const facts = interaction.inGuild() ? await addressing.factsOf(channelId) : null;
    addressing.hear(user.id, interaction.locale);
    const nick = member && 'nickname' in member ? member.nickname : null;
    return {
      id: interaction.id,
      author: toAuthor({ id: user.id, username: user.username, global_name: user.globalName }, nick),
      spot: facts ? addressing.spotOf(facts) : { place: spots.toPlace(channelId), thread: null },
      locale: interaction.locale,
      community: options.community,
      isPrivate: !interaction.inGuild(),
    };
  }

  /** One that is told twice stays as it is: what was answered is not taken back. */
  function hold(interaction: Command | Press, kind: HeldInteraction['kind'], first: Promise<unknown>): HeldInteraction {
    const known = held.get(`discord:${interaction.id}`);
    if (known) return known;
    const holding: HeldInteraction = {
      token: interaction.token,
      channelId: interaction.channelId ?? '',
      userId: interaction.user.id,
      locale: interaction.locale,
      mostBytes: interaction.attachmentSizeLimit,
      at: interaction.createdTimestamp,
      kind,
      isPrivate: interaction.inGuild(),
      isAnswered: false,
      last: first.catch(() => {}),
    };
    held.hold(`discord:${interaction.id}`, holding);
    return holding;
  }

  /** The first answer is late, or was given before: what was done is kept all the same. */
  const noteLate = (error: unknown) => log.warn({ err: error }, 'an interaction could not be acknowledged');

  async function tellAside(holding: HeldInteraction, applicationId: string, content: string): Promise<void> {
    const body = { content, flags: holding.isPrivate ? MessageFlags.Ephemeral : 0, allowed_mentions: NO_MENTIONS };
    await inTurn(holding, () =>
      holding.kind === 'command'
        ? api.editAnswer(applicationId, holding.token, { content, allowed_mentions: NO_MENTIONS })
        : api.followUp(applicationId, holding.token, body),
    ).catch(noteLate);
  }

  async function onPress(interaction: Press, payload: string, text: string | null): Promise<void> {
    const deferred =
      interaction.isModalSubmit() && !interaction.isFromMessage()
        ? interaction.deferReply()
        : interaction.deferUpdate();
    const holding = hold(interaction, 'press', deferred);
    deferred.catch(noteLate);
    let event: ChoiceMade | null = null;
    try {
      const act = await toAct(interaction);
      event = act && toChoiceEvent(act, payload, text);
      if (!event) return tellAside(holding, interaction.applicationId, toAnswer('unknownButton', interaction.locale));
      await deps.receive(event);
    } catch (error) {
      log.error({ err: error, interaction: interaction.id }, 'a press was not kept');
      return tellAside(holding, interaction.applicationId, toAnswer('notKept', interaction.locale));
    }
    await deferred.catch(() => {});
    const staffChannel = event.spot.thread === null ? interaction.channelId : null;
    if (staffChannel && spots.staff.has(staffChannel))
      await threads.admit(staffChannel, event.target, interaction.user.id);
  }

  /** A matter of its own gets a private thread; where that is not allowed, the person's direct chat. */
  async function openFor(
    interaction: Command,
    act: Act,
    words: string,
  ): Promise<{ act: Act; threadId: string | null }> {
    const channelId = interaction.channelId;
    const name = toName(words || act.author.name);
    try {
      const threadId = await threads.openPrivate(channelId, name, interaction.user.id);
      addressing.remember(channelId, interaction.user.id, threadId, interaction.createdTimestamp);
      return { act: { ...act, spot: { ...act.spot, thread: threadId } }, threadId };
    } catch (error) {
      log.warn({ err: error, channel: channelId }, 'no private thread could be opened, answering in a direct chat');
      const { id } = await api.openDirect(interaction.user.id);
      return { act: { ...act, spot: { place: spots.toPlace(id), thread: null } }, threadId: null };
    }
  }

  /** What was remembered is gone after a restart: then Discord knows which private thread they are in. */
  async function findLast({ channelId, user, createdTimestamp }: Command): Promise<string | null> {
    const known = addressing.lastThread(channelId, user.id);
    if (known !== null) return known;
    const found = await threads.findPrivate(channelId, user.id).catch((error: unknown) => {
      log.warn({ err: error, channel: channelId }, 'the thread of a person could not be looked up');
      return null;
    });
    if (found !== null) addressing.remember(channelId, user.id, found, createdTimestamp);
    return found;
  }

  /** `refuse`: why nothing comes of it in that spot; null = nothing is against it. `files`: of the message that it is about. */
  async function onCommand(
    interaction: Command,
    verb: string,
    args: string,
    refuse: (spot: Spot) => AnswerName | null = () => null,
    files: readonly Attachment[] = [],
  ): Promise<void> {
    const deferred = interaction.deferReply(interaction.inGuild() ? { flags: MessageFlags.Ephemeral } : {});
    const holding = hold(interaction, 'command', deferred);
    deferred.catch(noteLate);
    let pointer: string | null = null;
    try {
      let act = await toAct(interaction);
      const refusal = act && refuse(act.spot);
      if (refusal) return tellAside(holding, interaction.applicationId, toAnswer(refusal, interaction.locale));
      const isInChannel =
        act !== null &&
        interaction.inGuild() &&
        act.spot.thread === null &&
        act.spot.place === spots.toPlace(interaction.channelId);
      if (act && isInChannel && !spots.staff.has(interaction.channelId)) {
        const last = verb === 'ask' ? null : await findLast(interaction);
        if (verb === 'ask' || (OPENING.has(verb) && last === null)) {
          // The same command told twice opens one thread.
          if (openedFor.has(interaction.id)) return;
          if (openedFor.size >= MOST_OPENED) openedFor.delete([...openedFor][0] ?? '');
          openedFor.add(interaction.id);
          const opened = await openFor(interaction, act, args);
          act = opened.act;
          pointer = toPointer(opened.threadId, interaction.locale);
        } else if (last !== null) {
          act = { ...act, spot: { ...act.spot, thread: last } };
          pointer = toPointer(last, interaction.locale);
        }
      }
      if (!act) throw new Error('the channel of a command is not known');
      await deps.receive(toCommandEvent(act, verb, args, files));
    } catch (error) {
      log.error({ err: error, verb }, 'a command was not kept');
      openedFor.delete(interaction.id);
      return tellAside(holding, interaction.applicationId, toAnswer('notKept', interaction.locale));
    }
    // A sign that it has arrived stands until the answer takes its place.
    await inTurn(holding, async () => {
      if (holding.isAnswered) return;
      const content = pointer ?? toAnswer('received', interaction.locale);
      await api.editAnswer(interaction.applicationId, holding.token, { content, allowed_mentions: NO_MENTIONS });
      holding.isAnswered = pointer !== null;
    }).catch(noteLate);
  }

  async function onMenu(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    const words = toTargetWords(interaction).trim();
    const isQuestion = interaction.commandName === ASK_ABOUT;
    const files = toTargetFiles(interaction);
    const refuse = (spot: Spot): AnswerName | null => {
      if (words === '' && (isQuestion || files.length === 0)) return 'noWords';
      return isQuestion || spots.isStaffThread(spot) ? null : 'onlyInTickets';
    };
    await onCommand(interaction, isQuestion ? 'ask' : 'reply', words, refuse, files);
  }

  /** What one person asked for, before everybody in the channel. */
  async function share(interaction: MessageComponentInteraction): Promise<void> {
    const { message, applicationId, token } = interaction;
    await interaction.deferReply();
    const files = await Promise.all(
      [...message.attachments.values()].map(async ({ url, name, description, contentType }): Promise<MessageFile> => {
        const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
        if (!response.ok) throw new Error(`an attachment could not be read again: ${response.status}`);
        const bytes = new Uint8Array(await response.arrayBuffer());
        const mediaType = contentType ?? 'application/octet-stream';
        return { name, mediaType, alt: description ?? name, source: { kind: 'bytes', bytes } };
      }),
    );
    const uploads = toUploads(files, interaction.attachmentSizeLimit).groups[0] ?? [];
    const body = toBody({ content: message.content, components: [], uploads });
    await api.editAnswer(
      applicationId,
      token,
      body,
      uploads.map(({ raw }) => raw),
    );
  }

  return async (interaction) => {
    if (interaction.isAutocomplete()) return deps.suggest(interaction).catch(noteLate);
    if (interaction.isChatInputCommand()) {
      const values = new Map(
        (interaction.options.getSubcommand(false) === null
          ? interaction.options.data
          : (interaction.options.data[0]?.options ?? [])
        ).map(({ name, value }) => [name, String(value ?? '')]),
      );
      const args = toArgs(interaction.commandName, interaction.options.getSubcommand(false), values);
      return onCommand(interaction, interaction.commandName, args);
    }
    if (interaction.isMessageContextMenuCommand()) return onMenu(interaction);
    if (interaction.isModalSubmit()) {
      return onPress(interaction, interaction.customId, toTyped(interaction));
    }
    if (!interaction.isMessageComponent()) return;
    if (interaction.customId === SHARE_ID) return share(interaction).catch(noteLate);
    const payload = interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : interaction.customId;
    const form = toForm(payload, interaction.locale);
    if (form) {
      await interaction.showModal(form).catch(noteLate);
      return;
    }
    return onPress(interaction, payload, null);
  };
}
