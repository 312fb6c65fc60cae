/** Learners made up of three groups and those who never began, with the long tails that real ones have. */

import { createRandom } from '../../../src/analytics/segments/random.ts';
import type { Behaviour } from '../../../src/domain/behaviour.ts';

const GROUPS = {
  high: { time: 7.2, frequency: 3.1, completion: 1.6 },
  moderate: { time: 5.2, frequency: 2.1, completion: 0 },
  low: { time: 3.2, frequency: 1.0, completion: -1.9 },
} as const;

export function toLearners(n: number, seed: number): { rows: Behaviour[]; truth: string[] } {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const rows: Behaviour[] = [];
  const truth: string[] = [];
  for (let i = 0; i < n; i++) {
    const draw = random();
    const name = draw < 0.15 ? 'inactive' : draw < 0.35 ? 'high' : draw < 0.65 ? 'moderate' : 'low';
    truth.push(name);
    if (name === 'inactive') {
      rows.push({
        learning_time: random() < 0.5 ? 0 : null,
        learning_frequency: 0,
        course_completion: random() < 0.5 ? 0 : null,
      });
      continue;
    }
    const { time, frequency, completion } = GROUPS[name];
    rows.push({
      learning_time: Math.exp(time + 0.6 * normal()),
      learning_frequency: Math.max(1, Math.round(Math.exp(frequency + 0.35 * normal()))),
      course_completion: 1 / (1 + Math.exp(-(completion + 0.6 * normal()))),
    });
  }
  return { rows, truth };
}
