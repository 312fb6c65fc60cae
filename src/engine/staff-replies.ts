/** Everything the bot says to agents and admins, in both languages. */
import type { Language } from '../domain/language.ts';
import { DIMENSIONS, REPORT_NAMES, type ReportName, splitsOf } from '../domain/report.ts';
import type { Cadence } from '../domain/schedule.ts';
import { toVerbList } from './verb-list.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

type LostReason = 'removed' | 'blocked' | 'moved' | 'threadGone' | 'forbidden';

const LOST: Readonly<Record<LostReason, readonly [string, string]>> = {
  removed: [
    '小助手已被移出这里，收不到也发不出消息。请重新邀请它。',
    'the bot was removed and can neither read nor write here. Please invite it again.',
  ],
  blocked: ['对方屏蔽了小助手，消息送不到。', 'the bot is blocked there; messages do not arrive.'],
  moved: [
    '这个地方换了编号，已跟随过去。请同步修改 STAFF_PLACES 或 LEARNER_PLACES。',
    'the place has a new id, which is followed. Please change STAFF_PLACES or LEARNER_PLACES too.',
  ],
  threadGone: ['讨论串已被删除，其中的工单需要重新处理。', 'the thread was deleted; please look after its ticket.'],
  forbidden: ['小助手缺少权限。请补上权限。', 'the bot lacks a permission there. Please grant it.'],
};

export const staffReplies = {
  fault: (l: Language) =>
    by(l, '出了故障，这一步没有做成。请再试一次。', 'Something went wrong and this was not done. Please try again.'),
  claimed: (name: string, l: Language) => by(l, `${name} 认领了工单。`, `${name} claimed the ticket.`),
  claimLost: (winner: string, l: Language) =>
    by(l, `晚了一步：${winner} 已经认领了这张工单。`, `${winner} was first and owns this ticket.`),
  released: (name: string, l: Language) => by(l, `${name} 把工单放回了队列。`, `${name} put the ticket back.`),
  leaseExpired: (name: string, l: Language) =>
    by(
      l,
      `${name} 一直没有回复学员，工单已回到队列。`,
      `${name} did not reply in time; the ticket is back in the queue.`,
    ),
  noteAdded: (name: string, words: string, l: Language) =>
    by(l, `📝 ${name} 的内部备注（学员看不到）：${words}`, `📝 Note by ${name} (the learner cannot see it): ${words}`),
  learnerSays: (name: string, words: string, l: Language) => by(l, `💬 ${name}：${words}`, `💬 ${name}: ${words}`),
  filesOnly: (count: number, l: Language) =>
    by(l, `发来 ${count} 个文件`, `sent ${count} ${count === 1 ? 'file' : 'files'}`),
  learnerEdited: (name: string, words: string, l: Language) =>
    by(l, `✏️ ${name} 修改了消息：${words}`, `✏️ ${name} edited a message: ${words}`),
  learnerDeleted: (name: string, l: Language) => by(l, `🗑️ ${name} 撤回了一条消息`, `🗑️ ${name} deleted a message`),
  /** In both languages: everybody on duty is to understand it. */
  placeLost: (place: string, reason: LostReason, detail: string | null, movedTo: string | null) => {
    const [zh, en] = LOST[reason];
    const more = detail ? ` (${detail})` : '';
    const to = movedTo ? ` → ${movedTo}` : '';
    return `⚠️ ${place}${to}：${zh}${more}\n⚠️ ${place}${to}: ${en}${more}`;
  },
  replySent: (name: string, words: string, l: Language) =>
    by(l, `✓ 已发给学员（${name}）：${words}`, `✓ Sent to the learner (${name}): ${words}`),
  replyFailed: (reason: string, l: Language) =>
    by(
      l,
      `⚠️ 有一条消息没能送到学员：${reason}。同样的原因不再重复提醒，直到学员再次发言。`,
      `⚠️ A message did not reach the learner: ${reason}. The same is not told again until the learner writes.`,
    ),
  botAnswered: (title: string, l: Language) =>
    by(
      l,
      `🤖 排队期间，小助手回答了另一个问题：${title}`,
      `🤖 While waiting, the bot answered another question: ${title}`,
    ),
  resolved: (name: string, l: Language) => by(l, `${name} 把工单标记为解决。`, `${name} resolved the ticket.`),
  confirmedByLearner: (l: Language) => by(l, '学员说已经解决。', 'The learner says it is solved.'),
  reopenedBy: (name: string, l: Language) => by(l, `${name} 重新打开了工单。`, `${name} reopened the ticket.`),
  newerConversation: (l: Language) =>
    by(
      l,
      '⚠️ 这位学员后来又开始了新的对话：你的回复会发给学员，但学员接下来写的话会进入新的对话，不会出现在这里。',
      '⚠️ This learner has begun a newer conversation since. Your replies arrive, but what the learner writes next goes there and does not appear here.',
    ),
  live: (on: boolean, l: Language) =>
    on
      ? by(
          l,
          '🔴 实时回复已打开：认领人在这里写的每一条都会发给学员。',
          '🔴 Live replies are on: everything the assignee writes here goes to the learner.',
        )
      : by(l, '实时回复已关闭：这里写的都是内部备注。', 'Live replies are off: what you write here stays internal.'),
  lowRating: (ticket: string, score: number, name: string, l: Language) =>
    by(l, `⚠️ 低分提醒：${name} 给了 ${score}/10（${ticket}）。`, `⚠️ Low rating: ${name} gave ${score}/10 (${ticket}).`),
  comment: (words: string, l: Language) => by(l, `💬 评分留言：${words}`, `💬 Comment with the rating: ${words}`),
  onlyAgents: (l: Language) =>
    by(l, '只有客服可以在客服频道里这样做。', 'Only agents can do this, in the staff channel.'),
  onlyAdmins: (l: Language) =>
    by(
      l,
      '只有管理员可以这样做。管理员在 ADMINS 里设置，运行 afterclass doctor 查看。',
      'Only admins can do this. Admins are set in ADMINS; afterclass doctor shows how.',
    ),
  ownedBy: (name: string, l: Language) =>
    by(
      l,
      `这张工单由 ${name} 负责。请对方放回，或者请负责人处理。`,
      `${name} owns this ticket. Ask for a release, or ask a lead.`,
    ),
  whichTicket: (verb: string, l: Language) =>
    by(
      l,
      `没找到工单。请在工单的讨论串里使用 /${verb}，或写上编号：/${verb} T-7K3F9A`,
      `No such ticket. Use /${verb} in the ticket’s thread, or name it: /${verb} T-7K3F9A`,
    ),
  emptyReply: (verb: string, l: Language) =>
    by(l, `没有内容可发。请写：/${verb} 内容`, `There is nothing to send. Write: /${verb} your text`),
  alreadyInState: (state: string, wayOut: string, l: Language) =>
    by(
      l,
      `工单已经是「${state}」状态。可以先用 /${wayOut}。`,
      `The ticket is already ${state}. You may /${wayOut} it first.`,
    ),
  staleButton: (l: Language) =>
    by(l, '没有找到这张工单，按钮已经失效了。', 'There is no such ticket; this button is no longer valid.'),
  staleMenu: (l: Language) =>
    by(l, '这个菜单已经过时，请从工单卡片重新打开。', 'This menu is out of date; please open it again from the card.'),
  onlyLearners: (verb: string, l: Language) =>
    by(l, `/${verb} 是给学员用的，请在学员的对话里使用。`, `/${verb} is for learners, in their own chat.`),
  unknownReport: (name: string, l: Language) =>
    by(
      l,
      `没有「${name}」这个报表。可用：${REPORT_NAMES.join('、')}；还有 explain（指标说明）、schedule（定时）、action（改进）、alerts（提醒）。比如 /report satisfaction --from 2026-01-01 --to 2026-02-01`,
      `There is no report “${name}”. There are: ${REPORT_NAMES.join(', ')}; also explain, schedule, action and alerts. For example /report satisfaction --from 2026-01-01 --to 2026-02-01`,
    ),
  unknownOption: (option: string, l: Language) =>
    by(
      l,
      `不认识「${option}」。可以加 --from、--to（日期）、--by（${DIMENSIONS.join('、')}）、--within 30m、--full 或 --csv。`,
      `“${option}” is not known. You can add --from and --to (days), --by (${DIMENSIONS.join(', ')}), --within 30m, --full or --csv.`,
    ),
  badSplit: (typed: string, name: ReportName, l: Language) =>
    splitsOf(name).length === 0
      ? by(l, `${name} 不能再分。`, `${name} cannot be split.`)
      : by(
          l,
          `${name} 不能按「${typed}」分。可以按 ${splitsOf(name).join('、')}。`,
          `${name} cannot be split by “${typed}”. It can by ${splitsOf(name).join(', ')}.`,
        ),
  noDays: (name: ReportName, l: Language) =>
    by(
      l,
      `${name} 说的是现在的学员，不分日期。去掉 --from 和 --to 再试一次。`,
      `${name} is about learners as they are now and takes no days. Leave --from and --to out.`,
    ),
  badWait: (typed: string, l: Language) =>
    by(
      l,
      `--within 后面要写时长，比如 30m、2h、1d，不是「${typed}」。`,
      `--within needs a time such as 30m, 2h or 1d, not “${typed}”.`,
    ),
  scheduled: (id: string, cadence: Cadence, time: string, zone: string, toStaff: boolean, l: Language) =>
    by(
      l,
      `好，${{ daily: '每天', weekly: '每周一', monthly: '每月 1 日' }[cadence]} ${time}（${zone}）发到${toStaff ? '客服群' : '这里'}。编号 ${id}；不要了就写 /report unschedule ${id}`,
      `It will come ${toStaff ? 'to the staff place' : 'here'} ${{ daily: 'every day', weekly: 'every Monday', monthly: 'on the first of every month' }[cadence]} at ${time} (${zone}). Its number is ${id}; to end it, type /report unschedule ${id}`,
    ),
  unscheduled: (id: string, l: Language) => by(l, `${id} 不会再发了。`, `${id} will not come any more.`),
  whichCadence: (typed: string, l: Language) =>
    by(
      l,
      `多久发一次？请写 daily、weekly 或 monthly，不是「${typed}」；比如 /report schedule weekly satisfaction --at 09:00`,
      `How often? Write daily, weekly or monthly, not “${typed}”; for example /report schedule weekly satisfaction --at 09:00`,
    ),
  whichTime: (l: Language) =>
    by(
      l,
      '时间写成 --at 09:00；日期不用写，每次都是刚过完的那一天、一周或一个月。',
      'Write the time as --at 09:00. No dates: each one covers the day, week or month that has just ended.',
    ),
  whichSchedule: (l: Language) =>
    by(l, '请写上编号，比如 /report unschedule R-0ABC123', 'Add its number, such as /report unschedule R-0ABC123'),
  shared: (l: Language) => by(l, '已分享到客服群。', 'Shared with the staff.'),
  nowhereToShare: (l: Language) =>
    by(
      l,
      '还没有设置客服群（STAFF_PLACES），没有地方可分享。',
      'There is no staff place yet (STAFF_PLACES) to share it in.',
    ),
  noDate: (option: string, l: Language) =>
    by(l, `${option} 后面要写日期，比如 2026-01-31。`, `${option} needs a date, for example 2026-01-31.`),
  noWindow: (from: string, to: string, l: Language) =>
    by(
      l,
      `开始日期 ${from} 在结束日期 ${to} 之后，请换一下。`,
      `The first day ${from} is after the last day ${to}; please swap them.`,
    ),
  badDate: (typed: string, l: Language) =>
    by(l, `「${typed}」不是日期。请写成 2026-01-31。`, `“${typed}” is not a date. Write it as 2026-01-31.`),
  help: (l: Language) =>
    by(
      l,
      `客服命令（在工单的讨论里，或写上工单编号）：\n${toVerbList('staff', l)}\n直接写的内容都是内部备注，学员看不到。\n管理员：\n${toVerbList('admin', l)}`,
      `Agent commands (in the ticket’s thread, or with its number):\n${toVerbList('staff', l)}\nWhat you just write stays internal.\nAdmins:\n${toVerbList('admin', l)}`,
    ),
};
