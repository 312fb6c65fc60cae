/** The verbs people can use, as data: what each takes and how it is introduced. Adapters make their commands and menus of it; the engine does them. */

/** `tw`: traditional characters, for platforms that tell them apart. */
export interface Words {
  readonly en: string;
  readonly zh: string;
  readonly tw: string;
}

/** A ticket comes first among the words of a command, the others in the order given; an option as `--name value`. */
export interface Argument {
  readonly name: string;
  readonly kind: 'words' | 'ticket' | 'choice' | 'option';
  readonly local: Words;
  readonly about: Words;
  readonly required: boolean;
  /** What may be chosen, where the set is closed. */
  readonly choices?: readonly string[];
}

export interface Verb {
  readonly verb: string;
  readonly who: 'learner' | 'staff' | 'admin';
  /** Its name in the learner's language, one word. */
  readonly local: Words;
  readonly about: Words;
  readonly takes: readonly Argument[];
}

const words = (en: string, zh: string, tw: string = zh): Words => ({ en, zh, tw });

function argument(
  name: string,
  kind: Argument['kind'],
  local: Words,
  about: Words,
  rest: { readonly required?: boolean; readonly choices?: readonly string[] } = {},
): Argument {
  return { name, kind, local, about, required: rest.required ?? false, ...(rest.choices && { choices: rest.choices }) };
}

const QUESTION = argument(
  'question',
  'words',
  words('question', '问题', '問題'),
  words('What would you like to know?', '你想问什么？', '你想問什麼？'),
  { required: true },
);
const SCORE = argument(
  'score',
  'words',
  words('score', '分数', '分數'),
  words('0 (bad) to 10 (great)', '0（很差）到 10（很好）'),
  { required: true },
);
const TICKET = argument(
  'ticket',
  'ticket',
  words('ticket', '工单', '工單'),
  words('Its id; not needed inside its thread', '工单号；在工单的讨论里不用填', '工單號；在工單的討論串裡不用填'),
);
const TEXT = argument('text', 'words', words('text', '内容', '內容'), words('The words', '要写的内容', '要寫的內容'), {
  required: true,
});
const FROM = argument(
  'from',
  'option',
  words('from', '从', '從'),
  words('First day, 2026-01-31', '第一天，如 2026-01-31'),
);
const TO = argument(
  'to',
  'option',
  words('to', '到'),
  words('Last day, 2026-01-31', '最后一天，如 2026-01-31', '最後一天，如 2026-01-31'),
);

/** Reports by name, as `/report` takes them. */
export const REPORTS: readonly { readonly name: string; readonly local: Words; readonly about: Words }[] = [
  {
    name: 'overview',
    local: words('overview', '总览', '總覽'),
    about: words('Conversations, satisfaction, response times', '会话、满意度、响应时间', '會話、滿意度、回應時間'),
  },
];

export const VERBS: readonly Verb[] = [
  {
    verb: 'ask',
    who: 'learner',
    local: words('ask', '提问', '提問'),
    about: words('Ask about the course', '问一个关于课程的问题', '問一個關於課程的問題'),
    takes: [QUESTION],
  },
  {
    verb: 'status',
    who: 'learner',
    local: words('status', '进度', '進度'),
    about: words('Where your question stands', '看看我的问题到哪一步了', '看看我的問題到哪一步了'),
    takes: [],
  },
  {
    verb: 'human',
    who: 'learner',
    local: words('human', '人工'),
    about: words('Talk to a person', '找人工'),
    takes: [],
  },
  {
    verb: 'rate',
    who: 'learner',
    local: words('rate', '评分', '評分'),
    about: words('Rate the help you got', '给这次服务打分', '給這次服務評分'),
    takes: [SCORE],
  },
  {
    verb: 'settings',
    who: 'learner',
    local: words('settings', '设置', '設定'),
    about: words('Your language and your account', '语言和账号', '語言和帳號'),
    takes: [
      argument(
        'change',
        'words',
        words('change', '修改', '修改'),
        words(
          'zh, en, auto, link <code> or unlink',
          'zh、en、auto、link <绑定码> 或 unlink',
          'zh、en、auto、link <綁定碼> 或 unlink',
        ),
      ),
    ],
  },
  {
    verb: 'help',
    who: 'learner',
    local: words('help', '帮助', '幫助'),
    about: words('What I can do', '我能做什么', '我能做什麼'),
    takes: [],
  },
  {
    verb: 'claim',
    who: 'staff',
    local: words('claim', '认领', '認領'),
    about: words('Take a ticket', '认领工单', '認領工單'),
    takes: [TICKET],
  },
  {
    verb: 'release',
    who: 'staff',
    local: words('release', '放回'),
    about: words('Give a ticket back to the queue', '把工单放回队列', '把工單放回佇列'),
    takes: [TICKET],
  },
  {
    verb: 'reply',
    who: 'staff',
    local: words('reply', '回复', '回覆'),
    about: words('Send words to the learner', '回复学员', '回覆學員'),
    takes: [TEXT, TICKET],
  },
  {
    verb: 'note',
    who: 'staff',
    local: words('note', '备注', '備註'),
    about: words('Add an internal note', '写一条内部备注', '寫一條內部備註'),
    takes: [TEXT, TICKET],
  },
  {
    verb: 'resolve',
    who: 'staff',
    local: words('resolve', '解决', '解決'),
    about: words('Mark a ticket as resolved', '把工单标为已解决', '把工單標為已解決'),
    takes: [TICKET],
  },
  {
    verb: 'reopen',
    who: 'staff',
    local: words('reopen', '重新打开', '重新開啟'),
    about: words('Open a ticket again', '重新打开工单', '重新開啟工單'),
    takes: [TICKET],
  },
  {
    verb: 'live',
    who: 'staff',
    local: words('live', '直播回复', '即時回覆'),
    about: words('Switch live replies on or off', '打开或关闭直播回复', '開啟或關閉即時回覆'),
    takes: [TICKET],
  },
  {
    verb: 'report',
    who: 'admin',
    local: words('report', '报表', '報表'),
    about: words('Figures about the service', '服务的各项数字', '服務的各項數字'),
    takes: [
      argument('name', 'choice', words('name', '名称', '名稱'), words('Which report', '哪一份报表', '哪一份報表'), {
        required: true,
        choices: REPORTS.map(({ name }) => name),
      }),
      FROM,
      TO,
    ],
  },
  {
    verb: 'kb',
    who: 'admin',
    local: words('kb', '知识库', '知識庫'),
    about: words('What the bot knows and how much it answers', '机器人知道什么，能答多少', '機器人知道什麼，能答多少'),
    takes: [],
  },
];

export function findVerb(verb: string): Verb | null {
  return VERBS.find((entry) => entry.verb === verb) ?? null;
}

/** Whether it does something without any words beside a ticket's id. */
export function standsAlone({ takes }: Verb): boolean {
  return takes.every(({ kind, required }) => kind === 'ticket' || !required);
}
