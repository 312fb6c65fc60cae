/** What a person's own page tells: their conversations and courses, what they could take next, and for admins the queues. */
import type { Course } from './domain/course.ts';
import type { Bilingual, Knowledge } from './domain/knowledge.ts';
import type { PersonId } from './domain/place.ts';
import type { Store } from './ports.ts';
import { nextCourses } from './support/courses/next.ts';

export interface HomeSource {
  readonly store: Pick<Store, 'reports' | 'countWaiting' | 'profiles' | 'records'>;
  readonly knowledge: Knowledge;
  readonly community: string;
  readonly isAdmin: boolean;
  /** Conversations that began before are left out, ms. */
  readonly since: number;
}

const titleOf = (courses: readonly Course[], id: string): string =>
  courses.find((course) => course.id === id)?.title ?? id;

export async function toHomeFacts(person: PersonId, { store, knowledge, community, isAdmin, since }: HomeSource) {
  const all = await store.reports.conversations(since, null);
  const waiting = isAdmin ? await store.countWaiting() : null;
  const profile = (await store.profiles(community, [person])).get(person);
  const bought = profile?.account ? ((await store.records.purchasesOf(profile.account)) ?? []) : [];
  const catalogue = knowledge.courses ?? [];
  const owned = new Set(bought.map(({ course }) => course));
  const [next, ...more] = nextCourses(catalogue, owned);
  const reason = (because: readonly string[]): string => because.map((id) => titleOf(catalogue, id)).join(' + ');
  return {
    conversations: all.filter(({ learner }) => learner === person).reverse(),
    queues:
      waiting && [...knowledge.queues.values()].map(({ queue, name }) => ({ name, waiting: waiting.get(queue) ?? 0 })),
    titleOf: (intent: string): Bilingual | null => knowledge.solutions.get(intent)?.title ?? null,
    chosen: profile?.language ?? null,
    courses: [...owned].map((id) => ({ title: titleOf(catalogue, id), progress: null })),
    nextStep: next ? `${next.course.title} ← ${reason(next.because)}` : null,
    recommendations: more.map(({ course, because }) => ({ title: course.title, reason: reason(because) })),
  };
}
