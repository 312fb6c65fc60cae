/** Words that are no question: thanks, greetings, asking for a person, nothing at all. Whole messages only; anything longer is for the diagnoser. */

const THANKS =
  /^(谢+谢?你?您?(了|啦|啊|哈)?|多谢|感谢|非常感谢|太感谢了?|谢了|3q|thx|thanks?( you)?( (so much|very much|a lot))?|thank u|ty|cheers|much appreciated|好的?,? ?谢+谢?|ok,? thanks?( you)?|great,? thanks?( you)?|辛苦了|麻烦(你|您)?了)$/i;
const ACKNOWLEDGED =
  /^(好的?|好滴|好哒|嗯+|哦+|行|收到|明白了?|知道了?|了解|可以了?|ok(ay)?|k|got it|i see|alright|cool|great|perfect|nice)$/i;
const GREETING =
  /^((你|您|大家)好(啊|呀|哦)?|在吗|有人(吗|在吗)|哈(喽|罗|啰)|嗨|(早上|上午|中午|下午|晚上)好|hi+( there)?|hello( there)?|hey+( there)?|good (morning|afternoon|evening)|anyone (there|here))$/i;
const PERSON =
  /^(我要|我想|请|帮我|麻烦|给我|直接)?(转|找|要|接|换|叫)?(一下|个|一个)?(人工|人工客服|真人|真人客服|客服|活人)(服务|帮忙|处理|吧|啊|呢|谢谢)?$|^转接?人工$|^((i )?(want|need|would like|wanna) to |can i |could i |please |let me |pls )?(talk|speak|chat|connect me)( to| with)? (a |an |to a |with a )?(human|person|real person|agent|live agent|representative|someone)( please)?$|^(human|agent|real person|live agent|representative|operator)( please)?$/i;

function strip(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{P}\p{S}\p{Extended_Pictographic}\p{C}~]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export type SmallTalk = 'thanks' | 'acknowledged' | 'greeting' | 'person' | 'wordless';

/** What kind of small talk the whole message is, or null when it may be a question. Signs and emoji around it are ignored. */
export function toSmallTalk(text: string): SmallTalk | null {
  if (text.length > 200) return /[\p{L}\p{N}]/u.test(text) ? null : 'wordless';
  const words = strip(text);
  if (!/[\p{L}\p{N}]/u.test(words)) return 'wordless';
  if (THANKS.test(words)) return 'thanks';
  if (ACKNOWLEDGED.test(words)) return 'acknowledged';
  if (GREETING.test(words)) return 'greeting';
  if (PERSON.test(words)) return 'person';
  return null;
}

const NUMBER_WORD =
  /^(zero|one|two|three|four|five|six|seven|eight|nine|ten|零|[一二三四五六七八九十]|满分)(分| points?)?$/i;

/** True for what looks like a score but may not be one (`11`, `-1`, `7.5`, `ten`), so that it is refused kindly instead of diagnosed. */
export function looksLikeScore(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  return /^[-+]?\d+([.,]\d+)?\s*(分|points?|\/\s*10)?$/i.test(plain) || NUMBER_WORD.test(plain);
}
