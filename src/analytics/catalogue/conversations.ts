/** Definitions: how many conversations there were and what they came to. */
import { type Definition, SHARE_EDGES, WILSON } from './definition.ts';

const COUNT_EDGES = { zh: '没有对话时为 0', en: '0 where there are no conversations' };

export const CONVERSATIONS = {
  conversations: {
    unit: 'count',
    label: { zh: '对话', en: 'Conversations' },
    means: { zh: '这段时间内开始的对话数', en: 'conversations that started in the period' },
    formula: 'count',
    example: { zh: '3 月 1 日到 7 日开始了 10 个 → 10', en: '10 started from 1 to 7 March → 10' },
    edges: COUNT_EDGES,
  },
  confirmed: {
    unit: 'count',
    label: { zh: '小助手解决，学员已确认', en: 'Solved by the bot, learner confirmed' },
    means: { zh: '没有转人工，且学员说已解决', en: 'never handed to people, and the learner said it was solved' },
    formula: 'count',
    example: { zh: '10 个对话里 2 个按了“解决了” → 2', en: '2 of 10 pressed Solved → 2' },
    edges: COUNT_EDGES,
  },
  assumed: {
    unit: 'count',
    label: { zh: '小助手回答后学员没再问', en: 'Answered by the bot, learner went quiet' },
    means: {
      zh: '没有转人工，回答后安静了 CLOSE_AFTER_MS（默认 24 小时）',
      en: 'never handed to people, quiet for CLOSE_AFTER_MS (24 h) after an answer',
    },
    formula: 'count',
    example: { zh: '10 个对话里 2 个 → 2', en: '2 of 10 → 2' },
    edges: COUNT_EDGES,
  },
  durable: {
    unit: 'count',
    label: { zh: '7 天内没有再来', en: 'No return within 7 days' },
    means: {
      zh: '小助手解决、没有重开、学员 7 天内没有开始新对话；只数已满 7 天的',
      en: 'resolved by the bot, not reopened, and the learner began no other conversation within 7 days; only those old enough to tell',
    },
    formula: 'count; n = resolved by the bot ≥ 7 days before the latest conversation seen',
    example: {
      zh: '满 7 天的 8 个里 6 个没有再来 → 6（n = 8）',
      en: '6 of 8 old enough to tell did not return → 6 (n = 8)',
    },
    edges: { zh: '都还没满 7 天时没有数值', en: 'no value while none is old enough' },
  },
  escalated: {
    unit: 'count',
    label: { zh: '转人工', en: 'Passed to people' },
    means: { zh: '至少转过一次人工', en: 'handed to people at least once' },
    formula: 'count',
    example: { zh: '10 个对话里 4 个 → 4', en: '4 of 10 → 4' },
    edges: COUNT_EDGES,
  },
  open: {
    unit: 'count',
    label: { zh: '进行中', en: 'Still open' },
    means: {
      zh: '既没有解决也没有关闭，含人工处理中的',
      en: 'neither resolved nor closed, those with people included',
    },
    formula: 'count',
    example: { zh: '10 个对话里 3 个 → 3', en: '3 of 10 → 3' },
    edges: COUNT_EDGES,
  },
  ...shares(),
} as const satisfies Record<string, Definition>;

type ShareName =
  | 'confirmedShare'
  | 'assumedShare'
  | 'byPeopleShare'
  | 'abandonedShare'
  | 'openShare'
  | 'durableShare'
  | 'escalatedShare'
  | 'reopenedShare'
  | 'firstContactShare'
  | 'misdiagnosisRate'
  | 'missRate'
  | 'botShare';

function shares(): Record<ShareName, Definition> {
  const share = (zh: readonly [string, string], en: readonly [string, string], example: string): Definition => ({
    unit: 'share',
    label: { zh: zh[0], en: en[0] },
    means: { zh: zh[1], en: en[1] },
    formula: `k / n; ${WILSON}`,
    example: { zh: example, en: example },
    edges: SHARE_EDGES,
  });
  return {
    confirmedShare: share(
      ['学员确认解决', '小助手解决且学员确认的，占全部对话'],
      ['Confirmed', 'solved by the bot and confirmed by the learner, of all conversations'],
      '2 / 10 → 20%, 5.7–51.0%',
    ),
    assumedShare: share(
      ['回答后没再问', '小助手回答后学员没再问的，占全部对话'],
      ['Went quiet', 'answered by the bot, then quiet, of all conversations'],
      '2 / 10 → 20%',
    ),
    byPeopleShare: share(
      ['人工解决', '转人工后解决的，占全部对话'],
      ['Solved by people', 'resolved after people had it, of all conversations'],
      '2 / 10 → 20%',
    ),
    abandonedShare: share(
      ['没有结果', '没有解决就结束的，占全部对话'],
      ['Abandoned', 'ended without a resolution, of all conversations'],
      '1 / 10 → 10%',
    ),
    openShare: share(
      ['进行中', '还没结束的，占全部对话；以上五项之和为 1'],
      ['Open', 'not over yet, of all conversations; these five add up to 1'],
      '3 / 10 → 30%',
    ),
    durableShare: share(
      ['7 天内没有再来', '小助手解决且满 7 天的里面，没有重开、学员也没有再来的'],
      [
        'No return within 7 days',
        'of those the bot resolved at least 7 days ago: not reopened, and the learner did not come back',
      ],
      '6 / 8 → 75%',
    ),
    escalatedShare: share(
      ['转人工', '转过人工的，占全部对话'],
      ['Passed to people', 'handed to people, of all conversations'],
      '4 / 10 → 40%',
    ),
    reopenedShare: share(
      ['重新打开', '曾经解决的里面，至少重开过一次的'],
      ['Reopened', 'of those ever resolved: reopened at least once'],
      '1 / 7 → 14%',
    ),
    firstContactShare: share(
      ['一次解决', '人工解决的里面，从未重开的'],
      ['First-contact resolution', 'of those resolved by people: never reopened'],
      '9 / 10 → 90%',
    ),
    misdiagnosisRate: share(
      ['答非所问', '小助手的回答里，学员按了“不是这个”的'],
      ['Misdiagnosis', 'of the bot’s answers: refused by the learner (Not this)'],
      '2 / 40 → 5%',
    ),
    missRate: share(
      ['没有答案', '小助手应答的提问里，没有给出答案的'],
      ['No answer', 'of the questions the bot took: left without an answer'],
      '5 / 45 → 11%',
    ),
    botShare: share(
      ['小助手解决占比', '已解决的里面，没有经过人工的'],
      ['Bot share', 'of all resolutions: without people'],
      '4 / 6 → 67%',
    ),
  };
}
