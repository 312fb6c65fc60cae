/** Questionnaires: one message, one question at a time, edited in place; every question can be skipped, and all of them for good. */
import type { Button } from '../../domain/choice.ts';
import type { ChoiceMade, MessageReceived, SurveyDue } from '../../domain/event.ts';
import { isBlocked } from '../../domain/profile.ts';
import { fromSurveyNumber, type SurveyStanding, toScaleValues, toSurveyNumber } from '../../domain/survey.ts';
import { type Survey, toSurveys } from '../../support/surveys.ts';
import { toButton } from '../cards.ts';
import type { Context } from '../context.ts';
import { type Buttons, conversationOf, type Draft, record, say, setProfile } from '../draft.ts';
import { replies } from '../replies.ts';
import { quietUntil } from './needs.ts';
import { surveyWords } from './survey-words.ts';

const DAY_MS = 86_400_000;
/** Words after *Write* are the answer for so long; after that a learner has something else in mind. */
const WRITING_MS = 30 * 60_000;
/** Buttons in a row; platforms break longer ones where they like. */
const ROW = 4;

function findSurvey({ knowledge }: Context, name: string): Survey | undefined {
  return toSurveys(knowledge.surveys ?? []).find(({ survey }) => survey === name);
}

/** Asks, unless there is a reason not to: nobody is asked in the middle of a matter, too often, at night, or who said no. */
export function onSurveyDue(draft: Draft, event: SurveyDue, context: Context): void {
  const survey = findSurvey(context, event.survey);
  const reason = survey ? findReasonNot(draft, event, survey, context) : 'no such survey';
  if (reason !== null || !survey) {
    record(draft, 'ignored', 'bot', { reason: `survey: ${reason}`, survey: event.survey });
    return;
  }
  const { id } = conversationOf(draft);
  const standing: SurveyStanding = {
    survey: survey.survey,
    course: event.course,
    conversationId: id,
    askedAt: event.at,
    question: 0,
    writingSince: null,
  };
  setProfile(draft, event.person, { survey: standing });
  record(draft, 'surveyAsked', 'bot', { survey: survey.survey, course: event.course });
  ask(draft, survey, standing, 0, context);
}

function findReasonNot(draft: Draft, event: SurveyDue, survey: Survey, context: Context): string | null {
  const { conversation } = draft;
  if (!conversation) return 'never heard of';
  const { takesSurveys, blocked, needs, survey: last } = context.profileOf(event.person);
  if (!takesSurveys) return 'asked not to be asked';
  if (isBlocked({ ...context.profileOf(event.person), blocked }, event.at)) return 'blocked';
  if (conversation.status !== 'resolved' && conversation.status !== 'closed') return 'in the middle of a matter';
  if (context.openTickets > 0) return 'a ticket is open';
  if (last && event.at < last.askedAt + survey.capDays * DAY_MS) return 'asked lately';
  return quietUntil(needs, event.at, context.settings.timeZone) === null ? null : 'quiet hours';
}

const slotOf = ({ conversationId, askedAt }: SurveyStanding): string => `survey:${conversationId}:${askedAt}`;

function ask(draft: Draft, survey: Survey, standing: SurveyStanding, n: number, context: Context): void {
  const { language } = conversationOf(draft);
  const { question } = survey.questions[n]!;
  const course = context.knowledge.courses?.find(({ id }) => id === standing.course)?.title ?? standing.course;
  const words = surveyWords.question(question[language], n, survey.questions.length, course, language);
  say(draft, words, toButtons(draft, survey, n), slotOf(standing));
}

function toButtons(draft: Draft, survey: Survey, n: number): Buttons {
  const { id, language } = conversationOf(draft);
  const { scale } = survey.questions[n]!;
  const values = toScaleValues(scale).map(
    (value): Button => ({
      choice: `survey:${toSurveyNumber(n, value)}` as Button['choice'],
      target: id,
      label: scale === 'yes-no' ? surveyWords.yesOrNo(value === 1, language) : String(value),
    }),
  );
  const rows: Button[][] = [];
  for (let start = 0; start < values.length; start += ROW) rows.push(values.slice(start, start + ROW));
  const last = [toButton('survey_skip', id, language), toButton('survey_stop', id, language)];
  return [...rows, scale === 'text' ? [toButton('survey_write', id, language), ...last] : last];
}

/** The buttons of a questionnaire; those of an earlier question or of one that is over say so. */
export function onSurveyChoice(draft: Draft, event: ChoiceMade, context: Context): void {
  const standing = context.profileOf(event.author.id).survey;
  const { id, language } = conversationOf(draft);
  const survey = standing ? findSurvey(context, standing.survey) : undefined;
  if (event.choice === 'survey_stop') return stop(draft, event, standing);
  if (!standing || !survey || standing.conversationId !== id || standing.question === null) {
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
  person: SurveyDue['person'],
  { survey, course }: SurveyStanding,
  question: number,
  answer: { readonly score: number } | { readonly text: string },
): void {
  record(draft, 'surveyAnswered', person, { survey, course, question, ...answer });
}

/** The next question, or thanks. */
function goOn(
  draft: Draft,
  person: SurveyDue['person'],
  survey: Survey,
  standing: SurveyStanding,
  context: Context,
): void {
  const next = (standing.question ?? 0) + 1;
  const isOver = next >= survey.questions.length;
  setProfile(draft, person, {
    survey: { ...standing, question: isOver ? null : next, writingSince: null },
  });
  if (!isOver) return ask(draft, survey, standing, next, context);
  record(draft, 'surveyEnded', person, { survey: survey.survey });
  say(draft, surveyWords.thanks(conversationOf(draft).language), [], slotOf(standing));
}

function stop(draft: Draft, event: ChoiceMade, standing: SurveyStanding | null): void {
  const { language } = conversationOf(draft);
  const over = standing && { ...standing, question: null, writingSince: null };
  setProfile(draft, event.author.id, { takesSurveys: false, survey: over });
  record(draft, 'configured', event.author.id, { takesSurveys: false });
  say(draft, surveyWords.stopped(language), [], standing ? slotOf(standing) : null);
}
