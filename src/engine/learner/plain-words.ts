/** What the bot says, shaped for those who asked for it: without signs that are only looked at, or one sentence at a time. Pure. */
import type { Delivery, DeliveryBody } from '../../domain/delivery.ts';
import type { Needs } from '../../domain/profile.ts';

const DONE = /●\s*/g;
const LEFT = /[○☐]\s*/g;
const HALF = /◐\s*/g;
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
    .replace(HALF, isChinese ? '进行中：' : 'under way: ')
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

/** In what language the words around those of others are. */
const isInChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Deliveries to learners in the form that they asked for; the others as they are. `verbatim`: people's words by the delivery's id. */
export function shapeDeliveries(
  deliveries: readonly Delivery[],
  verbatim: ReadonlyMap<string, string>,
  needsOf: (delivery: Delivery) => Needs | null,
): readonly Delivery[] {
  return deliveries.map((delivery) => {
    const { body, id } = delivery;
    const needs = delivery.audience === 'learner' ? needsOf(delivery) : null;
    if (!needs || (!needs.screenReader && !needs.slow)) return delivery;
    const words = verbatim.get(id) ?? '';
    const shape = (text: string) => shapeAround(needs, text, words, isInChinese(text.replace(words, '')));
    if (body.kind === 'message') {
      const message = { ...body.message, text: shape(body.message.text) };
      return { ...delivery, body: { ...body, message } satisfies DeliveryBody };
    }
    if (body.kind !== 'view' || body.view.name !== 'study') return delivery;
    const { buttons } = body.view;
    const text = shape(body.view.text);
    // All that the picture shows stands in the words.
    const shaped: DeliveryBody = needs.screenReader
      ? { kind: 'message', message: { text, buttons } }
      : { ...body, view: { ...body.view, text } };
    return { ...delivery, body: shaped };
  });
}
