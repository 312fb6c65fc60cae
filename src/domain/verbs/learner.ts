/** The verbs of learners. */
import { argument, TICKET, type Verb, words } from './verb.ts';

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

export const LEARNER: readonly Verb[] = [
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
    verb: 'tickets',
    who: 'learner',
    local: words('tickets', '我的工单', '我的工單'),
    about: words('Your tickets', '看看我的工单', '看看我的工單'),
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
    verb: 'courses',
    who: 'learner',
    local: words('courses', '课程', '課程'),
    about: words('Find, compare and choose courses', '看课程、比较、按目标推荐', '看課程、比較、按目標推薦'),
    takes: [
      argument(
        'what',
        'words',
        words('what', '找什么', '找什麼'),
        words(
          'python under 500 · compare py101 da101 · goal data analyst; empty for all',
          'python 500以内 · compare py101 da101 · goal 转行做数据分析；不填就列出来',
          'python 500以內 · compare py101 da101 · goal 轉行做數據分析；不填就列出來',
        ),
      ),
    ],
  },
  {
    verb: 'cancel',
    who: 'learner',
    local: words('cancel', '取消'),
    about: words('Take your ticket back', '取消我的工单', '取消我的工單'),
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
    verb: 'ratings',
    who: 'learner',
    local: words('ratings', '口碑', '口碑'),
    about: words('What others rated, and how quick we are', '大家的评分和回复快慢', '大家的評分和回覆快慢'),
    takes: [],
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
          'zh, en, auto, ratings on or off, link <code>, unlink',
          'zh、en、auto、ratings on/off、link <绑定码>、unlink',
          'zh、en、auto、ratings on/off、link <綁定碼>、unlink',
        ),
      ),
    ],
  },
  {
    verb: 'needs',
    who: 'learner',
    local: words('needs', '需要'),
    about: words('What you need to be served well', '我的特殊需要'),
    takes: [
      argument(
        'need',
        'words',
        words('need', '需要'),
        words(
          'slow, screen-reader, quiet 22:00-08:00, clear, or a word for agents',
          'slow 慢一点、screen-reader 读屏、quiet 22:00-08:00、clear 清空，或写给客服的话',
          'slow 慢一點、screen-reader 讀屏、quiet 22:00-08:00、clear 清空，或寫給客服的話',
        ),
      ),
    ],
  },
  {
    verb: 'transcript',
    who: 'learner',
    local: words('transcript', '记录', '記錄'),
    about: words('The whole conversation as a file', '整段对话的文件', '整段對話的檔案'),
    takes: [TICKET],
  },
  {
    verb: 'recommend',
    who: 'learner',
    local: words('recommend', '推荐', '推薦'),
    about: words('What you could learn next', '接下来可以学什么', '接下來可以學什麼'),
    takes: [
      argument(
        'goal',
        'words',
        words('goal', '目标', '目標'),
        words('What you would like, may be empty', '想学什么，可以不填', '想學什麼，可以不填'),
      ),
    ],
  },
  {
    verb: 'path',
    who: 'learner',
    local: words('path', '学习计划', '學習計劃'),
    about: words('Your learning path, with dates', '按目标和时间排学习计划', '按目標和時間排學習計劃'),
    takes: [
      argument(
        'goal',
        'words',
        words('goal', '目标', '目標'),
        words(
          'data analyst 6h · certificate · career · cancel; empty shows it',
          '数据分析 每周6小时 · 证书 · 求职 · 取消；不填就看计划',
          '數據分析 每周6小時 · 證書 · 求職 · 取消；不填就看計劃',
        ),
      ),
    ],
  },
  {
    verb: 'progress',
    who: 'learner',
    local: words('progress', '学习报告', '學習報告'),
    about: words('How far you are, your time and next step', '学习进度、时间和下一步', '學習進度、時間和下一步'),
    takes: [],
  },
  {
    verb: 'help',
    who: 'learner',
    local: words('help', '帮助', '幫助'),
    about: words('What I can do', '我能做什么', '我能做什麼'),
    takes: [],
  },
  {
    verb: 'home',
    who: 'learner',
    local: words('home', '首页', '首頁'),
    about: words('Your page: what needs you now', '我的首页：现在要做什么', '我的首頁：現在要做什麼'),
    takes: [],
  },
  {
    verb: 'org',
    who: 'learner',
    local: words('org', '企业', '企業'),
    about: words('Your company: figures, ask for a course', '公司的学习情况、申请开课', '公司的學習情況、申請開課'),
    takes: [
      argument(
        'what',
        'words',
        words('what', '做什么', '做什麼'),
        words(
          'request; or request course; people; when; goal. Empty for the figures',
          'request 申请开课，或 request 课程；人数；时间；目标。不填看数据',
          'request 申請開課，或 request 課程；人數；時間；目標。不填看數據',
        ),
      ),
    ],
  },
];
