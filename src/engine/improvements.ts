/** `/report action …` and the button below the feedback report: an admin accepts an improvement, which the report follows from then on. */
import type { ChoiceMade, CommandInvoked } from '../domain/event.ts';
import { findWeakPlace, parseImprovementCode } from '../domain/improvement.ts';
import { type Language, languageOfLocale } from '../domain/language.ts';
import type { Context } from './context.ts';
import { answerAt, type Draft, record } from './draft.ts';
import { reportWords } from './report-words.ts';
import { isAdmin } from './roles.ts';
import { staffReplies } from './staff-replies.ts';

const NAMES: ReadonlySet<string> = new Set(['action', 'actions', '改进']);
const ACCEPT: ReadonlySet<string> = new Set(['accept', '采纳']);
const DROP: ReadonlySet<string> = new Set(['drop', '撤销']);

/** True where the words begin with `action`; then everything is done. Whoever calls it has checked the role. */
export function onActionCommand(draft: Draft, event: CommandInvoked, context: Context, language: Language): boolean {
  const [name = '', verb = 'list', typed = ''] = event.args.trim().split(/\s+/);
  if (!NAMES.has(name.toLowerCase())) return false;
  const code = parseImprovementCode(typed);
  if (verb === 'list') showActions(draft, event, language);
  else if (code && ACCEPT.has(verb.toLowerCase())) accept(draft, event, code, context, language);
  else if (code && DROP.has(verb.toLowerCase())) {
    record(draft, 'actionDropped', event.author.id, { action: code });
    answerAt(draft, event.spot, 'admin', reportWords.dropped(code, language));
  } else {
    record(draft, 'refused', event.author.id, { reason: 'wrong use', verb: 'report' });
    answerAt(draft, event.spot, 'admin', reportWords.whichAction(language));
  }
  return true;
}

export function onAcceptChoice(draft: Draft, event: ChoiceMade, context: Context): void {
  const language = context.profileOf(event.author.id).language ?? languageOfLocale(event.locale) ?? 'zh';
  const code = parseImprovementCode(event.target);
  if (!isAdmin(event, context)) {
    record(draft, 'refused', event.author.id, { reason: 'not an admin', choice: event.choice });
    answerAt(draft, event.spot, 'learner', staffReplies.onlyAdmins(language));
  } else if (!code) {
    record(draft, 'refused', event.author.id, { reason: 'unknown target', choice: event.choice });
    answerAt(draft, event.spot, 'admin', staffReplies.staleButton(language));
  } else accept(draft, event, code, context, language);
}

/** Kept with what it is about, so that the record can be read by itself. Twice is once: the first time counts. */
function accept(
  draft: Draft,
  event: ChoiceMade | CommandInvoked,
  code: string,
  { knowledge }: Context,
  language: Language,
): void {
  const places = {
    course: () => (knowledge.courses ?? []).map(({ id }) => id),
    queue: () => knowledge.queues.keys(),
    intent: () => knowledge.solutions.keys(),
  };
  const spot = findWeakPlace(code, (kind) => places[kind]());
  record(draft, 'actionAccepted', event.author.id, {
    action: code,
    about: spot?.kind ?? null,
    place: spot?.place ?? null,
  });
  showActions(draft, event, language);
}

function showActions(draft: Draft, event: ChoiceMade | CommandInvoked, language: Language): void {
  const report = { name: 'feedback', from: null, to: null, language, form: 'actions' } as const;
  answerAt(draft, event.spot, 'admin', { kind: 'report', report });
}
