/** Who can be played on this page: the first learners and the agents, and their places. */
import type { Author } from '../../../src/domain/event.ts';
import type { PlaceId } from '../../../src/domain/place.ts';
import { type Language, language } from './texts.ts';

export const STAFF_PLACE = 'local:staff';
export const ADMIN_PLACE = 'local:admin';
const LEARNER_PREFIX = 'local:learner-';

const NAMES: Readonly<Record<Language, readonly string[]>> = {
  zh: ['小明', '佳怡', '阿强', '子轩', '思琪', '浩然', '雨桐', '一诺'],
  en: ['Sam', 'Mia', 'Leo', 'Ada', 'Noah', 'Zoe', 'Kai', 'Eva'],
};

/** A learner by the slug that stands in their place and person id. */
export interface Learner {
  readonly slug: string;
  readonly name: string;
}

/** The next learner nobody has opened yet. */
export function nextLearner(taken: readonly string[]): Learner {
  const free = NAMES[language()].find((name) => !taken.includes(toSlug(name)));
  const name = free ?? `${language() === 'zh' ? '学员' : 'Learner '}${taken.length + 1}`;
  return { slug: toSlug(name), name };
}

function toSlug(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}

export function placeOf(learner: Learner): PlaceId {
  return `local:learner-${learner.slug}`;
}

/** The slug of the learner whose place it is, else null. */
export function learnerSlug(place: string): string | null {
  return place.startsWith(LEARNER_PREFIX) ? place.slice(LEARNER_PREFIX.length) : null;
}

export function authorOf(learner: Learner): Author {
  return { id: `local:${learner.slug}`, name: learner.name };
}

export interface Agent {
  readonly slug: string;
  readonly names: Readonly<Record<Language, string>>;
}

/** Two, so that races and hand-overs can be tried. */
export const AGENTS: readonly Agent[] = [
  { slug: 'lin', names: { zh: '小林', en: 'Lin' } },
  { slug: 'qing', names: { zh: '阿青', en: 'Qing' } },
];

export function authorOfAgent(agent: Agent): Author {
  return { id: `local:agent-${agent.slug}`, name: agent.names[language()] };
}

export function adminAuthor(): Author {
  return { id: 'local:admin', name: language() === 'zh' ? '管理员' : 'Admin' };
}
