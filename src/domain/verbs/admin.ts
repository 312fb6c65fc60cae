/** The verbs of admins, and the reports by name. */
import { REPORT_NAMES, type ReportName } from '../report.ts';
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

const REPORT_WORDS: Readonly<Record<ReportName, { readonly local: Words; readonly about: Words }>> = {
  staffing: {
    local: words('staffing', '排班', '排班'),
    about: words('Load by weekday and hour, and who is needed', '各时段的工作量与所需人数', '各時段的工作量與所需人數'),
  },
  ratings: {
    local: words('ratings', '口碑', '口碑'),
    about: words('What learners may see', '学员能看到的评分', '學員能看到的評分'),
  },
  feedback: {
    local: words('feedback', '反馈', '回饋'),
    about: words(
      'What learners say, weak spots, what to do',
      '学员说了什么、薄弱点与改进',
      '學員說了什麼、薄弱點與改進',
    ),
  },
  enterprise: {
    local: words('enterprise', '企业培训', '企業培訓'),
    about: words('Seats, completion and effect of a training', '席位、完成率和培训效果', '席位、完成率和培訓效果'),
  },
  overview: {
    local: words('overview', '总览', '總覽'),
    about: words('Conversations, satisfaction, response times', '会话、满意度、响应时间', '會話、滿意度、回應時間'),
  },
  satisfaction: {
    local: words('satisfaction', '满意度', '滿意度'),
    about: words(
      'Ratings: mean, CSAT, NPS, response rate',
      '评分：均值、CSAT、NPS、回收率',
      '評分：均值、CSAT、NPS、回收率',
    ),
  },
  response: {
    local: words('response', '响应时间', '回應時間'),
    about: words('First response and resolution times', '首次响应与解决时间', '首次回應與解決時間'),
  },
  sla: {
    local: words('sla', '服务承诺', '服務承諾'),
    about: words('Targets met and missed', '服务时限的达成', '服務時限的達成'),
  },
  resolution: {
    local: words('resolution', '解决情况', '解決情況'),
    about: words('How conversations end', '会话是怎么结束的', '會話是怎麼結束的'),
  },
  loyalty: {
    local: words('loyalty', '复购与留存', '複購與留存'),
    about: words('Repurchase and retention', '复购率与留存率', '複購率與留存率'),
  },
  agents: {
    local: words('agents', '客服', '客服'),
    about: words('Load and results of the team', '团队的工作量与结果', '團隊的工作量與結果'),
  },
  courses: {
    local: words('courses', '课程', '課程'),
    about: words('Figures by course', '按课程的数字', '按課程的數字'),
  },
  recommendations: {
    local: words('recommendations', '课程推荐', '課程推薦'),
    about: words(
      'What was recommended, accepted and bought',
      '推荐了什么、接受了多少、买了多少',
      '推薦了什麼、接受了多少、買了多少',
    ),
  },
  segments: {
    local: words('segments', '学员分群', '學員分群'),
    about: words('Who learns alike, and how many', '学员按学习方式分群', '學員按學習方式分群'),
  },
  'early-warning': {
    local: words('early-warning', '流失预警', '流失預警'),
    about: words('Who may not come back, and why', '谁可能不再回来，为什么', '誰可能不再回來，為什麼'),
  },
  surveys: {
    local: words('surveys', '问卷', '問卷'),
    about: words('What the questionnaires say', '小问卷的回答', '小問卷的回答'),
  },
  knowledge: {
    local: words('knowledge', '知识库', '知識庫'),
    about: words('What the bot knows and answers', '机器人知道什么，能答多少', '機器人知道什麼，能答多少'),
  },
};

/** Reports by name, as `/report` takes them. */
export const REPORTS: readonly { readonly name: string; readonly local: Words; readonly about: Words }[] =
  REPORT_NAMES.map((name) => ({ name, ...REPORT_WORDS[name] }));

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
    verb: 'sla',
    who: 'admin',
    local: words('sla', '时限', '時限'),
    about: words('Service levels of the queues', '各队列的服务时限', '各佇列的服務時限'),
    takes: [
      argument(
        'what',
        'words',
        words('what', '设置', '設定'),
        words(
          'billing response 30m; empty for the list',
          'billing response 30m；不填就列出来',
          'billing response 30m；不填就列出來',
        ),
      ),
    ],
  },
  {
    verb: 'hours',
    who: 'admin',
    local: words('hours', '服务时间', '服務時間'),
    about: words('Opening hours of the queues', '各队列的服务时间', '各佇列的服務時間'),
    takes: [
      argument(
        'what',
        'words',
        words('what', '设置', '設定'),
        words(
          'billing Mon-Fri 09:00-18:00; empty for the list',
          'billing Mon-Fri 09:00-18:00；不填就列出来',
          'billing Mon-Fri 09:00-18:00；不填就列出來',
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
  {
    verb: 'doctor',
    who: 'admin',
    local: words('doctor', '体检', '體檢'),
    about: words('Is everything set up', '检查设置是否齐全', '檢查設定是否齊全'),
    takes: [],
  },
];
