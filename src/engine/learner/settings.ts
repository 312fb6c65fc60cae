/** `/settings` and `/start`: the learner's language and the account in the shop. */
import type { CommandInvoked } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import { OUTREACH_KINDS } from '../../domain/outreach.ts';
import { platformOf } from '../../domain/place.ts';
import type { Linked } from '../../domain/profile.ts';
import type { Context, LinkReading } from '../context.ts';
import { answerAt, type Draft, record, setConversation, setProfile, tellPerson } from '../draft.ts';
import { outreachWords, WISH_WORDS } from '../outreach/outreach-words.ts';
import { wish } from '../outreach/wishes.ts';
import { quote, replies } from '../replies.ts';
import { shareRatings } from '../resolving.ts';
import { toNeedsText } from './needs.ts';
import { learnerWords } from './words.ts';

const SWITCH: Readonly<Record<string, boolean>> = { on: true, 开: true, off: false, 关: false };

/** Nothing: shows them · `zh`, `en`, `auto` · `ratings on|off`, and so for surveys, suggestions, reminders, nudges · `link CODE`, or `link` alone by the address that the platform has confirmed · `unlink`. */
export function settings(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const profile = context.profileOf(event.author.id);
  const answer = (text: string) => answerAt(draft, event.spot, 'learner', text);
  const [verb = '', code = ''] = event.args.trim().split(/\s+/);
  const kind = OUTREACH_KINDS.find((one) => WISH_WORDS[one].includes(verb.toLowerCase()));
  if (kind) {
    const on = SWITCH[code.toLowerCase()];
    if (on === undefined) return answer(outreachWords.which(kind, language));
    wish(draft, event.author.id, kind, on, context);
    return answer(outreachWords.set(kind, on, language));
  }
  switch (verb.toLowerCase()) {
    case '':
      record(draft, 'ignored', event.author.id, { reason: 'settings shown' });
      return answer(learnerWords.settings(profile, toNeedsText(profile.needs, language), language));
    case 'zh':
    case 'en':
    case 'auto': {
      const chosen = verb.toLowerCase() === 'auto' ? null : (verb.toLowerCase() as Language);
      setProfile(draft, event.author.id, { language: chosen });
      if (chosen && draft.conversation) setConversation(draft, { language: chosen });
      record(draft, 'configured', event.author.id, { language: chosen });
      return answer(learnerWords.languageSet(chosen, chosen ?? language));
    }
    case 'ratings':
    case '评分': {
      const shares = SWITCH[code.toLowerCase()];
      if (shares === undefined) return answer(learnerWords.whichSwitch(language));
      shareRatings(draft, event.author.id, shares);
      return answer(shares ? replies.sharing(language) : replies.notSharing(language));
    }
    case 'link':
      return link(draft, event, context, code, language);
    case 'unlink': {
      if (profile.account === null) {
        record(draft, 'refused', event.author.id, { reason: 'not linked' });
        return answer(learnerWords.notLinked(language));
      }
      setProfile(draft, event.author.id, { account: null });
      record(draft, 'unlinked', event.author.id, { account: profile.account });
      return answer(learnerWords.unlinked(language));
    }
    default:
      record(draft, 'refused', event.author.id, { reason: 'no such setting' });
      return answer(learnerWords.badSetting(quote(verb), language));
  }
}

/** `/start`, with the code of a deep link where the learner came by one. */
export function start(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const code = event.args.trim();
  if (code !== '') return link(draft, event, context, code, language);
  record(draft, 'ignored', event.author.id, { reason: 'started' });
  answerAt(draft, event.spot, 'learner', `${replies.greeting(language)}\n${replies.learnerHelp(language)}`);
}

function link(draft: Draft, event: CommandInvoked, context: Context, code: string, language: Language): void {
  const answer = (text: string) => answerAt(draft, event.spot, 'learner', text);
  const byEmail = code === '' ? (context.accountByEmail ?? null) : null;
  const reading: LinkReading = byEmail === null ? context.readLinkCode(code, event.at) : { ok: true, account: byEmail };
  if (!reading.ok && code === '') {
    record(draft, 'refused', event.author.id, { reason: 'no account by address' });
    return answer(learnerWords.noAccountByEmail(language));
  }
  if (!reading.ok) {
    record(draft, 'refused', event.author.id, { reason: `link code ${reading.problem}` });
    return answer(learnerWords.badLink(reading.problem, language));
  }
  if (context.profileOf(event.author.id).account === reading.account) {
    record(draft, 'ignored', event.author.id, { reason: 'linked before' });
    return answer(learnerWords.alreadyLinked(reading.account, language));
  }
  setProfile(draft, event.author.id, { account: reading.account });
  record(draft, 'linked', event.author.id, { account: reading.account });
  const others = (context.linked ?? []).filter(({ person }) => person !== event.author.id);
  const shared = others.length > 0 ? `\n${learnerWords.sharedWith(others.length, language)}` : '';
  answer(`${learnerWords.linked(reading.account, language)}${shared}`);
  tellOthers(draft, event, context, others, reading.account, language);
}

/**
 * One person may well use several chats, so a second link is no fault; but nobody shares an account without knowing it. Two
 * people on one platform are somebody's mistake or a lent account: the staff hears of it.
 */
function tellOthers(
  draft: Draft,
  event: CommandInvoked,
  context: Context,
  others: readonly Linked[],
  account: string,
  language: Language,
): void {
  const platform = platformOf(event.author.id);
  for (const { person, spot } of others) {
    if (spot) tellPerson(draft, person, spot, learnerWords.linkedElsewhere(platform, language));
  }
  const alike = others.filter(({ person }) => platformOf(person) === platform);
  const [place] = context.staffPlaces;
  if (alike.length === 0 || !place) return;
  const words = learnerWords.accountShared(account, alike.length + 1, platform, language);
  answerAt(draft, { place, thread: null }, 'staff', words);
}
