/** What the bot says, shaped for those who asked for it: without signs that are only looked at, or one sentence at a time. Pure. */
import type { Delivery, DeliveryBody } from '../../domain/delivery.ts';
import type { Needs } from '../../domain/profile.ts';

const DONE = /●\s*/g;
const LEFT = /○\s*/g;
/** Digits in a box are read as the digits they are. */
const BOXED = /([0-9#*])\uFE0F?\u20E3/gu;
/** Pictures with all that colours them or joins several into one, flags, and the space behind; ©, ® and ™ are words. */
const PICTURES =
  /(?:\p{RI}\p{RI}|(?![©®™])\p{Extended_Pictographic}[\uFE0F\p{EMod}]*(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{EMod}]*)*) ?/gu;
/** Not behind the number of a step, nor inside common abbreviations. */
const SENTENCE_END =
  /([。！？]+[”」』）]*|(?<!^\s*\d{1,2})(?<!\b(?:e\.g|i\.e|etc|vs|Mr|Ms|Mrs|Dr))[.!?]+["”)]?(?=[ \t]))[ \t]*(?=[^\s])/gmu;

function toPlain(text: string, isChinese: boolean): string {
  return text
    .replace(DONE, isChinese ? '已完成：' : 'done: ')
    .replace(LEFT, isChinese ? '未完成：' : 'to come: ')
    .replace(BOXED, '$1')
    .replace(PICTURES, '');
}

/** The bot's words in the form that was asked for. */
export function shapeFor(needs: Needs, text: string, isChinese: boolean): string {
  const plain = needs.screenReader ? toPlain(text, isChinese) : text;
  return needs.slow ? plain.replace(SENTENCE_END, '$1\n') : plain;
}

/** `words`: somebody's own at the end of the text, which stay as they were written. */
function shapeAround(needs: Needs, text: string, words: string, isChinese: boolean): string {
  const start = words === '' ? -1 : text.lastIndexOf(words);
  if (start < 0) return shapeFor(needs, text, isChinese);
  const end = start + words.length;
  return `${shapeFor(needs, text.slice(0, start), isChinese)}${words}${shapeFor(needs, text.slice(end), isChinese)}`;
}

/** Deliveries to the learner in that form; the others as they are. `verbatim`: people's words by the delivery's id. */
export function shapeDeliveries(
  deliveries: readonly Delivery[],
  verbatim: ReadonlyMap<string, string>,
  needs: Needs,
  isChinese: boolean,
): readonly Delivery[] {
  if (!needs.screenReader && !needs.slow) return deliveries;
  return deliveries.map((delivery) => {
    const { body, id } = delivery;
    if (delivery.audience !== 'learner' || body.kind !== 'message') return delivery;
    const text = shapeAround(needs, body.message.text, verbatim.get(id) ?? '', isChinese);
    return { ...delivery, body: { ...body, message: { ...body.message, text } } satisfies DeliveryBody };
  });
}
