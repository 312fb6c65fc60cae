/** The verbs of agents, most of them about one ticket. */
import { PRIORITIES } from '../priority.ts';
import { argument, TICKET, type Verb, words } from './verb.ts';

const TEXT = argument('text', 'words', words('text', '内容', '內容'), words('The words', '要写的内容', '要寫的內容'), {
  required: true,
});

export const STAFF: readonly Verb[] = [
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
    verb: 'assign',
    who: 'staff',
    local: words('assign', '分派'),
    about: words('Give a ticket to somebody', '把工单分派给某人', '把工單分派給某人'),
    takes: [
      argument(
        'to',
        'words',
        words('to', '给谁', '給誰'),
        words(
          'A name, or auto for who has least; empty for a list',
          '名字，或 auto 自动；不填就列出来',
          '名字，或 auto 自動；不填就列出來',
        ),
      ),
      TICKET,
    ],
  },
  {
    verb: 'transfer',
    who: 'staff',
    local: words('transfer', '转队列', '轉佇列'),
    about: words('Move a ticket to another queue', '把工单转到另一个队列', '把工單轉到另一個佇列'),
    takes: [
      argument(
        'queue',
        'words',
        words('queue', '队列', '佇列'),
        words('The queue; empty for a list', '队列；不填就列出来', '佇列；不填就列出來'),
      ),
      TICKET,
    ],
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
    verb: 'snippet',
    who: 'staff',
    local: words('snippet', '快捷回复', '快捷回覆'),
    about: words('Reply with a snippet', '用快捷回复', '用快捷回覆'),
    takes: [
      argument(
        'name',
        'words',
        words('name', '名称', '名稱'),
        words(
          'Its name; add NAME text; remove NAME; empty for a list',
          '名称；add 名称 内容；remove 名称；不填就列出来',
          '名稱；add 名稱 內容；remove 名稱；不填就列出來',
        ),
      ),
      TICKET,
    ],
  },
  {
    verb: 'snippets',
    who: 'staff',
    local: words('snippets', '回复列表', '回覆列表'),
    about: words('All snippets', '所有快捷回复', '所有快捷回覆'),
    takes: [],
  },
  {
    verb: 'pending',
    who: 'staff',
    local: words('pending', '等回复', '等回覆'),
    about: words('Ask for more and wait for the learner', '请学员补充，等回复', '請學員補充，等回覆'),
    takes: [
      argument(
        'text',
        'words',
        words('text', '内容', '內容'),
        words('What to ask; may be empty', '要问的话，可以不填', '要問的話，可以不填'),
      ),
      TICKET,
    ],
  },
  {
    verb: 'priority',
    who: 'staff',
    local: words('priority', '优先级', '優先級'),
    about: words('How pressing a ticket is', '设置优先级', '設定優先級'),
    takes: [
      argument(
        'level',
        'choice',
        words('level', '级别', '級別'),
        words(
          'low, normal, high or urgent',
          'low 低、normal 普通、high 高、urgent 紧急',
          'low 低、normal 普通、high 高、urgent 緊急',
        ),
        { choices: PRIORITIES },
      ),
      TICKET,
    ],
  },
  {
    verb: 'tag',
    who: 'staff',
    local: words('tag', '标签', '標籤'),
    about: words('Put tags on a ticket', '给工单加标签', '給工單加標籤'),
    takes: [
      argument(
        'tags',
        'words',
        words('tags', '标签', '標籤'),
        words(
          'Tags; -tag takes one off, - all',
          '标签；-标签 去掉一个，- 全部去掉',
          '標籤；-標籤 去掉一個，- 全部去掉',
        ),
        { required: true },
      ),
      TICKET,
    ],
  },
  {
    verb: 'check',
    who: 'staff',
    local: words('check', '清单', '清單'),
    about: words('Tick a step of the checklist', '勾选清单里的一步', '勾選清單裡的一步'),
    takes: [
      argument('step', 'words', words('step', '步骤', '步驟'), words('Its number', '第几步', '第幾步'), {
        required: true,
      }),
      TICKET,
    ],
  },
  {
    verb: 'merge',
    who: 'staff',
    local: words('merge', '合并', '合併'),
    about: words('End a duplicate in favour of another ticket', '把重复的工单并入另一张', '把重複的工單併入另一張'),
    takes: [
      argument(
        'into',
        'words',
        words('into', '并入', '併入'),
        words('The other ticket, T-7K3F9A', '另一张工单，如 T-7K3F9A', '另一張工單，如 T-7K3F9A'),
        { required: true },
      ),
      TICKET,
    ],
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
    local: words('live', '实时回复', '即時回覆'),
    about: words('Switch live replies on or off', '打开或关闭实时回复', '開啟或關閉即時回覆'),
    takes: [TICKET],
  },
  {
    verb: 'story',
    who: 'staff',
    local: words('story', '全文'),
    about: words('The whole question', '看完整的问题', '看完整的問題'),
    takes: [TICKET],
  },
  {
    verb: 'block',
    who: 'staff',
    local: words('block', '屏蔽', '封鎖'),
    about: words('Block a spammer (leads)', '屏蔽捣乱的人（负责人）', '封鎖搗亂的人（負責人）'),
    takes: [
      argument('reason', 'words', words('reason', '原因'), words('Why', '为什么', '為什麼'), { required: true }),
      TICKET,
      argument(
        'until',
        'option',
        words('until', '到', '到'),
        words('Last day, 2026-01-31', '最后一天，如 2026-01-31', '最後一天，如 2026-01-31'),
      ),
    ],
  },
  {
    verb: 'unblock',
    who: 'staff',
    local: words('unblock', '解除屏蔽', '解除封鎖'),
    about: words('Lift a block (leads)', '解除屏蔽（负责人）', '解除封鎖（負責人）'),
    takes: [TICKET],
  },
  {
    verb: 'away',
    who: 'staff',
    local: words('away', '暂离', '暫離'),
    about: words('Get no tickets for now', '暂离，不再分派', '暫離，不再分派'),
    takes: [
      argument(
        'until',
        'words',
        words('until', '到', '到'),
        words(
          'Last day, 2026-01-31; may be empty',
          '最后一天，如 2026-01-31，可以不填',
          '最後一天，如 2026-01-31，可以不填',
        ),
      ),
    ],
  },
  {
    verb: 'back',
    who: 'staff',
    local: words('back', '回来', '回來'),
    about: words('Get tickets again', '回来了，可以分派', '回來了，可以分派'),
    takes: [],
  },
  {
    verb: 'queues',
    who: 'staff',
    local: words('queues', '队列', '佇列'),
    about: words('Who waits where', '各队列的情况', '各佇列的情況'),
    takes: [],
  },
  {
    verb: 'figures',
    who: 'staff',
    local: words('figures', '我的数据', '我的數據'),
    about: words(
      'Your own figures, as your lead sees them',
      '自己的数据，与负责人看到的一样',
      '自己的數據，與負責人看到的一樣',
    ),
    takes: [
      argument(
        'days',
        'words',
        words('days', '日期'),
        words('--from 2026-01-01 --to 2026-01-31; empty for all', '--from 2026-01-01 --to 2026-01-31；不填看全部'),
      ),
    ],
  },
  {
    verb: 'practice',
    who: 'staff',
    local: words('practice', '练习', '練習'),
    about: words('Practise on a past ticket without names', '用匿名的旧工单练习', '用匿名的舊工單練習'),
    takes: [
      argument(
        'case',
        'words',
        words('case', '案例'),
        words(
          'A case to see its answer; empty for a new one',
          '案例编号，看参考答复；不填就出一道新的',
          '案例編號，看參考答覆；不填就出一道新的',
        ),
      ),
    ],
  },
];
