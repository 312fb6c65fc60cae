/** What the helpdesk says to agents and leads, in both languages. */
import type { Language } from '../../domain/language.ts';
import type { Priority } from '../../domain/priority.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

const PRIORITY_WORDS: Readonly<Record<Priority, { zh: string; en: string }>> = {
  low: { zh: '低', en: 'low' },
  normal: { zh: '普通', en: 'normal' },
  high: { zh: '高', en: 'high' },
  urgent: { zh: '紧急', en: 'urgent' },
};

export const priorityWord = (priority: Priority, l: Language): string => PRIORITY_WORDS[priority][l];

export const deskWords = {
  whichQueue: (l: Language) => by(l, '转到哪个队列？', 'Move it to which queue?'),
  noQueue: (typed: string, known: string, l: Language) =>
    by(l, `没有「${typed}」这个队列。可选：${known}`, `There is no queue “${typed}”. There are: ${known}`),
  sameQueue: (name: string, l: Language) => by(l, `工单已经在「${name}」。`, `The ticket is in “${name}” already.`),
  transferred: (who: string, from: string, to: string, l: Language) =>
    by(l, `${who} 把工单从「${from}」转到了「${to}」。`, `${who} moved the ticket from “${from}” to “${to}”.`),
  /** Left where the card was. */
  goneTo: (ticket: string, to: string, l: Language) =>
    by(l, `工单 ${ticket} 已转到「${to}」，在那边继续。`, `Ticket ${ticket} goes on in “${to}”.`),
  /** Where a ticket stands whose own place cannot be reached; admins mend the queue. */
  cameHere: (ticket: string, place: string, reason: string, l: Language) =>
    by(
      l,
      `⚠️ ${ticket} 送不到 ${place}（${reason}），先放在这里，之前的讨论用 /transcript 查看。请管理员检查这个队列的地方：/queue list`,
      `⚠️ ${ticket} could not be shown in ${place} (${reason}), so it is here; /transcript shows what was said before. Admins: check the queue’s place with /queue list`,
    ),
  /** Below the card in its new place, after the old one stopped being a place of the staff. */
  cameHome: (place: string, l: Language) =>
    by(
      l,
      `${place} 不再是客服频道，工单搬到了这里。那边的讨论可以用 /transcript 查看。`,
      `${place} is no staff place any more, so the ticket is here now. /transcript shows what was said there.`,
    ),
  queueGone: (from: string, to: string, l: Language) =>
    by(
      l,
      `队列「${from}」没有了，工单转到了「${to}」。`,
      `The queue “${from}” is gone; the ticket goes on in “${to}”.`,
    ),
  agentGone: (name: string, l: Language) =>
    by(l, `${name} 不再是客服，工单回到队列。`, `${name} is no agent any more; the ticket is back in the queue.`),
  whichAgent: (l: Language) => by(l, '分派给谁？', 'Assign it to whom?'),
  noAgent: (typed: string, l: Language) =>
    by(
      l,
      `没找到客服「${typed}」。在客服频道里做过一次操作的人才能被分派。`,
      `There is no agent “${typed}”. Who has acted once in a staff place can be assigned.`,
    ),
  nobodyElse: (l: Language) => by(l, '没有别的客服可以分派。', 'There is no other agent to assign it to.'),
  isAway: (name: string, l: Language) =>
    by(l, `${name} 现在暂离，没有分派。`, `${name} is away; nothing was assigned.`),
  assigned: (who: string, to: string, l: Language) =>
    by(l, `${who} 把工单分派给了 ${to}。`, `${who} assigned the ticket to ${to}.`),
  pending: (who: string, l: Language) =>
    by(l, `${who} 在等学员回复；计时暂停。`, `${who} waits for the learner; the clock is stopped.`),
  resumed: (l: Language) => by(l, '学员回复了，计时继续。', 'The learner answered; the clock runs again.'),
  whichPriority: (l: Language) => by(l, '设为哪个优先级？', 'Which priority?'),
  badPriority: (typed: string, l: Language) =>
    by(
      l,
      `「${typed}」不是优先级。可选：low 低、normal 普通、high 高、urgent 紧急`,
      `“${typed}” is no priority. There are: low, normal, high, urgent`,
    ),
  prioritised: (who: string, priority: Priority, l: Language) =>
    by(
      l,
      `${who} 把优先级设为「${PRIORITY_WORDS[priority].zh}」。`,
      `${who} set the priority to ${PRIORITY_WORDS[priority].en}.`,
    ),
  tagged: (who: string, tags: string, l: Language) =>
    tags === ''
      ? by(l, `${who} 去掉了所有标签。`, `${who} took all tags off.`)
      : by(l, `${who} 设置标签：${tags}`, `${who} set the tags: ${tags}`),
  whichTags: (l: Language) =>
    by(
      l,
      '请写上标签，比如：/tag 退款 会员；/tag - 去掉所有标签',
      'Name the tags, as in /tag refund vip; /tag - takes all off',
    ),
  noStep: (typed: string, steps: number, l: Language) =>
    steps === 0
      ? by(l, '这个类别没有清单。', 'This category has no checklist.')
      : by(
          l,
          `「${typed}」不是清单里的步骤，请写 1 到 ${steps}。`,
          `“${typed}” is no step of the checklist; write 1 to ${steps}.`,
        ),
  whichMerge: (l: Language) =>
    by(
      l,
      '合并到哪张工单？请写：/merge T-7K3F9A（在重复的那张工单里）',
      'Merge it into which one? Write /merge T-7K3F9A in the duplicate’s thread',
    ),
  mergeElsewhere: (id: string, l: Language) =>
    by(l, `没找到进行中的工单 ${id}。`, `There is no ticket ${id} in progress.`),
  mergeItself: (l: Language) => by(l, '不能和自己合并。', 'A ticket cannot be merged into itself.'),
  mergeStranger: (id: string, l: Language) =>
    by(
      l,
      `${id} 是另一位学员的，不能合并：两位学员的对话不能混在一起。`,
      `${id} belongs to another learner; their conversations must not be mixed.`,
    ),
  mergedAway: (who: string, into: string, l: Language) =>
    by(l, `${who} 把这张工单合并到了 ${into}。`, `${who} merged this ticket into ${into}.`),
  mergedHere: (who: string, from: string, story: string, l: Language) =>
    by(
      l,
      `${who} 把 ${from} 合并到了这里。学员在那边写的是：\n${story}`,
      `${who} merged ${from} into this one. There the learner wrote:\n${story}`,
    ),
  whichSnippet: (l: Language) => by(l, '用哪一条快捷回复？', 'Which snippet?'),
  noSnippets: (l: Language) =>
    by(l, '还没有快捷回复。添加：/snippet add 名称 内容', 'There are no snippets yet. Add one: /snippet add name text'),
  noSnippet: (typed: string, known: string, l: Language) =>
    by(l, `没有「${typed}」这条快捷回复。现有：${known}`, `There is no snippet “${typed}”. There are: ${known}`),
  badSnippet: (name: string, problems: string, l: Language) =>
    by(l, `「${name}」没有保存：\n${problems}`, `“${name}” was not kept:\n${problems}`),
  snippetAdded: (name: string, l: Language) =>
    by(l, `已保存快捷回复「${name}」。用法：/snippet ${name}`, `Snippet “${name}” is kept. Use it: /snippet ${name}`),
  snippetRemoved: (name: string, l: Language) => by(l, `已删除快捷回复「${name}」。`, `Snippet “${name}” is gone.`),
  onlyLeads: (l: Language) => by(l, '只有负责人或管理员可以这样做。', 'Only leads and admins can do this.'),
  blockHow: (l: Language) =>
    by(
      l,
      '请写上原因，可以加结束日期：/block 广告刷屏 --until 2026-12-01',
      'Give a reason and, if you like, an end date: /block spam --until 2026-12-01',
    ),
  blocked: (who: string, name: string, until: string | null, reason: string, l: Language) =>
    by(
      l,
      `${who} 屏蔽了 ${name}${until ? `，到 ${until} 为止` : ''}。原因：${reason}。解除：/unblock`,
      `${who} blocked ${name}${until ? ` until ${until}` : ''}. Reason: ${reason}. To lift it: /unblock`,
    ),
  notBlocked: (name: string, l: Language) => by(l, `${name} 没有被屏蔽。`, `${name} is not blocked.`),
  unblocked: (who: string, name: string, l: Language) =>
    by(l, `${who} 解除了对 ${name} 的屏蔽。`, `${who} lifted the block of ${name}.`),
  away: (name: string, until: string | null, l: Language) =>
    by(
      l,
      `${name} 暂离${until ? `，到 ${until}` : ''}：不会再自动分派新工单。回来时：/back`,
      `${name} is away${until ? ` until ${until}` : ''} and gets no tickets. When back: /back`,
    ),
  back: (name: string, open: number, l: Language) =>
    by(l, `欢迎回来，${name}。手上有 ${open} 张工单。`, `Welcome back, ${name}. You have ${open} tickets in hand.`),
  responseSoon: (ticket: string, due: string, l: Language) =>
    by(l, `⏰ ${ticket} 的首次回复 ${due} 到期。`, `⏰ ${ticket}: the first response is due at ${due}.`),
  responseLate: (ticket: string, queue: string, l: Language) =>
    by(
      l,
      `🚨 ${ticket}（${queue}）的首次回复已超时，学员还在等。`,
      `🚨 ${ticket} (${queue}): the first response is overdue and the learner is waiting.`,
    ),
  resolutionSoon: (ticket: string, due: string, l: Language) =>
    by(l, `⏰ ${ticket} 应在 ${due} 前解决。`, `⏰ ${ticket} should be resolved by ${due}.`),
  resolutionLate: (ticket: string, queue: string, l: Language) =>
    by(l, `🚨 ${ticket}（${queue}）的解决时限已过。`, `🚨 ${ticket} (${queue}) is past its resolution target.`),
  nudge: (name: string, until: string, l: Language) =>
    by(
      l,
      `${name}，学员还没有收到回复。到 ${until} 还没有的话，工单会回到队列。`,
      `${name}, the learner has had no reply yet. Without one by ${until} the ticket goes back to the queue.`,
    ),
  leaseLapsed: (ticket: string, name: string, l: Language) =>
    by(
      l,
      `↩️ ${ticket}：${name} 没有按时回复，已回到队列。`,
      `↩️ ${ticket}: ${name} did not reply in time; it is back in the queue.`,
    ),
  reminded: (l: Language) =>
    by(l, '学员一直没有回复，已提醒一次。', 'The learner has not answered and was reminded once.'),
  closedQuiet: (l: Language) =>
    by(l, '提醒之后学员仍没有回复，工单已关闭。', 'The learner did not answer the reminder; the ticket is closed.'),
  cancelled: (name: string, l: Language) => by(l, `${name} 取消了这张工单。`, `${name} cancelled the ticket.`),
} as const;
