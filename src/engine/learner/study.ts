/** `/recommend`, `/path`, `/progress` and the buttons below recommendations. What is said comes from the learner's `Study`; here it is recorded, stored and sent to them alone. */
import { type Button, CHOICE_LABELS, type CourseChoice } from '../../domain/choice.ts';
import type { Message } from '../../domain/delivery.ts';
import type { ChoiceMade, CommandInvoked, PersonEvent } from '../../domain/event.ts';
import { type Language, languageOfLocale } from '../../domain/language.ts';
import { takes } from '../../domain/outreach.ts';
import type { PersonId } from '../../domain/place.ts';
import {
  type StoredPlan,
  type Study,
  type StudyCard,
  type StudyWish,
  type Suggestions,
  toCourseCode,
} from '../../domain/study.ts';
import type { Context } from '../context.ts';
import { answerPrivately, type Buttons, type Draft, record, setProfile } from '../draft.ts';
import { toWishButton } from '../outreach/wishes.ts';
import { quote, replies } from '../replies.ts';
import { parsePath, type StudyVerb } from './study-args.ts';
import { studyWords } from './study-words.ts';
import { learnerWords } from './words.ts';

const DEFAULT_HOURS = 5;
const DEFAULT_WORK = 'Mon-Fri 09:00-18:00';

export function onStudyVerb(
  draft: Draft,
  event: CommandInvoked,
  verb: StudyVerb,
  context: Context,
  language: Language,
): void {
  const { study } = context;
  if (!study || (context.knowledge.courses ?? []).length === 0) {
    record(draft, 'refused', event.author.id, { reason: 'no courses', verb });
    return answerPrivately(draft, event, learnerWords.noCourses(language));
  }
  if (verb === 'recommend') return recommend(draft, event, study, language);
  if (verb === 'path') return path(draft, event, study, context, language);
  record(draft, 'ignored', event.author.id, { reason: 'progress' });
  sendCard(draft, event, study.progress(context.profileOf(event.author.id).plan, language));
}

function sendCard(draft: Draft, event: PersonEvent, { text, picture }: StudyCard, buttons: Buttons = []): void {
  if (!picture) return answerPrivately(draft, event, { kind: 'message', message: { text, buttons } });
  answerPrivately(draft, event, { kind: 'view', view: { name: 'study', text, picture, buttons } });
}

function recommend(draft: Draft, event: CommandInvoked, study: Study, language: Language): void {
  const goal = quote(event.args);
  const found = study.suggest(goal === '' ? null : goal, [], language);
  if (found.courses.length === 0) {
    record(draft, 'ignored', event.author.id, { reason: 'nothing to recommend' });
    return answerPrivately(draft, event, studyWords.nothingToSuggest(language));
  }
  recordSuggestions(draft, event.author.id, found, study);
  answerPrivately(draft, event, { kind: 'message', message: toSuggestionsMessage(found, goal, study, language) });
}

/** For the record, so that it can be measured what comes of them. */
export function recordSuggestions(draft: Draft, person: PersonId, found: Suggestions, study: Study): void {
  for (const [n, { course, because }] of found.courses.entries()) {
    const { arm } = found;
    record(draft, 'suggested', person, { course, place: n + 1, because, arm, learner: study.learner });
  }
}

/** With buttons to answer each. `goal` as it was asked for; empty = nothing was. */
export function toSuggestionsMessage(found: Suggestions, goal: string, study: Study, language: Language): Message {
  const codes = found.courses.map(({ course }) => toCourseCode(course));
  const button = (choice: CourseChoice, target: string, n?: number): Button => ({
    choice,
    target,
    label: `${n === undefined ? '' : `${n} `}${CHOICE_LABELS[choice][language]}`,
  });
  const buttons = [
    ...codes.map((code, n) => [button('course_yes', code, n + 1), button('course_no', code, n + 1)]),
    [button('course_why', codes.join('-'))],
  ];
  return { text: studyWords.suggestions(found, goal, study.isLinked, language), buttons };
}

/** Whoever presses answers for themselves. The last answer about a course counts. */
export function onCourseChoice(draft: Draft, event: ChoiceMade, choice: CourseChoice, context: Context): void {
  const { study } = context;
  const language = context.profileOf(event.author.id).language ?? languageOfLocale(event.locale) ?? 'zh';
  const found = event.target.split('-').flatMap((code) => study?.findCourse(code) ?? []);
  const [first] = found;
  if (!study || !first) {
    record(draft, 'ignored', event.author.id, { reason: 'stale button', choice });
    return answerPrivately(draft, event, replies.staleButton(language));
  }
  const { course, price } = first;
  const title = first.title(language);
  if (choice === 'course_why') {
    record(draft, 'ignored', event.author.id, { reason: 'asked why', choice });
    const lines = found.map((one) => study.explain(one.course, language));
    return answerPrivately(draft, event, studyWords.why(lines, language));
  }
  const answer = choice === 'course_yes' ? 'interested' : 'notInterested';
  record(draft, 'suggestionAnswered', event.author.id, { course, answer, learner: study.learner });
  answerPrivately(
    draft,
    event,
    choice === 'course_yes'
      ? studyWords.interested(title, course, price, language)
      : studyWords.notInterested(title, language),
  );
}

function path(draft: Draft, event: CommandInvoked, study: Study, context: Context, language: Language): void {
  const stored = context.profileOf(event.author.id).plan;
  const request = parsePath(event.args);
  switch (request.kind) {
    case 'show':
      return stored ? show(draft, event, study, stored, language) : refuse(draft, event, studyWords.noPlan(language));
    case 'cancel': {
      if (!stored) return refuse(draft, event, studyWords.noPlan(language));
      setProfile(draft, event.author.id, { plan: null });
      record(draft, 'planned', event.author.id, { change: 'cancelled' });
      return answerPrivately(draft, event, studyWords.planDropped(language));
    }
    case 'certificate':
      record(draft, 'ignored', event.author.id, { reason: 'certificate' });
      return sendCard(draft, event, study.certificate(request.words, language));
    case 'career':
      record(draft, 'ignored', event.author.id, { reason: 'career' });
      return sendCard(draft, event, study.career(request.goal || stored?.goal || '', language));
    case 'badHours':
      return refuse(draft, event, studyWords.badHours(quote(request.typed), language));
    case 'badWork':
      return refuse(draft, event, studyWords.badWork(quote(request.typed), language));
    case 'plan': {
      const goal = request.goal ?? stored?.goal;
      if (goal === undefined) return refuse(draft, event, studyWords.noPlan(language));
      make(draft, event, study, context, language, {
        goal,
        weeklyHours: request.weeklyHours ?? stored?.weeklyHours ?? DEFAULT_HOURS,
        work: request.work ?? stored?.work ?? DEFAULT_WORK,
      });
    }
  }
}

function refuse(draft: Draft, event: CommandInvoked, text: string): void {
  record(draft, 'refused', event.author.id, { reason: 'no plan', verb: 'path' });
  answerPrivately(draft, event, text);
}

/** The plan of today; what is promised anew is stored. */
function show(draft: Draft, event: CommandInvoked, study: Study, stored: StoredPlan, language: Language): void {
  const card = study.plan(stored, stored, language);
  if (card.plan && JSON.stringify(card.plan) !== JSON.stringify(stored)) {
    setProfile(draft, event.author.id, { plan: card.plan });
    record(draft, 'planned', event.author.id, { change: card.isFinished ? 'finished' : 'redrawn', goal: stored.goal });
  } else record(draft, 'ignored', event.author.id, { reason: 'path shown' });
  sendCard(draft, event, card);
}

function make(
  draft: Draft,
  event: CommandInvoked,
  study: Study,
  context: Context,
  language: Language,
  wish: StudyWish,
): void {
  const card = study.plan(wish, null, language);
  if (!card.plan) return refuse(draft, event, card.text);
  setProfile(draft, event.author.id, { plan: card.plan });
  record(draft, 'planned', event.author.id, { change: 'made', goal: card.plan.goal, hours: wish.weeklyHours });
  const text = card.isFinished ? card.text : `${card.text}\n${studyWords.planKept(language)}`;
  const isReminded = takes(context.profileOf(event.author.id).outreachWishes, 'reminder');
  const buttons = card.isFinished || isReminded ? [] : [[toWishButton('outreach_on', 'reminder', language)]];
  sendCard(draft, event, { text, picture: card.picture }, buttons);
}
