/** What a person's own page tells: their tickets, ratings and courses, what comes next, and for admins the queues. Reads the store. */
import type { Conversation } from './domain/conversation.ts';
import type { ConversationFacts } from './domain/conversation-facts.ts';
import { type Course, toBilingualTitle } from './domain/course.ts';
import type { HomeBlock } from './domain/home.ts';
import type { Bilingual, Knowledge } from './domain/knowledge.ts';
import type { LearningState } from './domain/learning-state.ts';
import type { PersonId } from './domain/place.ts';
import type { StoredPlan } from './domain/study.ts';
import type { Store } from './ports.ts';
import type { ProgressOf } from './progress-file.ts';
import { nextCourses } from './support/courses/next.ts';
import { arrangeHome, type HomeKnown } from './support/home.ts';
import { loadLearning } from './workers/learning.ts';

export interface HomeSource {
  readonly store: Pick<
    Store,
    'countWaiting' | 'profiles' | 'records' | 'imports' | 'insights' | 'ticketsOf' | 'reports'
  >;
  readonly knowledge: Knowledge;
  readonly community: string;
  readonly progressOf: ProgressOf;
  readonly now: number;
}

/** Conversations that began before are left out, ms. */
const HOME_MS = 30 * 86_400_000;
const MOST_TICKETS = 10;

function titleOf(courses: readonly Course[], id: string): Bilingual {
  const course = courses.find((one) => one.id === id);
  return course ? toBilingualTitle(course) : { zh: id, en: id };
}

const isInHand = (status: Conversation['status']): status is 'queued' | 'assigned' | 'pending' =>
  status === 'queued' || status === 'assigned' || status === 'pending';

async function toTickets(person: PersonId, { store, community, knowledge }: HomeSource): Promise<HomeKnown['tickets']> {
  const found = await store.ticketsOf(community, person, MOST_TICKETS);
  return found.flatMap(({ conversation, ticket }) => {
    if (!ticket || !isInHand(conversation.status)) return [];
    const queue = knowledge.queues.get(ticket.queue)?.name ?? { zh: ticket.queue, en: ticket.queue };
    return [{ id: ticket.id, status: conversation.status, queue, question: conversation.questions.at(-1) ?? '—' }];
  });
}

/** The first step of the path that is not finished. */
function toPlanned(plan: StoredPlan | null, state: LearningState | null, catalogue: readonly Course[]) {
  const done = new Set(state?.courses.filter(({ completion }) => (completion ?? 0) >= 0.9).map(({ course }) => course));
  const step = plan?.steps.find(({ course, from }) => from !== null && !done.has(course));
  if (!step?.from || !step.to) return null;
  return { title: titleOf(catalogue, step.course), from: step.from, to: step.to };
}

/** Oldest first. */
async function conversationsOf(person: PersonId, { store, now }: HomeSource): Promise<readonly ConversationFacts[]> {
  return (await store.reports.conversations(now - HOME_MS, null)).filter(({ learner }) => learner === person);
}

/** The page of that person, in the order in which it matters to them now. */
export async function gatherHome(
  person: PersonId,
  source: HomeSource,
  recent?: readonly ConversationFacts[],
): Promise<readonly HomeBlock[]> {
  const { store, knowledge, community, now, progressOf } = source;
  const profile = (await store.profiles(community, [person])).get(person);
  const account = profile?.account ?? null;
  const catalogue = knowledge.courses ?? [];
  const purchases = account === null ? null : await store.records.purchasesOf(account);
  const state = await loadLearning(store, account, purchases, progressOf, now);
  const owned = new Set(state?.courses.map(({ course }) => course));
  const because = (ids: readonly string[]): Bilingual => {
    const titles = ids.map((id) => titleOf(catalogue, id));
    return { zh: titles.map(({ zh }) => zh).join('、'), en: titles.map(({ en }) => en).join(', ') };
  };
  const [next, ...more] = nextCourses(catalogue, owned).map((one) => ({
    title: toBilingualTitle(one.course),
    because: because(one.because),
  }));
  const own = recent ?? (await conversationsOf(person, source));
  const asked = own.findLast(({ ratingAsked }) => ratingAsked);
  const managed =
    account === null ? [] : (await store.imports.read('members', account)).filter(({ role }) => role === 'manager');
  const organisations = managed.length === 0 ? [] : await store.imports.read('organisations');
  return arrangeHome({
    tickets: await toTickets(person, source),
    unrated:
      asked && asked.score === null
        ? {
            conversation: asked.conversationId,
            about: (asked.intent && knowledge.solutions.get(asked.intent)?.title) || null,
          }
        : null,
    courses: (state?.courses ?? []).map(({ course, completion }) => ({
      title: titleOf(catalogue, course),
      completion,
    })),
    planned: toPlanned(profile?.plan ?? null, state, catalogue),
    next: next ?? null,
    recommended: more,
    manages: managed.map(
      ({ organisation }) => organisations.find(({ id }) => id === organisation)?.name ?? organisation,
    ),
    isLinked: account !== null,
  });
}

/** The page with what a platform that keeps one shows beside it. */
export async function toHomeFacts(person: PersonId, source: HomeSource & { readonly isAdmin: boolean }) {
  const { store, knowledge, community, isAdmin } = source;
  const own = await conversationsOf(person, source);
  const waiting = isAdmin ? await store.countWaiting() : null;
  const profile = (await store.profiles(community, [person])).get(person);
  return {
    page: await gatherHome(person, source, own),
    conversations: own.toReversed(),
    queues:
      waiting && [...knowledge.queues.values()].map(({ queue, name }) => ({ name, waiting: waiting.get(queue) ?? 0 })),
    titleOf: (intent: string): Bilingual | null => knowledge.solutions.get(intent)?.title ?? null,
    chosen: profile?.language ?? null,
  };
}
