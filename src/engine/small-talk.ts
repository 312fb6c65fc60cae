/** Words that are no question: thanks, greetings, asking for a person, nothing at all. Whole messages only; anything longer is for the diagnoser. */

/** One of these and nothing else, in any case. Signs have become spaces before. */
function whole(...alternatives: readonly string[]): RegExp {
  return new RegExp(`^(${alternatives.join('|')})$`, 'i');
}

const THANKS =
  /^(谢+谢?你?您?(了|啦|啊|哈)?|多谢|感谢|非常感谢|太感谢了?|谢了|3q|thx|thanks?( you)?( (so much|very much|a lot))?|thank u|ty|cheers|much appreciated|好的?,? ?谢+谢?|ok,? thanks?( you)?|great,? thanks?( you)?|辛苦了|麻烦(你|您)?了)$/i;
const ACKNOWLEDGED =
  /^(好的?|好滴|好哒|嗯+|哦+|行|收到|明白了?|知道了?|了解|可以了?|ok(ay)?|k|got it|i see|alright|cool|great|perfect|nice)$/i;
const GREETING = whole(
  '(你|您|大家)好(啊|呀|哦)?|在吗|有人(吗|在吗)|哈(喽|罗|啰)|嗨|(早上|上午|中午|下午|晚上)好',
  'hi+( there)?|hello( there)?|hey+( there)?|good (morning|afternoon|evening)|anyone (there|here)',
  '救命啊?|帮帮我|求助|((你|您)好 ?)?我?想?(请问|问|咨询|请教)(一?下|一?个(问题|事|事情))?',
  'help( me)?( please)?|((hi|hello|hey)( there)? )?(i have|i ve got|i got|quick|just|can i ask)( a| one)?( quick)? question',
  '你是(机器人|真人|人工|ai|谁)吗?|are you (a |an )?(bot|robot|human|real|real person|ai)|who are you',
);
const FAREWELL = whole(
  '(好的? ?)?(拜拜|再见|晚安|回头见|下次再说)|先?算了吧?|(暂时)?(不用|不需要|没事|没有)了( ?谢+谢?你?)?',
  '没事儿?|没别的(问题|事)了?',
  '(ok )?(bye|goodbye|good night|see you)( bye)?|never ?mind|no( it s (ok|fine))? thanks?( you)?|no worries',
  'that s (all|it)( thanks?( you)?)?|nothing( else)?',
);
const PERSON =
  /^(我要|我想|请|帮我|麻烦|给我|直接)?(转接?|找|要|接|换|叫)?(一下|个|一个)?(人工|人工客服|真人|真人客服|客服|活人)(服务|帮忙|处理|吧|啊|呢|谢谢)?$|^((i )?(want|need|would like|wanna) to |can i |could i |please |let me |pls )?(talk|speak|chat|connect me)( to| with)? (a |an |the |to a |with a )?((real|live|human|actual) )*(human|person|human being|agent|representative|operator|someone|somebody)( please)?$|^((a|real|live|human|actual) )*(human|person|agent|representative|operator)( please)?$/i;

/** A thumb up needs no "I can only read words". Skin tones and variation selectors count with what they follow. */
const PLEASED = /^(?:(?:👍|👌|🙏|👏|💯|✅|❤|♥|🤝|🌹)[\u{1F3FB}-\u{1F3FF}\uFE0F]?)+$/u;

function strip(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{P}\p{S}\p{Extended_Pictographic}\p{C}~]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export type SmallTalk = 'thanks' | 'acknowledged' | 'greeting' | 'farewell' | 'person' | 'wordless';

/** What kind of small talk the whole message is, or null when it may be a question. Signs and emoji around it are ignored. */
export function toSmallTalk(text: string): SmallTalk | null {
  if (text.length > 200) return /[\p{L}\p{N}]/u.test(text) ? null : 'wordless';
  if (PLEASED.test(text.replace(/\s/g, ''))) return 'thanks';
  const words = strip(text);
  if (!/[\p{L}\p{N}]/u.test(words)) return 'wordless';
  if (THANKS.test(words)) return 'thanks';
  if (ACKNOWLEDGED.test(words)) return 'acknowledged';
  if (GREETING.test(words)) return 'greeting';
  if (FAREWELL.test(words)) return 'farewell';
  if (PERSON.test(words)) return 'person';
  return null;
}

const POLITE = '(thanks?|thank you|great|ok|cool|yes|perfect)';
const GRATEFUL = '(thanks?|thank you|cheers)';
const SOLVED = whole(
  '(谢+谢?你? ?|太好了 ?|好的 ?)?(我|问题|现在|已经|都|这下)*(解决|搞定|弄好|修好|好|能用)了(啊|啦|哈)?( ?(谢+谢?你?|多谢|感谢)(啦|了)?)?',
  `(${POLITE} )*(it s |it is |that s |this is |its |all |problem |issue |now )*(solved|fixed|sorted|resolved)( now)?( ${GRATEFUL})*`,
  `(${POLITE} )*(it|that|this) (works|worked|helped|did it|did the trick)( now)?( ${GRATEFUL})*`,
);
const NOT_THIS = whole(
  '(都|这个?|还是?|这些)?(不是(这个|这些|的)?|不对|没用|没有用|不行|没解决|没有解决|不管用|没帮助|没有帮助)(啊|呀|的|呢)?',
  '(没有|没)(我|一个是我)?(要|想要|想问)的(问题)?|(no )?(none|neither|not any)( of (these|them|those))?',
  '(no )?(it s |that s |this is |it is )?(still )?not (this|that|it|working|solved|fixed|helpful)( one)?',
  '(no )?((it|that|this) )?(still )?(did ?n t|did not|does ?n t|does not) (help|work|solve it)( either)?',
);

/** What a whole message says about the bot's last answer, as its buttons would; null where it says something else. */
export function toVerdict(text: string): 'solved' | 'not_this' | null {
  if (text.length > 100) return null;
  const words = strip(text);
  if (SOLVED.test(words)) return 'solved';
  return NOT_THIS.test(words) ? 'not_this' : null;
}

const ORDINALS = [
  /^(第?[1一](个|项)?|(the )?(first|1st)( one)?)$/i,
  /^(第?[2二](个|项)?|(the )?(second|2nd)( one)?)$/i,
  /^(第?[3三](个|项)?|(the )?(third|3rd)( one)?)$/i,
];

/** `2`, `第二个`, `the second one` → 1, as people choose from a list that has no numbers; -1 for anything else. */
export function toPosition(text: string): number {
  return text.length > 20 ? -1 : ORDINALS.findIndex((ordinal) => ordinal.test(strip(text)));
}

const NUMBER_WORD =
  /^(zero|one|two|three|four|five|six|seven|eight|nine|ten|零|[一二三四五六七八九十]|满分)(分| points?)?$/i;

/** True for what looks like a score but may not be one (`11`, `-1`, `7.5`, `ten`), so that it is refused kindly instead of diagnosed. */
export function looksLikeScore(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  return /^[-+]?\d+([.,]\d+)?\s*(分|points?|\/\s*10)?$/i.test(plain) || NUMBER_WORD.test(plain);
}
