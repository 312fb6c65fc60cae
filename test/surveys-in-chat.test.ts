/** A questionnaire as the learner sees it: rare, one message, easy to skip, and never in the middle of something. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '../src/domain/place.ts';
import type { SurveyQuestion } from '../src/domain/survey.ts';
import { type SurveyStanding, toSurveyTarget } from '../src/domain/survey.ts';
import { toShareOf, toSurveyCandidates, toSurveys } from '../src/support/surveys.ts';
import { openChatBench, type Past } from './chat-bench.ts';

const DAY = 86_400_000;
const EARLY = Date.UTC(2026, 2, 2, 10, 58);
const ELEVEN = EARLY + 120_000;

const MEI: PersonId = 'local:mei';
const question = (rest: Partial<SurveyQuestion>): SurveyQuestion => ({
  survey: 'after',
  question: { zh: '会推荐吗？', en: 'Would you recommend it?' },
  scale: '0-10',
  when: 'course_completed',
  sample: 1,
  capDays: 60,
  ...rest,
});
const AFTER: readonly SurveyQuestion[] = [
  question({}),
  question({ question: { zh: '用上了吗？', en: 'Have you used it?' }, scale: 'yes-no' }),
  question({ question: { zh: '哪里该改进？', en: 'What should we improve?' }, scale: 'text' }),
];

const past = (learner: PersonId, steps: Past['steps'] = [[2, 'confirmed', { resolution: 'confirmed' }]]): Past => ({
  startedAt: EARLY - 5 * DAY,
  learner,
  learnerName: 'Mei',
  steps: [[1, 'answered', { intent: 'login', category: 'account' }], ...steps],
});

describe('a questionnaire', () => {
  let bench: Awaited<ReturnType<typeof openChatBench>>;
  let place: `local:${string}`;
  let conversation: string;
  beforeEach(async () => {
    bench = await openChatBench(EARLY);
    [conversation = ''] = await bench.remember([past(MEI)]);
    const stored = await bench.store.load([{ by: 'conversation', id: conversation }]);
    place = stored!.conversation.spot.place as typeof place;
    await bench.meet(MEI, place);
  }, 60_000);
  afterEach(() => bench.close());

  const due = (now = ELEVEN, course = 'py101', survey = 'after') => {
    bench.clock.set(now);
    const id = `outreach:${survey}:${course}`;
    const spot = { place, thread: null };
    const occasion = `${survey}:${course}`;
    const event = {
      kind: 'outreachDue',
      outreach: 'survey',
      id,
      at: now,
      community: 'default',
      person: MEI,
      spot,
    } as const;
    return bench.store.accept([{ ...event, survey, course, occasion }], now);
  };
  const withSurveys = () => {
    Object.assign(bench.app.base.knowledge, { surveys: AFTER });
  };
  const standing = async (): Promise<SurveyStanding> =>
    (await bench.store.profiles('default', [MEI])).get(MEI)!.survey!;
  const press = async (choice: string, target?: string) =>
    bench.press(choice, target ?? toSurveyTarget(await standing()), MEI, place);
  /** The message of the questionnaire as it stands: it is edited in place. */
  const shown = () => bench.posts.find(({ delivery }) => delivery.slot?.startsWith('survey:'))?.text;
  const answers = async () =>
    (await bench.store.reports.surveys(null, null)).filter(({ kind }) => kind === 'surveyAnswered');

  it('asks one question after the other in one message, and thanks', async () => {
    withSurveys();
    await due();
    const [first] = await bench.settle();
    expect(first?.text).toContain('3 个小问题，随时可以跳过');
    expect(first?.text).toContain('（1/3）会推荐吗？');
    await press('survey:9');
    expect(shown()).toBe('（2/3）用上了吗？');
    await press('survey:12');
    expect(shown()).toBe('（3/3）哪里该改进？');
    await press('survey_write');
    expect(bench.posts.at(-1)?.text).toContain('下一条消息');
    await bench.app.core.receive({
      kind: 'messageReceived',
      id: 'test:words',
      at: bench.clock.now(),
      community: 'default',
      author: { id: MEI, name: 'Mei' },
      spot: { place, thread: null },
      locale: 'zh',
      text: '多一点练习',
    });
    await bench.settle();
    expect(shown()).toBe('谢谢你！你的回答会帮我们改进。');
    expect((await answers()).map(({ facts }) => [facts.question, facts.score ?? facts.text])).toEqual([
      [0, 9],
      [1, 1],
      [2, '多一点练习'],
    ]);
    expect((await bench.command('/report surveys'))[0]?.text).toMatch(/1 sent, 100% began to answer/);
    // The words are heard where all comments are.
    const comments = await bench.store.reports.comments(null);
    expect(comments).toMatchObject([{ text: '多一点练习', learnerName: 'Mei', survey: { course: 'py101' } }]);
    expect((await bench.command('/report feedback --full'))[0]?.text).toContain('Comments: 1');
  });

  it('can be skipped, question by question, and for good', async () => {
    withSurveys();
    await due();
    await bench.settle();
    await press('survey_skip');
    expect(shown()).toBe('（2/3）用上了吗？');
    await press('survey_stop');
    expect(shown()).toContain('不再发问卷');
    expect(await answers()).toEqual([]);
    const posts = bench.posts.length;
    await due(ELEVEN + 100 * DAY, 'py102');
    await bench.settle();
    expect(bench.posts.length).toBe(posts);
    expect((await bench.command('/settings', MEI, place))[0]?.text).toMatch(/surveys on|问卷/);
    await bench.command('/settings surveys on', MEI, place);
    await due(ELEVEN + 101 * DAY, 'py103');
    await bench.settle();
    expect(bench.posts.at(-1)?.text).toContain('（1/3）');
  });

  it('does not take a late press on an old button for the next answer', async () => {
    withSurveys();
    await due();
    await bench.settle();
    await press('survey:9');
    expect(await press('survey:8')).toEqual([]);
    expect((await answers()).map(({ facts }) => facts.score)).toEqual([9]);
  });

  it('does not come twice within its days', async () => {
    withSurveys();
    await due();
    await bench.settle();
    const posts = bench.posts.length;
    await due(ELEVEN + 59 * DAY, 'py102');
    await bench.settle();
    expect(bench.posts.length).toBe(posts);
  });

  it('does not come in the middle of a matter, and takes no question for an answer', async () => {
    withSurveys();
    const ask = (id: string, text: string) =>
      bench.app.core.receive({
        kind: 'messageReceived',
        id,
        at: bench.clock.now(),
        community: 'default',
        author: { id: MEI, name: 'Mei' },
        spot: { place, thread: null },
        locale: 'zh',
        text,
      });
    await due();
    await bench.settle();
    await ask('test:q', '视频一直卡怎么办');
    await bench.settle();
    expect(await answers()).toEqual([]);
    const posts = bench.posts.length;
    await due(ELEVEN + 61 * DAY, 'py102');
    await bench.settle();
    expect(bench.posts.length).toBe(posts);
  });

  it('takes the button of an older questionnaire for what it is', async () => {
    withSurveys();
    await due();
    await bench.settle();
    const older = toSurveyTarget(await standing());
    await due(ELEVEN + 100 * DAY, 'sql');
    await bench.settle();
    const posts = await press('survey:3', older);
    expect(posts.map(({ text }) => text)).toEqual(['这个按钮已经失效了。需要什么，直接发给我就行。']);
    expect(await answers()).toEqual([]);
    await press('survey:9');
    expect((await answers()).map(({ facts }) => [facts.course, facts.score])).toEqual([['sql', 9]]);
  });
});

describe('who is asked', () => {
  const people = Array.from({ length: 4000 }, (_, i): PersonId => `local:l${i}`);

  it('is the share that the file says, and the same one in every process', () => {
    const [survey] = toSurveys([question({ survey: 'quarter', when: 'period', sample: 0.1, capDays: 90 })]);
    const asked = toSurveyCandidates([survey!], people, [], ELEVEN);
    expect(asked.length / people.length).toBeCloseTo(0.1, 1);
    expect(toSurveyCandidates([survey!], people, [], ELEVEN + DAY)).toEqual(asked);
    const next = toSurveyCandidates([survey!], people, [], ELEVEN + 91 * DAY).map(({ person }) => person);
    expect(next).not.toEqual(asked.map(({ person }) => person));
  });

  it('came half way or to the end of a course of late, as the file says', () => {
    const surveys = toSurveys([question({}), question({ survey: 'half', when: 'course_half' })]);
    const at = (completion: number, halfAt: number | null, doneAt: number | null, now = ELEVEN) =>
      toSurveyCandidates(surveys, [], [{ person: MEI, course: 'c', completion, halfAt, doneAt }], now).map(
        ({ survey }) => survey,
      );
    expect(at(0.49, null, null)).toEqual([]);
    expect(at(0.5, ELEVEN - DAY, null)).toEqual(['half']);
    expect(at(1, ELEVEN - 2 * DAY, ELEVEN - DAY)).toEqual(['after']);
    expect(at(1, ELEVEN - 30 * DAY, ELEVEN - 15 * DAY)).toEqual([]);
    expect(at(1, null, null)).toEqual([]);
  });

  it('is drawn evenly', () => {
    const shares = people.map((person) => toShareOf(person));
    for (let tenth = 0; tenth < 10; tenth++) {
      const inside = shares.filter((share) => share >= tenth / 10 && share < (tenth + 1) / 10).length;
      expect(inside / people.length).toBeCloseTo(0.1, 1);
    }
  });
});
