/** The slash and message-menu commands, and how what was filled in becomes verb and arguments. Data and pure functions. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';

type Words = readonly [en: string, zh: string, tw: string];

const toLocal = ([, zh, tw]: Words): LocalizationMap => ({ 'zh-CN': zh, 'zh-TW': tw });

interface Option {
  readonly name: string;
  readonly local: Words;
  readonly about: Words;
  readonly required?: boolean;
  readonly suggests?: boolean;
}

interface Verb {
  readonly verb: string;
  readonly who: 'learner' | 'staff';
  /** The localised names; a name has no spaces. */
  readonly local: Words;
  readonly about: Words;
  readonly options?: readonly Option[];
}

const QUESTION: Option = {
  name: 'question',
  local: ['question', '问题', '問題'],
  about: ['What would you like to know?', '你想问什么？', '你想問什麼？'],
  required: true,
  suggests: true,
};
const SCORE: Option = {
  name: 'score',
  local: ['score', '分数', '分數'],
  about: ['0 (bad) to 10 (great)', '0（很差）到 10（很好）', '0（很差）到 10（很好）'],
  required: true,
};
const TICKET: Option = {
  name: 'ticket',
  local: ['ticket', '工单', '工單'],
  about: ['Its id; not needed inside its thread', '工单号；在工单的子区里不用填', '工單號；在工單的討論串裡不用填'],
  suggests: true,
};
const TEXT: Option = {
  name: 'text',
  local: ['text', '内容', '內容'],
  about: ['The words', '要写的内容', '要寫的內容'],
  required: true,
};

export const VERBS: readonly Verb[] = [
  {
    verb: 'ask',
    who: 'learner',
    local: ['ask', '提问', '提問'],
    about: ['Ask about the course', '问一个关于课程的问题', '問一個關於課程的問題'],
    options: [QUESTION],
  },
  {
    verb: 'status',
    who: 'learner',
    local: ['status', '进度', '進度'],
    about: ['Where your question stands', '看看我的问题到哪一步了', '看看我的問題到哪一步了'],
  },
  {
    verb: 'ratings',
    who: 'learner',
    local: ['ratings', '大家的评分', '大家的評分'],
    about: ['Ratings and reply times', '大家的评分和回复快慢', '大家的評分和回覆快慢'],
  },
  {
    verb: 'human',
    who: 'learner',
    local: ['human', '人工', '人工'],
    about: ['Talk to a person', '找人工', '找人工'],
  },
  {
    verb: 'rate',
    who: 'learner',
    local: ['rate', '评分', '評分'],
    about: ['Rate the help you got', '给这次服务打分', '給這次服務評分'],
    options: [SCORE],
  },
  {
    verb: 'help',
    who: 'learner',
    local: ['help', '帮助', '幫助'],
    about: ['What I can do', '我能做什么', '我能做什麼'],
  },
  {
    verb: 'claim',
    who: 'staff',
    local: ['claim', '认领', '認領'],
    about: ['Take a ticket', '认领工单', '認領工單'],
    options: [TICKET],
  },
  {
    verb: 'release',
    who: 'staff',
    local: ['release', '放回', '放回'],
    about: ['Give a ticket back to the queue', '把工单放回队列', '把工單放回佇列'],
    options: [TICKET],
  },
  {
    verb: 'reply',
    who: 'staff',
    local: ['reply', '回复', '回覆'],
    about: ['Send words to the learner', '回复学员', '回覆學員'],
    options: [TEXT, TICKET],
  },
  {
    verb: 'note',
    who: 'staff',
    local: ['note', '备注', '備註'],
    about: ['Add an internal note', '写一条内部备注', '寫一條內部備註'],
    options: [TEXT, TICKET],
  },
  {
    verb: 'resolve',
    who: 'staff',
    local: ['resolve', '解决', '解決'],
    about: ['Mark a ticket as resolved', '把工单标为已解决', '把工單標為已解決'],
    options: [TICKET],
  },
  {
    verb: 'reopen',
    who: 'staff',
    local: ['reopen', '重新打开', '重新開啟'],
    about: ['Open a ticket again', '重新打开工单', '重新開啟工單'],
    options: [TICKET],
  },
  {
    verb: 'live',
    who: 'staff',
    local: ['live', '直播回复', '即時回覆'],
    about: ['Switch live replies on or off', '打开或关闭直播回复', '開啟或關閉即時回覆'],
    options: [TICKET],
  },
];

const DAYS: readonly Option[] = [
  {
    name: 'from',
    local: ['from', '从', '從'],
    about: ['First day, 2026-01-31', '第一天，如 2026-01-31', '第一天，如 2026-01-31'],
  },
  {
    name: 'to',
    local: ['to', '到', '到'],
    about: ['Last day, 2026-01-31', '最后一天，如 2026-01-31', '最後一天，如 2026-01-31'],
  },
];

/** Reports by name, each a subcommand of `/report`. */
export const REPORTS: readonly { readonly name: string; readonly local: Words; readonly about: Words }[] = [
  {
    name: 'overview',
    local: ['overview', '总览', '總覽'],
    about: ['Conversations, satisfaction, response times', '会话、满意度、响应时间', '會話、滿意度、回應時間'],
  },
  {
    name: 'satisfaction',
    local: ['satisfaction', '满意度', '滿意度'],
    about: ['What learners rated', '学员的评分', '學員的評分'],
  },
  {
    name: 'response',
    local: ['response', '响应时间', '回應時間'],
    about: ['How long learners wait', '学员等多久', '學員等多久'],
  },
  {
    name: 'sla',
    local: ['sla', '服务承诺', '服務承諾'],
    about: ['Promised times kept and broken', '承诺的时间做到了多少', '承諾的時間做到了多少'],
  },
  {
    name: 'resolution',
    local: ['resolution', '解决情况', '解決情況'],
    about: ['What conversations came to', '对话的结果', '對話的結果'],
  },
  {
    name: 'loyalty',
    local: ['loyalty', '复购', '回購'],
    about: ['Who buys again, who stays', '复购与留存', '回購與留存'],
  },
  {
    name: 'agents',
    local: ['agents', '客服', '客服'],
    about: ['Load and outcome of the team', '团队的工作量和结果', '團隊的工作量和結果'],
  },
  {
    name: 'courses',
    local: ['courses', '课程', '課程'],
    about: ['Service per course', '各门课程的服务', '各門課程的服務'],
  },
  {
    name: 'knowledge',
    local: ['knowledge', '知识库', '知識庫'],
    about: ['What the bot knows, what is refused', '小助手会什么，哪些回答被拒', '小幫手會什麼，哪些回答被拒'],
  },
  {
    name: 'staffing',
    local: ['staffing', '排班', '排班'],
    about: ['How many people each hour needs', '每小时需要几位客服', '每小時需要幾位客服'],
  },
];

export const ASK_ABOUT = 'Ask support about this';
export const MARK_ANSWER = 'Mark as answer';

const toOption = ({ name, local, about, required, suggests }: Option) => ({
  type: ApplicationCommandOptionType.String as const,
  name,
  name_localizations: toLocal(local),
  description: about[0],
  description_localizations: toLocal(about),
  required: required ?? false,
  ...(suggests && { autocomplete: true }),
});

const EVERYWHERE = [InteractionContextType.Guild, InteractionContextType.BotDM];
const GUILD_ONLY = [InteractionContextType.Guild];
const INSTALLED = { integration_types: [ApplicationIntegrationType.GuildInstall] };
/** Hidden from those who cannot; who really may is decided by the roles of the service, on every call. */
const STAFF_ONLY = { default_member_permissions: String(PermissionFlagsBits.ManageMessages), contexts: GUILD_ONLY };

/** All commands, as they are registered in one call. */
export function toCommands(): RESTPutAPIApplicationCommandsJSONBody {
  const verbs = VERBS.map(({ verb, who, local, about, options = [] }) => ({
    type: ApplicationCommandType.ChatInput as const,
    name: verb,
    name_localizations: toLocal(local),
    description: about[0],
    description_localizations: toLocal(about),
    options: options.map(toOption),
    ...INSTALLED,
    ...(who === 'staff' ? STAFF_ONLY : { contexts: EVERYWHERE }),
  }));
  const report = {
    type: ApplicationCommandType.ChatInput as const,
    name: 'report',
    name_localizations: toLocal(['report', '报表', '報表']),
    description: 'Figures about the service',
    description_localizations: toLocal(['', '服务的各项数字', '服務的各項數字']),
    options: REPORTS.map(({ name, local, about }) => ({
      type: ApplicationCommandOptionType.Subcommand as const,
      name,
      name_localizations: toLocal(local),
      description: about[0],
      description_localizations: toLocal(about),
      options: DAYS.map(toOption),
    })),
    ...INSTALLED,
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    contexts: EVERYWHERE,
  };
  const menus = [
    { name: ASK_ABOUT, local: ['', '就这条消息问客服', '就這則訊息問客服'] as const, access: { contexts: EVERYWHERE } },
    { name: MARK_ANSWER, local: ['', '作为答复发给学员', '作為答覆發給學員'] as const, access: STAFF_ONLY },
  ].map(({ name, local, access }) => ({
    type: ApplicationCommandType.Message as const,
    name,
    name_localizations: toLocal(local),
    ...INSTALLED,
    ...access,
  }));
  return [...verbs, report, ...menus];
}

/** `{ from: '2026-01-01' }` of `/report overview` → `overview --from 2026-01-01`; `{ text, ticket }` → `T-… text`. */
export function toArgs(verb: string, subcommand: string | null, options: ReadonlyMap<string, string>): string {
  if (verb === 'report') {
    const days = [...options].map(([name, value]) => `--${name} ${value.trim()}`);
    return [subcommand ?? 'overview', ...days].join(' ');
  }
  const ticket = /T-[0-9A-Z]{6}/i.exec(options.get('ticket') ?? '')?.[0] ?? options.get('ticket') ?? '';
  const words = options.get('question') ?? options.get('text') ?? options.get('score') ?? '';
  return [ticket, words].filter((part) => part !== '').join(' ');
}
