/** Who wants what of that which the bot writes unasked: by `/settings`, and by the button below it. */
import type { Button, OutreachChoice } from '../../domain/choice.ts';
import { CHOICE_LABELS } from '../../domain/choice.ts';
import type { ChoiceMade } from '../../domain/event.ts';
import { type Language, languageOfLocale } from '../../domain/language.ts';
import { OUTREACH_KINDS, type OutreachKind } from '../../domain/outreach.ts';
import type { PersonId } from '../../domain/place.ts';
import type { Context } from '../context.ts';
import { answerPrivately, type Draft, record, setProfile } from '../draft.ts';
import { replies } from '../replies.ts';
import { outreachWords } from './outreach-words.ts';

/** From now on that kind is sent to this person, or not. */
export function wish(draft: Draft, person: PersonId, kind: OutreachKind, on: boolean, context: Context): void {
  setProfile(draft, person, { outreachWishes: { ...context.profileOf(person).outreachWishes, [kind]: on } });
  record(draft, 'configured', person, { outreach: kind, on });
}

export function toWishButton(choice: OutreachChoice, kind: OutreachKind, language: Language): Button {
  return { choice, target: kind.toUpperCase(), label: CHOICE_LABELS[choice][language] };
}

/** Whoever presses decides for themselves. */
export function onOutreachChoice(draft: Draft, event: ChoiceMade, choice: OutreachChoice, context: Context): void {
  const language = context.profileOf(event.author.id).language ?? languageOfLocale(event.locale) ?? 'zh';
  const kind = OUTREACH_KINDS.find((one) => one.toUpperCase() === event.target);
  if (!kind) {
    record(draft, 'ignored', event.author.id, { reason: 'stale button', choice });
    return answerPrivately(draft, event, replies.staleButton(language));
  }
  const on = choice === 'outreach_on';
  wish(draft, event.author.id, kind, on, context);
  answerPrivately(draft, event, outreachWords.set(kind, on, language));
}
