/** The verbs of admins, and the reports by name. */
import { argument, TICKET, type Verb, type Words, words } from './verb.ts';

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

export const ADMIN: readonly Verb[] = [
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
  {
    verb: 'queue',
    who: 'admin',
    local: words('queue', '队列设置', '佇列設定'),
    about: words('List and set queues', '查看和设置队列', '查看和設定佇列'),
    takes: [
      argument(
        'what',
        'words',
        words('what', '操作'),
        words(
          'list, add, set or reset; empty explains',
          'list、add、set 或 reset；不填看说明',
          'list、add、set 或 reset；不填看說明',
        ),
      ),
    ],
  },
  {
    verb: 'role',
    who: 'admin',
    local: words('role', '角色'),
    about: words('Who is agent, lead, admin', '谁是客服、负责人、管理员', '誰是客服、負責人、管理員'),
    takes: [
      argument(
        'who',
        'words',
        words('who', '谁', '誰'),
        words(
          'slack:U0123 lead; empty for the list',
          'slack:U0123 lead；不填就列出来',
          'slack:U0123 lead；不填就列出來',
        ),
      ),
    ],
  },
  {
    verb: 'audit',
    who: 'admin',
    local: words('audit', '操作记录', '操作記錄'),
    about: words('Who did what to a ticket', '谁对工单做了什么', '誰對工單做了什麼'),
    takes: [TICKET],
  },
];
