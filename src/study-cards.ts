/** What is known of one learner, put into suggestions and cards. Answers at once; reads nothing. */
import { toCourseTitle } from './domain/course.ts';
import type { Language } from './domain/language.ts';
import {
  type PlanCard,
  type StoredPlan,
  type Study,
  type StudyCard,
  type StudyWish,
  type SuggestedCourse,
  type Suggestions,
  toCourseCode,
} from './domain/study.ts';
import type { KnownLearner } from './learner-source.ts';
import { createSearch, makePlan, toPathPicture } from './plan-making.ts';
import { toDayText, toPlanText } from './recommend/path/plan-text.ts';
import { fromStoredPlan, reviewPlan, toStoredPlan } from './recommend/path/replan.ts';
import { isFinished, isHeldOut, type RankedCourse } from './recommend/product/learner.ts';
import { pickPopular } from './recommend/product/popular.ts';
import { toReasonText } from './recommend/product/reason.ts';
import type { Recommendation } from './recommend/product/suggester.ts';
import { toStudyTime } from './recommend/study/activity.ts';
import { checkCertificate } from './recommend/study/certificate.ts';
import { pickTips, toCertificateText, toTipsText } from './recommend/study/checklist-text.ts';
import { toProgressCard } from './recommend/study/progress-text.ts';
import type { Learnt } from './study.ts';
import { findCourse } from './support/courses/catalogue.ts';

export interface StudyRequest {
  readonly learnt: Learnt;
  /** All that may be recommended, best first. */
  readonly ranked: readonly Recommendation[];
  readonly known: KnownLearner;
  readonly isLinked: boolean;
  readonly heldOutShare: number;
  readonly timeZone: string;
  /** ms. */
  readonly now: number;
}

/** As many as a chat shows at once. */
const MOST_SHOWN = 3;
const MOST_CERTIFICATES = 5;
const LONGEST_GOAL = 60;

export function createStudy(request: StudyRequest): Study {
  const { learnt, known, heldOutShare, timeZone, now } = request;
  const { courses, files } = learnt;
  const { record } = known;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const byId = new Map(courses.map((course) => [course.id, course]));
  const takenOf = new Map(record.taken.map((one) => [one.course, one]));
  const hasFinished = (id: string): boolean => {
    const taken = takenOf.get(id);
    return taken !== undefined && isFinished(taken);
  };
  const arm = isHeldOut(record.learner, heldOutShare) ? 'popular' : 'personal';

  const rank = (): readonly Recommendation[] =>
    arm === 'popular' ? pickPopular(courses, learnt.takers, record, courses.length, now) : request.ranked;

  function suggest(goal: string | null, skip: readonly string[], language: Language): Suggestions {
    const ranked = rank().filter(({ course }) => !skip.includes(course.id));
    const wanted = new Set(goal === null ? [] : createSearch(courses)(goal).map(({ id }) => id));
    const onGoal = ranked.filter(({ course }) => wanted.has(course.id));
    const isOffGoal = goal !== null && onGoal.length === 0;
    const shown = (goal === null || isOffGoal ? ranked : onGoal).slice(0, MOST_SHOWN);
    return { arm, isOffGoal, courses: shown.map((one) => toSuggested(one, language)) };
  }

  function toSuggested({ course, reason }: Recommendation, language: Language): SuggestedCourse {
    return {
      course: course.id,
      title: toCourseTitle(course, language),
      reason: toReasonText(reason, language),
      because: reason.kind,
      price: course.price,
    };
  }

  function explain(id: string, language: Language): string {
    const course = byId.get(id);
    const found = rank().find((one) => one.course.id === id);
    if (!course) return '';
    const zh = language === 'zh';
    const takers = learnt.takers.get(id) ?? 0;
    const facts = [
      ...(found ? [toReasonText(found.reason, language).replace(/[。.]$/, '')] : []),
      ...(course.prerequisites.length > 0
        ? [
            `${zh ? '先修' : 'Comes after'} ${course.prerequisites.map((one) => toName(one, language)).join(zh ? '、' : ', ')}`,
          ]
        : [zh ? '不需要先修课' : 'Nothing has to come before']),
      // Small groups could be recognised.
      ...(takers >= 5 ? [zh ? `${takers} 位学员选过` : `${takers} learners took it`] : []),
    ];
    return `${toCourseTitle(course, language)}${zh ? '：' : ': '}${facts.join(zh ? '；' : '; ')}`;
  }

  const toName = (id: string, language: Language): string => {
    const course = byId.get(id);
    return course ? toCourseTitle(course, language) : id;
  };

  function plan(typed: StudyWish, previous: StoredPlan | null, language: Language): PlanCard {
    const wish = { ...typed, goal: typed.goal.slice(0, LONGEST_GOAL) };
    const { transitions } = learnt;
    const made = makePlan({ wish, courses, transitions, record, holidays: files.holidays, today: today.toString() });
    const zh = language === 'zh';
    const failed = (text: string): PlanCard => ({ text, picture: null, plan: null, isFinished: false });
    if (made.result === 'noTime') {
      return failed(
        zh
          ? '这样排要十年以上。每周多留一点时间再试试？'
          : 'That would take more than ten years. Could you spare more hours a week?',
      );
    }
    if (made.result !== 'made') {
      return failed(
        zh
          ? '这个目标暂时排不出计划，请找人工看看：/human'
          : 'No plan can be made for this right now. Please ask a person: /human',
      );
    }
    if (made.plan.steps.length === 0) return failed(toPlanText(made.plan, wish.weeklyHours, language));
    const review = previous ? reviewPlan(fromStoredPlan(previous, courses), made.plan, language) : null;
    const shown = review?.plan ?? made.plan;
    const isDone = shown.steps.every(({ status }) => status === 'done');
    const text = [...(review?.changes ?? []), toPlanText(shown, wish.weeklyHours, language)];
    if (isDone) text.push('', toTipsText(pickTips(files.resources, wish.goal, language), language));
    // Days that hold keep the day on which they were promised.
    const kept = review && review.changes.length === 0 && previous ? { ...shown, madeOn: previous.madeOn } : shown;
    return {
      text: text.join('\n').trimEnd(),
      picture: {
        kind: 'path',
        path: toPathPicture(shown, wish.weeklyHours, language),
        alt: shown.steps
          .map(({ course, to }) => `${toCourseTitle(course, language)} ${to ?? '✓'}`)
          .join(zh ? '；' : '; '),
      },
      plan: toStoredPlan(kept, wish),
      isFinished: isDone,
    };
  }

  /** From the plan where there is one, else what is begun, else what would be recommended. */
  function toNextStep(stored: StoredPlan | null, language: Language): string | null {
    const zh = language === 'zh';
    const planned = stored?.steps.find(({ course }) => byId.has(course) && !hasFinished(course));
    if (planned) {
      const name = toName(planned.course, language);
      const day = planned.to ? toDayText(planned.to, today.toString(), language) : null;
      if (day === null) return zh ? `《${name}》` : `“${name}”`;
      return zh ? `《${name}》，按计划 ${day} 学完（/path）` : `“${name}”, planned to be done by ${day} (/path)`;
    }
    const begun = record.taken.find((one) => byId.has(one.course) && (one.completion ?? 0) > 0 && !isFinished(one));
    if (begun)
      return zh ? `接着学《${toName(begun.course, language)}》` : `go on with “${toName(begun.course, language)}”`;
    const [best] = suggest(null, [], language).courses;
    return best ? (zh ? `《${best.title}》（/recommend）` : `“${best.title}” (/recommend)`) : null;
  }

  function progress(stored: StoredPlan | null, language: Language): StudyCard {
    const taken = record.taken.flatMap((one) => {
      const course = byId.get(one.course);
      return course ? [{ course, taken: one }] : [];
    });
    const day = Math.floor(Date.UTC(today.year, today.month - 1, today.day) / 86_400_000);
    const time = toStudyTime(known.activity, day);
    const card = toProgressCard({ taken, time, nextStep: toNextStep(stored, language), language });
    if (taken.length > 0 || time) return card;
    return { ...card, text: `${card.text}\n${toLinkHint(language)}` };
  }

  function toLinkHint(language: Language): string {
    if (request.isLinked) return '';
    return language === 'zh'
      ? '绑定课程账号后，这里会有你的课程和进度：用店铺给的链接，或 /settings link 绑定码'
      : 'Link your course account and your courses and progress appear here: use the shop’s link, or /settings link and your code';
  }

  function certificate(words: string, language: Language): StudyCard {
    const zh = language === 'zh';
    const named = words === '' ? null : findCourse(courses, words);
    const own = record.taken.flatMap(({ course }) => byId.get(course) ?? []);
    const asked = named ? [byId.get(named.id)!] : own.slice(0, MOST_CERTIFICATES);
    if (asked.length === 0) {
      const how = zh
        ? '想看哪门课的证书？写上课程，比如：/path certificate cert301'
        : 'Which course? For example: /path certificate cert301';
      return { text: [how, toLinkHint(language)].filter(Boolean).join('\n'), picture: null };
    }
    const texts = asked.map((course: RankedCourse) => {
      const checks = checkCertificate({
        course: course.id,
        prerequisites: course.prerequisites,
        requirements: files.certificates,
        completionOf: (id) => takenOf.get(id)?.completion ?? null,
        isFinished: hasFinished,
        scores: known.scores,
      });
      return toCertificateText(course, checks, language);
    });
    return { text: texts.join('\n\n'), picture: null };
  }

  function career(goal: string, language: Language): StudyCard {
    const text = toTipsText(pickTips(files.resources, goal, language), language);
    const none =
      language === 'zh'
        ? '求职资料还没有放上来，可以找人工聊聊：/human'
        : 'There are no career notes here yet. Talk to a person: /human';
    return { text: text === '' ? none : text, picture: null };
  }

  return {
    learner: record.learner,
    isLinked: request.isLinked,
    suggest,
    findCourse(code) {
      const course = courses.find(({ id }) => toCourseCode(id) === code);
      if (!course) return null;
      return { course: course.id, title: (language) => toCourseTitle(course, language), price: course.price };
    },
    explain,
    plan,
    progress,
    certificate,
    career,
  };
}
