/** What is offered while an option is being typed: tickets to staff, questions of the knowledge base, long closed lists. Answers at once. */
import type { AutocompleteInteraction } from 'discord.js';
import { languageOfLocale } from '../../src/domain/language.ts';
import { findVerb } from '../../src/domain/verbs.ts';
import type { DiscordOptions } from './options.ts';
import type { Spots } from './spots.ts';
import type { Tickets } from './tickets.ts';

const MOST_SUGGESTIONS = 25;
const LONGEST = 100;

export interface SuggestionOptions {
  readonly options: Pick<DiscordOptions, 'suggest'>;
  readonly spots: Spots;
  readonly tickets: Tickets;
}

const toChoice = ({ name, value }: { name: string; value: string }) => ({
  name: [...name].slice(0, LONGEST).join(''),
  value: [...value].slice(0, LONGEST).join(''),
});

/** Staff places and the threads in them, as far as the library knows them without asking. */
function isAmongStaff({ channelId, channel }: AutocompleteInteraction, { staff }: Spots): boolean {
  return staff.has(channelId) || (channel?.isThread() === true && staff.has(channel.parentId ?? ''));
}

export function createSuggestions({ options, spots, tickets }: SuggestionOptions) {
  function find(interaction: AutocompleteInteraction): readonly { name: string; value: string }[] {
    const { name, value } = interaction.options.getFocused(true);
    const argument = findVerb(interaction.commandName)?.takes.find((each) => each.name === name);
    // Learners learn of no ticket but their own.
    if (argument?.kind === 'ticket') return isAmongStaff(interaction, spots) ? tickets.suggest(value) : [];
    if (argument?.choices) {
      const typed = value.trim().toLowerCase();
      const fits = argument.choices.filter((choice) => choice.toLowerCase().includes(typed));
      return fits.map((choice) => ({ name: choice, value: choice }));
    }
    const titles = options.suggest?.(value, languageOfLocale(interaction.locale) ?? 'zh') ?? [];
    return titles.map((title) => ({ name: title, value: title }));
  }

  return async (interaction: AutocompleteInteraction): Promise<void> => {
    await interaction.respond(find(interaction).slice(0, MOST_SUGGESTIONS).map(toChoice));
  };
}
