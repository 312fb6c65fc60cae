/** What `/report recommendations` says after real showings, presses and purchases, held-out learners among them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Button } from '../src/domain/choice.ts';
import type { PersonId, PlaceId } from '../src/domain/place.ts';
import { isHeldOut } from '../src/recommend/product/learner.ts';
import { openChatBench } from './chat-bench.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const DAY = 86_400_000;

describe('/report recommendations', () => {
  let bench: Awaited<ReturnType<typeof openChatBench>>;
  beforeEach(async () => {
    bench = await openChatBench(NOW, { RECOMMEND_HOLDOUT: '0.5' });
  }, 60_000);
  afterEach(() => bench.close());

  const learners = Array.from({ length: 12 }, (_, n) => `local:l${n}` as PersonId);
  const held = learners.filter((learner) => isHeldOut(learner, 0.5));
  const own = learners.filter((learner) => !isHeldOut(learner, 0.5));
  const ask = async (learner: PersonId): Promise<{ text: string; buttons: Button[] }> => {
    const [post] = await bench.command('/recommend', learner, learner as PlaceId, 'zh');
    const body = post?.delivery.body as unknown as { message: { text: string; buttons: Button[][] } };
    return { text: body.message.text, buttons: body.message.buttons.flat() };
  };

  it('says kindly that nobody was shown any', async () => {
    expect((await bench.command('/report recommendations'))[0]?.text).toContain('Learners get them with /recommend.');
  });

  it('counts showings, answers and purchases, and compares with those held out', async () => {
    expect(held.length).toBeGreaterThan(2);
    const shown = new Map<PersonId, Button[]>();
    for (const learner of learners) {
      const { text, buttons } = await ask(learner);
      expect(text.startsWith('大家常选的课程')).toBe(held.includes(learner));
      shown.set(learner, buttons);
    }
    const [a, b] = own as [PersonId, PersonId];
    const [yes] = shown.get(a)!;
    const no = shown.get(b)![1]!;
    await bench.press(yes!.choice, yes!.target, a, a as PlaceId);
    await bench.press(no.choice, no.target, b, b as PlaceId);
    const entries = await bench.store.reports.suggestions(a);
    const liked = String(entries.find(({ kind }) => kind === 'suggestionAnswered')?.facts.course);
    await bench.store.records.addPurchases([
      { learner: a, course: liked, purchasedAt: NOW + 3 * DAY, amount: 1 },
      { learner: held[0]!, course: 'en101', purchasedAt: NOW + 5 * DAY, amount: 1 },
      { learner: b, course: 'en101', purchasedAt: NOW + 40 * DAY, amount: 1 },
    ]);
    const [early] = await bench.command('/report recommendations');
    expect(early?.text).toContain('nobody older than 30 days yet');
    bench.clock.set(NOW + 31 * DAY);
    const [post] = await bench.command('/report recommendations');
    const courses = own.length * 3;
    expect(post?.text).toContain(`Courses recommended: ${courses}`);
    expect(post?.text).toMatch(new RegExp(`Interested: \\d+%.*n = ${courses}`));
    expect(post?.text).toMatch(new RegExp(`Bought, held out: \\d+%.*n = ${held.length}`));
    expect(post?.text).toContain('The interval holds 0');
    expect(post?.delivery.body).toMatchObject({ message: { files: [{ name: 'recommendations.png' }] } });
    const [zh] = await bench.command('/report 推荐 --csv', 'local:boss', 'local:admin', 'zh');
    expect(zh?.delivery.body).toMatchObject({ message: { files: [{ name: 'recommendations.csv' }] } });
  });
});
