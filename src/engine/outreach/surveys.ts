/** Questionnaires: one message, one question at a time, edited in place; every question can be skipped, and all of them for good. */
import type { Button } from '../../domain/choice.ts';
import { toCourseTitle } from '../../domain/course.ts';
import type { ChoiceMade, MessageReceived } from '../../domain/event.ts';
import type { PersonId } from '../../domain/place.ts';
import {
  fromSurveyNumber,
  type SurveyStanding,
  toScaleValues,
  toSurveyNumber,
  toSurveyTarget,
} from '../../domain/survey.ts';
import { type Survey, toSurveys } from '../../support/surveys.ts';
import { toButton } from '../cards.ts';
import type { Context } from '../context.ts';
import { type Buttons, conversationOf, type Draft, record, say, setProfile } from '../draft.ts';
import { replies } from '../replies.ts';
import { nowOf } from './meeting.ts';
import { surveyWords } from './survey-words.ts';
import { wish } from './wishes.ts';

/** Words after *Write* are the answer for so long; after that a learner has something else in mind. */
const WRITING_MS = 30 * 60_000;
/** Buttons in a row; platforms break longer ones where they like. */
const ROW = 4;

export function findSurvey({ knowledge }: Context, name: string): Survey | undefined {
  return toSurveys(knowledge.surveys ?? []).find(({ survey }) => survey === name);
}

/** The first question, to the learner of the conversation. */
export function askSurvey(draft: Draft, survey: Survey, course: string | null, context: Context): void {
  const { id, learner } = conversationOf(draft);
  const standing: SurveyStanding = {
    survey: survey.survey,
    course,
    conversationId: id,
    askedAt: nowOf(draft, context),
    question: 0,
    writingSince: null,
  };
  setProfile(draft, learner, { survey: standing });
  record(draft, 'surveyAsked', 'bot', { survey: survey.survey, course });
  ask(draft, survey, standing, 0, context);
}

const slotOf = ({ conversationId, askedAt }: SurveyStanding): string => `survey:${conversationId}:${askedAt}`;

function ask(draft: Draft, survey: Survey, standing: SurveyStanding, n: number, context: Context): void {
  const { language } = conversationOf(draft);
  const { question } = survey.questions[n]!;
  const known = context.knowledge.courses?.find(({ id }) => id === standing.course);
  const course = known ? toCourseTitle(known, language) : standing.course;
  const words = surveyWords.question(question[language], n, survey.questions.length, course, language);
  say(draft, words, toButtons(draft, survey, standing, n), slotOf(standing));
}

function toButtons(draft: Draft, survey: Survey, standing: SurveyStanding, n: number): Buttons {
  const { language } = conversationOf(draft);
  const target = toSurveyTarget(standing);
  const { scale } = survey.questions[n]!;
  const values = toScaleValues(scale).map(
    (value): Button => ({
      choice: `survey:${toSurveyNumber(n, value)}` as Button['choice'],
      target,
      label: scale === 'yes-no' ? surveyWords.yesOrNo(value === 1, language) : String(value),
    }),
  );
  const rows: Button[][] = [];
  for (let start = 0; start < values.length; start += ROW) rows.push(values.slice(start, start + ROW));
  const last = [toButton('survey_skip', target, language), toButton('survey_stop', target, language)];
  return [...rows, scale === 'text' ? [toButton('survey_write', target, language), ...last] : last];
}

/** The buttons of a questionnaire; those of an earlier question or of one that is over say so. */
export function onSurveyChoice(draft: Draft, event: ChoiceMade, context: Context): void {
  const standing = context.profileOf(event.author.id).survey;
  const { language } = conversationOf(draft);
  const survey = standing ? findSurvey(context, standing.survey) : undefined;
  if (event.choice === 'survey_stop') return stop(draft, event, standing, context);
  if (!standing || !survey || event.target !== toSurveyTarget(standing) || standing.question === null) {
    record(draft, 'ignored', event.author.id, { reason: 'stale button', choice: event.choice });
    say(draft, replies.staleButton(language));
    return;
  }
  const n = standing.question;
  if (event.choice === 'survey_write') {
    setProfile(draft, event.author.id, { survey: { ...standing, writingSince: event.at } });
    record(draft, 'ignored', event.author.id, { reason: 'survey words announced' });
    say(draft, surveyWords.write(language));
    return;
  }
  if (event.choice === 'survey_skip') return goOn(draft, event.author.id, survey, standing, context);
  const { question, value } = fromSurveyNumber(Number(event.choice.slice('survey:'.length)));
  const { scale } = survey.questions[n]!;
  if (question !== n || !toScaleValues(scale).includes(value)) {
    record(draft, 'ignored', event.author.id, { reason: 'pressed before', choice: event.choice });
    return;
  }
  recordAnswer(draft, event.author.id, standing, n, { score: value });
  goOn(draft, event.author.id, survey, standing, context);
}

/** True where the message is the answer that its author had announced with *Write*. */
export function takeSurveyWords(draft: Draft, event: MessageReceived, context: Context): boolean {
  const standing = context.profileOf(event.author.id).survey;
  if (!standing || standing.question === null || standing.writingSince === null) return false;
  if (event.at > standing.writingSince + WRITING_MS || draft.conversation?.id !== standing.conversationId) return false;
  const survey = findSurvey(context, standing.survey);
  const text = event.text.trim();
  if (!survey || text === '' || survey.questions[standing.question]?.scale !== 'text') return false;
  recordAnswer(draft, event.author.id, standing, standing.question, { text });
  goOn(draft, event.author.id, survey, standing, context);
  return true;
}

function recordAnswer(
  draft: Draft,
  person: PersonId,
  { survey, course }: SurveyStanding,
  question: number,
  answer: { readonly score: number } | { readonly text: string },
): void {
  record(draft, 'surveyAnswered', person, { survey, course, question, ...answer });
}

/** The next question, or thanks. */
function goOn(draft: Draft, person: PersonId, survey: Survey, standing: SurveyStanding, context: Context): void {
  const next = (standing.question ?? 0) + 1;
  const isOver = next >= survey.questions.length;
  setProfile(draft, person, {
    survey: { ...standing, question: isOver ? null : next, writingSince: null },
  });
  if (!isOver) return ask(draft, survey, standing, next, context);
  record(draft, 'surveyEnded', person, { survey: survey.survey });
  say(draft, surveyWords.thanks(conversationOf(draft).language), [], slotOf(standing));
}

function stop(draft: Draft, event: ChoiceMade, standing: SurveyStanding | null, context: Context): void {
  const { language } = conversationOf(draft);
  const isThisOne = standing !== null && event.target === toSurveyTarget(standing);
  wish(draft, event.author.id, 'survey', false, context);
  if (standing) setProfile(draft, event.author.id, { survey: { ...standing, question: null, writingSince: null } });
  say(draft, surveyWords.stopped(language), [], isThisOne ? slotOf(standing) : null);
}
