/** What the bot says, shaped for those who asked for it: without signs that are only looked at, or one sentence at a time. Pure. */
import type { Delivery, DeliveryBody } from '../../domain/delivery.ts';
import type { Needs } from '../../domain/profile.ts';

const DONE = /●\s*/g;
const LEFT = /○\s*/g;
/** Pictures with the sign that makes them coloured and the space behind them. */
const PICTURES = /\p{Extended_Pictographic}\uFE0F?\s?/gu;
const SENTENCE_END = /([。！？]|[.!?](?=\s))\s*(?=\S)/g;

function toPlain(text: string, isChinese: boolean): string {
  return text
    .replace(DONE, isChinese ? '已完成：' : 'done: ')
    .replace(LEFT, isChinese ? '未完成：' : 'to come: ')
    .replace(PICTURES, '');
}

/** Learners' and agents' own words are left as they are only where nobody asked for another form. */
export function shapeFor(needs: Needs, text: string, isChinese: boolean): string {
  const plain = needs.screenReader ? toPlain(text, isChinese) : text;
  return needs.slow ? plain.replace(SENTENCE_END, '$1\n') : plain;
}

/** Deliveries to the learner in that form; the others as they are. */
export function shapeDeliveries(
  deliveries: readonly Delivery[],
  needs: Needs,
  isChinese: boolean,
): readonly Delivery[] {
  if (!needs.screenReader && !needs.slow) return deliveries;
  return deliveries.map((delivery) => {
    const { body } = delivery;
    if (delivery.audience !== 'learner' || body.kind !== 'message') return delivery;
    const message = { ...body.message, text: shapeFor(needs, body.message.text, isChinese) };
    return { ...delivery, body: { ...body, message } satisfies DeliveryBody };
  });
}
