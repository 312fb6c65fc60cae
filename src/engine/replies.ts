/** Everything the bot says to learners, in both languages. Short, kind, and always with a way on. */
import type { Language } from '../domain/language.ts';
import { toVerbList } from './verb-list.ts';

type Text = (language: Language) => string;
const text =
  (zh: string, en: string): Text =>
  (language) =>
    language === 'zh' ? zh : en;

export const replies = {
  greeting: text(
    '你好，我是课后小助手。请直接说遇到了什么问题，比如「视频打不开」。',
    'Hello, this is Afterclass, the course’s help bot. Just tell me what is wrong, for example “the video will not play”.',
  ),
  youAreWelcome: text('不客气！还有问题随时说。', 'You are welcome! Ask again any time.'),
  farewell: text('好的，需要的时候随时找我。', 'All right. I am here whenever you need me.'),
  fileKept: text(
    '文件收到了，不过我看不了文件。请用一句话说说问题；转人工时我会一并带上。',
    'I have your file but cannot look into it. Please say in a sentence what the matter is; if a person takes over, the file goes along.',
  ),
  wordless: text(
    '我只看得懂文字。请用一句话说说遇到的问题，或者找人工。',
    'I can only read words. Please describe the problem in a sentence, or talk to a person.',
  ),
  firstMiss: text(
    '抱歉，这个问题我没有把握，不想乱答。换个说法再问一次，或者直接找人工。',
    'Sorry, I am not sure about this one and do not want to guess. Try other words, or talk to a person.',
  ),
  unreadable: text(
    '这条我没看懂。请用一句话说说遇到了什么问题，或者直接找人工。',
    'I could not make sense of that. Please say in a sentence what the matter is, or talk to a person.',
  ),
  /** In both languages: the learner may read neither well. */
  otherLanguage: () =>
    '我只看得懂中文和英文。请换一种语言再问，或者点下面的按钮找人工。\nI understand Chinese and English only. Please ask in one of them, or press the button to talk to a person.',
  upsetNotice: text(
    '很抱歉让你有这样的体验。已经直接为你转人工，不用再说一遍。',
    'I am sorry that it came to this. I have passed it straight on to a person; no need to repeat anything.',
  ),
  refusedAnswer: text(
    '好的，不是这个。请换个说法再说一次，或者直接找人工。',
    'Right, not that. Please say it in other words, or talk to a person.',
  ),
  sameAnswer: text(
    '这个问题刚才的回答看来没帮上忙。再多说一点细节，或者直接找人工。',
    'It looks as if my last answer did not help. Tell me a little more, or talk to a person.',
  ),
  didYouMean: text('你想问的是哪一个？', 'Which of these do you mean?'),
  confirmed: text('太好了，很高兴能帮到你！', 'Great, glad that helped!'),
  glad: text('太好了！还有问题随时说。', 'Glad to hear it! Ask again any time.'),
  solvedMark: text('✓ 已解决', '✓ Solved'),
  refusedMark: text('✗ 不是这个', '✗ Not this'),
  escalationNotice: (asked: boolean, language: Language): string =>
    language === 'zh'
      ? asked
        ? '好的，已经为你转人工。'
        : '我还是没答上来，已经为你转人工，不用再说一遍。'
      : asked
        ? 'Of course. I have passed this on to a person.'
        : 'I could not answer this, so I have passed it on to a person. No need to repeat anything.',
  faultNotice: text(
    '抱歉，刚才处理你的消息时出了故障，已经转给人工。',
    'Sorry, something went wrong on our side with your message. I have passed it on to a person.',
  ),
  tryAgain: text(
    '抱歉，刚才出了故障，没能处理。请再试一次。',
    'Sorry, something went wrong on our side and this was not done. Please try again.',
  ),
  addedToTicket: (ticket: string, language: Language): string =>
    language === 'zh' ? `收到，已补充到工单 ${ticket}。` : `Thank you, added to ticket ${ticket}.`,
  alreadyWithPeople: text(
    '这件事已经在人工那里了，不用再说一遍。',
    'This is already with our people; no need to repeat anything.',
  ),
  besideSolved: (ticket: string, language: Language): string =>
    language === 'zh'
      ? `太好了！工单 ${ticket} 会继续处理你之前的问题。`
      : `Great! Ticket ${ticket} goes on with your earlier question.`,
  extraAnswer: text('这个问题我可以先回答你：', 'This one I can answer right away:'),
  agentSays: (name: string, words: string, language: Language): string =>
    language === 'zh' ? `${name}：${words}` : `${name}: ${words}`,
  agentEdited: (name: string, words: string, language: Language): string =>
    language === 'zh' ? `✏️ ${name} 改为：${words}` : `✏️ ${name} corrected: ${words}`,
  agentDeleted: (name: string, language: Language): string =>
    language === 'zh' ? `🗑️ ${name} 撤回了一条消息。` : `🗑️ ${name} took a message back.`,
  resolvedByAgent: (ticket: string, language: Language): string =>
    language === 'zh'
      ? `工单 ${ticket} 已标记为解决。如果还有问题，点下面的按钮或直接回复。`
      : `Ticket ${ticket} was marked as solved. If it is not, press the button or just reply.`,
  mergedInto: (ticket: string, into: string, language: Language): string =>
    language === 'zh'
      ? `工单 ${ticket} 和 ${into} 是同一件事，我们在 ${into} 里继续，不用再说一遍。`
      : `Tickets ${ticket} and ${into} are about the same; we carry on in ${into}. No need to repeat anything.`,
  pendingReminder: (ticket: string, language: Language): string =>
    language === 'zh'
      ? `关于工单 ${ticket}，我们还在等你的回复。方便时回一句就好；一直没有消息的话会先关闭，之后随时可以再打开。`
      : `We are still waiting for your answer on ticket ${ticket}. A line is enough; without one it is closed for now and can be opened again any time.`,
  closedQuiet: (ticket: string, language: Language): string =>
    language === 'zh'
      ? `工单 ${ticket} 暂时关闭了。还需要的话，点下面的按钮就能接着处理。`
      : `Ticket ${ticket} is closed for now. If you still need it, press the button and we carry on.`,
  cancelled: (ticket: string, language: Language): string =>
    language === 'zh'
      ? `好的，工单 ${ticket} 已取消。有需要随时再说。`
      : `All right, ticket ${ticket} is cancelled. Ask again any time.`,
  nothingToCancel: text('你现在没有可以取消的工单。', 'You have no ticket to cancel.'),
  tooFast: text(
    '消息有点多，我一时看不过来。前面的都收到了，稍等一分钟再接着说。',
    'That is a lot at once. I have what you wrote so far; please go on in a minute.',
  ),
  tooManyTickets: (open: number, language: Language): string =>
    language === 'zh'
      ? `你已经有 ${open} 张工单在处理，先不开新的。可以在 /tickets 里看到它们，或者补充到其中一张。`
      : `You have ${open} tickets in progress, so I open no new one. /tickets shows them; you can add to any of them.`,
  tooManyToReopen: (ticket: string, open: number, language: Language): string =>
    language === 'zh'
      ? `你已经有 ${open} 张工单在处理，${ticket} 暂时不能再打开。处理完一张之后再来点一次，或者把情况补充到其中一张（/tickets）。`
      : `You have ${open} tickets in progress, so ${ticket} stays closed for now. Try again once one is done, or add to one of them (/tickets).`,
  blocked: (reason: string, until: string | null, language: Language): string =>
    language === 'zh'
      ? `你暂时不能在这里提问${until ? `，到 ${until} 为止` : ''}。原因：${reason}`
      : `You cannot ask here for now${until ? `, until ${until}` : ''}. Reason: ${reason}`,
  reopened: (ticket: string, language: Language): string =>
    language === 'zh'
      ? `工单 ${ticket} 已重新打开，会有人继续跟进。`
      : `Ticket ${ticket} is open again. Somebody will carry on.`,
  askRating: text('这次服务可以打几分？0 分很差，10 分很好。', 'How was our help? 0 is very poor, 10 is excellent.'),
  thanksForRating: (score: number, low: boolean, language: Language): string =>
    language === 'zh'
      ? low
        ? `收到，${score} 分。很抱歉没能让你满意，已告诉负责人。想让我们继续处理的话，点「还没解决」。`
        : `谢谢，收到 ${score} 分！`
      : low
        ? `${score} out of 10, noted. We are sorry; our team lead has been told. Press “Still not solved” and we carry on.`
        : `Thank you for the ${score} out of 10!`,
  askToShare: text(
    '可以把你的评分算进大家都能看到的平均分吗？只公布至少 5 位学员的合计，没有名字；随时可以用 /settings ratings off 撤回。',
    'May your ratings count in the average that all learners can see? Only sums of at least 5 learners are shown, without names; /settings ratings off takes them back at any time.',
  ),
  sharing: text(
    '谢谢！你的评分会算进大家看到的平均分（/ratings），没有名字。撤回：/settings ratings off',
    'Thank you! Your ratings count in the average that all see (/ratings), without your name. To take them back: /settings ratings off',
  ),
  notSharing: text(
    '好的，你的评分只有客服团队看得到，不算进公布的平均分。想算上：/settings ratings on',
    'All right, only the staff sees your ratings; they do not count in the published average. To count them in: /settings ratings on',
  ),
  alreadyRated: (score: number, language: Language): string =>
    language === 'zh'
      ? `这次对话已经评过 ${score} 分了，谢谢。`
      : `You have already given ${score} out of 10. Thank you.`,
  badScore: (typed: string, language: Language): string =>
    language === 'zh'
      ? `「${typed}」不是有效的评分。请给 0 到 10 之间的整数，比如 8。`
      : `“${typed}” is not a valid rating. Please give a whole number from 0 to 10, for example 8.`,
  whichScore: text(
    '请在 /rate 后面写上 0 到 10 之间的整数，比如：/rate 8',
    'Please put a whole number from 0 to 10 after /rate, for example: /rate 8',
  ),
  nothingToRate: text(
    '现在还没有可以评分的对话。问题解决之后就可以评分了。',
    'There is nothing to rate yet. You can rate once your question is resolved.',
  ),
  askComment: text(
    '请把想说的发给我，下一条消息会作为留言记下。',
    'Please go ahead: your next message is kept as the comment.',
  ),
  thanksForComment: text('留言已记下，谢谢你花时间。', 'Your comment is kept. Thank you for taking the time.'),
  tooLateToReopen: text(
    '这段对话之后已经有了新的对话。直接把问题发给我就行；要找人工，就发「人工」。',
    'A newer conversation has taken the place of this one. Just tell me the problem, or write “human” to reach a person.',
  ),
  notYourButton: text('这个按钮是另一位学员的。', 'This button belongs to another learner.'),
  staleButton: text(
    '这个按钮已经失效了。需要什么，直接发给我就行。',
    'This button is no longer valid. Just write what you need.',
  ),
  nothingAsked: text(
    '请在 /ask 后面写上问题，比如：/ask 视频打不开',
    'Please put the question after /ask, for example: /ask the video will not play',
  ),
  noConversation: text(
    '你现在没有进行中的对话。有问题直接说就行。',
    'You have no conversation at the moment. Just ask.',
  ),
  statusOpen: text(
    '这段对话由小助手处理，还没有转人工。',
    'The bot is on this conversation; no person has been asked yet.',
  ),
  statusResolved: text('上一个问题已经解决。', 'Your last question is resolved.'),
  unknownVerb: (verb: string, help: string, language: Language): string =>
    language === 'zh' ? `没有 /${verb} 这个命令。\n${help}` : `There is no command /${verb}.\n${help}`,
  learnerHelp: (l: Language): string =>
    `${l === 'zh' ? '可以直接提问，也可以用：' : 'Just ask, or use:'}\n${toVerbList('learner', l)}`,
} as const;

/** What people typed, safe to show inside a sentence: one line, 40 characters, nothing invisible. */
export function quote(typed: string): string {
  const line = typed
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return line.length > 40 ? `${cut(line, 39)}…` : line;
}

/** The first `length` UTF-16 units, or fewer: never half a character. */
export function cut(words: string, length: number): string {
  return words.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
