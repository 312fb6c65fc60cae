/** How a learner of the demo behaves: reads, judges the answer, presses, asks again, rates. */
import type { Knowledge } from '../domain/knowledge.ts';
import type { PlaceId } from '../domain/place.ts';
import type { Community, Shown } from './community.ts';
import type { Random } from './random.ts';

export interface DemoQuestion {
  readonly intent: string;
  readonly text: string;
}

/** What became of one question, for the identification table. */
export type Fate = 'right' | 'wrong' | 'picked' | 'missed' | 'person';

export interface DemoLearner {
  readonly name: string;
  readonly place: PlaceId;
  readonly question: DemoQuestion;
  fate: Fate | null;
  /** The intent the bot answered with first, null = none. */
  recognised: string | null;
  rephrased: boolean;
  rated: boolean;
}

export interface LearnerWorld {
  readonly community: Community;
  readonly knowledge: Knowledge;
  readonly random: Random;
  /** Another wording of the same matter, where the set has one. */
  rephrase(question: DemoQuestion): string;
  /** Does it after `ms`. */
  later(ms: number, run: () => Promise<void>): void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export function createLearner(n: number, question: DemoQuestion): DemoLearner {
  const name = `learner${n}`;
  return {
    name,
    place: `local:learner-${name}`,
    question,
    fate: null,
    recognised: null,
    rephrased: false,
    rated: false,
  };
}

export async function ask(learner: DemoLearner, world: LearnerWorld, text: string): Promise<void> {
  await world.community.say(learner.place, `local:${learner.name}`, learner.name, text);
  world.later(20 * SECOND + world.random.wait(40 * SECOND), () => react(learner, world));
}

/** Looks at the newest message with buttons and does what somebody in a hurry does. */
async function react(learner: DemoLearner, world: LearnerWorld): Promise<void> {
  const shown = (await world.community.list(learner.place)).findLast((message) => message.buttons.length > 0);
  if (!shown) return;
  const choices = shown.buttons.flat().map((button) => button.choice);
  if (choices.includes('solved')) await judge(learner, world, shown);
  else if (choices.some((choice) => choice.startsWith('pick:'))) await pick(learner, world, shown);
  else if (choices.includes('human')) await afterMiss(learner, world, shown);
}

function press(learner: DemoLearner, world: LearnerWorld, shown: Shown, choice: string): Promise<boolean> {
  return world.community.press(shown, choice, `local:${learner.name}`, learner.name);
}

function recognise(world: LearnerWorld, text: string): string | null {
  for (const { intent, answer } of world.knowledge.solutions.values()) {
    if (text === answer.zh || text === answer.en) return intent;
  }
  return null;
}

async function judge(learner: DemoLearner, world: LearnerWorld, shown: Shown): Promise<void> {
  const intent = recognise(world, shown.text);
  learner.recognised ??= intent;
  if (intent === learner.question.intent) {
    learner.fate ??= 'right';
    // One in ten is helped and simply leaves: the bot may only assume it.
    if (world.random.chance(0.9)) await press(learner, world, shown, 'solved');
    rateLater(learner, world);
    return;
  }
  learner.fate ??= 'wrong';
  await press(learner, world, shown, 'not_this');
  world.later(15 * SECOND, () => react(learner, world));
}

async function pick(learner: DemoLearner, world: LearnerWorld, shown: Shown): Promise<void> {
  const { title } = world.knowledge.solutions.get(learner.question.intent) ?? {};
  const button = shown.buttons.flat().find(({ label }) => label === title?.zh || label === title?.en);
  if (button) {
    learner.fate ??= 'picked';
    learner.recognised ??= learner.question.intent;
    await press(learner, world, shown, button.choice);
    world.later(30 * SECOND, () => react(learner, world));
    return;
  }
  learner.fate ??= 'person';
  await press(learner, world, shown, 'human');
  rateLater(learner, world);
}

async function afterMiss(learner: DemoLearner, world: LearnerWorld, shown: Shown): Promise<void> {
  learner.fate ??= 'missed';
  if (!learner.rephrased && world.random.chance(0.5)) {
    learner.rephrased = true;
    await ask(learner, world, world.rephrase(learner.question));
    return;
  }
  // Some who are not understood leave without a word.
  if (world.random.chance(0.15)) return;
  await press(learner, world, shown, 'human');
  rateLater(learner, world);
}

/** What the day felt like decides the score; three in ten never answer a survey. */
function toScore(learner: DemoLearner, random: Random): number {
  const mean = { right: 9.2, picked: 8.5, wrong: 6.2, missed: 7, person: 7.8 }[learner.fate ?? 'person'];
  return Math.max(0, Math.min(10, Math.round(mean + (random.next() + random.next() + random.next() - 1.5) * 3)));
}

function rateLater(learner: DemoLearner, world: LearnerWorld, tries = 40): void {
  if (learner.rated || tries === 0) return;
  world.later(3 * MINUTE + world.random.wait(5 * MINUTE), async () => {
    const shown = (await world.community.list(learner.place)).findLast((message) =>
      message.buttons.flat().some(({ choice }) => choice === 'rate:0'),
    );
    if (!shown) return rateLater(learner, world, tries - 1);
    learner.rated = true;
    if (world.random.chance(0.7)) await press(learner, world, shown, `rate:${toScore(learner, world.random)}`);
  });
}
