/** Before buying: `/courses` lists, filters and compares what is on sale, and goes from a goal to a course; then a person. */
import type { CommandInvoked } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import { filterCourses, findCourse, parseCourseFilter, toPath } from '../../support/courses/catalogue.ts';
import {
  type CourseWording,
  compareCourses,
  toComparisonText,
  toCourseList,
  toSuggestionText,
} from '../../support/courses/course-text.ts';
import { suggestCourses } from '../../support/courses/goal.ts';
import { toHumanButton } from '../cards.ts';
import type { Context } from '../context.ts';
import { answerAt, conversationOf, type Draft, record, say, setConversation, setTimer } from '../draft.ts';
import { toQuestions } from '../handover.ts';
import { beginConversation } from '../on-message.ts';
import { learnerWords } from './words.ts';

/** Months of service of a course that names none; see `support/entitlement.ts`. */
const SERVICE_MONTHS = 12;
const CURRENCY = '¥';
const MOST_COMPARED = 4;

/** Nothing: all of them · `compare A B` · `goal what I want` · an id or a title: that one · else a filter such as `python 500以内`. */
export function courses(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const all = context.knowledge.courses ?? [];
  const words = event.args.trim();
  if (all.length === 0) {
    record(draft, 'refused', event.author.id, { reason: 'no courses' });
    return answerAt(draft, event.spot, 'learner', learnerWords.noCourses(language));
  }
  const status = draft.conversation?.status;
  if (!status || status === 'closed' || status === 'resolved') beginConversation(draft, event, language);
  const conversation = conversationOf(draft);
  const isOpen = conversation.status === 'open';
  setConversation(draft, {
    activeAt: event.at,
    language,
    ...(isOpen && { topic: 'pre_sale', questions: toQuestions(conversation.questions, [`/courses ${words}`.trim()]) }),
  });
  record(draft, 'ignored', event.author.id, { reason: 'courses shown', text: words });
  const owned = new Set(context.entitlement.courses.map(({ course }) => course));
  say(draft, toAnswer(words, context, owned, language), isOpen ? toHumanButton(conversationOf(draft)) : []);
  if (isOpen) setTimer(draft, 'quietClose', event.at + context.settings.closeAfterMs);
}

function toAnswer(words: string, context: Context, owned: ReadonlySet<string>, language: Language): string {
  const all = context.knowledge.courses ?? [];
  const wording: CourseWording = { language, currency: CURRENCY, ratings: new Map(), serviceMonths: SERVICE_MONTHS };
  const titleOf = (id: string) => all.find((course) => course.id === id)?.title ?? id;
  const compare = (found: typeof all) => {
    const paths = found.map((course) => toPath(course, all, owned));
    return toComparisonText(found, compareCourses(found, paths, titleOf, wording));
  };
  const [, verb = '', rest = ''] = /^(compare|vs|对比|比较|goal|目标|想)[\s:：]*([\s\S]*)$/i.exec(words) ?? [];
  if (/^(?:compare|vs|对比|比较)$/i.test(verb)) {
    const names = rest.split(/[\s,，、;；]+|和|与|\bvs\b/i).filter(Boolean);
    const found = names.flatMap((name) => findCourse(all, name) ?? []).slice(0, MOST_COMPARED);
    return found.length >= 2
      ? compare(found)
      : learnerWords.compareHow(
          all.slice(0, 2).map(({ id }) => id),
          language,
        );
  }
  if (verb !== '') return toSuggestionText(suggestCourses(rest, all, owned), wording);
  const one = findCourse(all, words);
  if (one) return `${one.title} [${one.id}]\n${compare([one])}`;
  const list = toCourseList(filterCourses(all, parseCourseFilter(words)), wording);
  return words === '' ? `${list}\n${learnerWords.coursesHow(language)}` : list;
}
