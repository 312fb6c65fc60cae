/** What admins are told when they set things in chat, in both languages. */
import type { Language } from '../domain/language.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

const BAD_VALUES = {
  key: [
    '可以设置的有：places、hours、response、resolution、lease、assign',
    'you can set places, hours, response, resolution, lease and assign',
  ],
  places: [
    '地方要写成 platform:id，可以写几个，用逗号隔开，例如 slack:C0123,discord:456',
    'places are written platform:id, several with commas, as in slack:C0123,discord:456',
  ],
  hours: [
    '时间要写成 Mon-Fri 09:00-12:00,14:00-18:00; Sat 10:00-14:00，或者 always',
    'hours are written Mon-Fri 09:00-12:00,14:00-18:00; Sat 10:00-14:00, or always',
  ],
  duration: ['时长要写成 30m、8h 或 2d', 'times are written 30m, 8h or 2d'],
  assign: ['分派方式是 request（认领）或 auto（自动）', 'assignment is request (people claim) or auto'],
} as const;

export const adminWords = {
  queueHelp: (l: Language) =>
    by(
      l,
      '用法：\n/queue list\n/queue add 名称 显示名\n/queue set 名称 places slack:C0123\n/queue set 名称 hours Mon-Fri 09:00-18:00\n/queue set 名称 response 30m（还有 resolution、lease）\n/queue set 名称 assign auto\n/queue reset 名称 · 回到文件里的设置',
      'Use:\n/queue list\n/queue add name words\n/queue set name places slack:C0123\n/queue set name hours Mon-Fri 09:00-18:00\n/queue set name response 30m (also resolution, lease)\n/queue set name assign auto\n/queue reset name · back to the file',
    ),
  badQueueName: (typed: string, l: Language) =>
    by(
      l,
      `「${typed}」不能当队列名：用小写字母开头，只含小写字母、数字和下划线。`,
      `“${typed}” is no name for a queue: begin with a small letter, then small letters, digits and underscores.`,
    ),
  queueExists: (name: string, l: Language) => by(l, `队列 ${name} 已经有了。`, `There is a queue ${name} already.`),
  queueAdded: (name: string, l: Language) =>
    by(
      l,
      `队列 ${name} 已添加。它暂时用默认的客服频道；用 /queue set ${name} places … 指定地方。`,
      `Queue ${name} is there. It uses the default staff place until you /queue set ${name} places …`,
    ),
  noQueue: (typed: string, known: string, l: Language) =>
    by(l, `没有「${typed}」这个队列。现有：${known}`, `There is no queue “${typed}”. There are: ${known}`),
  badQueueValue: (what: keyof typeof BAD_VALUES, typed: string, l: Language) =>
    by(l, `「${typed}」不行：${BAD_VALUES[what][0]}。`, `“${typed}” will not do: ${BAD_VALUES[what][1]}.`),
  queueSet: (name: string, key: string, value: string, l: Language) =>
    by(l, `队列 ${name} 的 ${key} 设为：${value}`, `Queue ${name}: ${key} is now ${value}`),
  nothingSet: (name: string, l: Language) =>
    by(l, `队列「${name}」没有在聊天里改过。`, `Nothing of queue “${name}” was set in chat.`),
  queueReset: (name: string, l: Language) =>
    by(l, `队列 ${name} 回到了文件里的设置。`, `Queue ${name} is back to what the file says.`),
  roles: (admins: readonly string[], leads: readonly string[], agents: readonly string[], l: Language) =>
    by(
      l,
      `管理员：${admins.join('、') || '无'}\n负责人：${leads.join('、') || '无'}\n客服：${agents.join('、') || '客服频道里的每个人'}\n修改：/role platform:用户id agent|lead|admin|none`,
      `Admins: ${admins.join(', ') || 'none'}\nLeads: ${leads.join(', ') || 'none'}\nAgents: ${agents.join(', ') || 'everybody in a staff place'}\nTo change: /role platform:userId agent|lead|admin|none`,
    ),
  roleHelp: (l: Language) =>
    by(
      l,
      '请写成：/role slack:U0123 lead（agent、lead、admin 或 none）',
      'Write it as /role slack:U0123 lead (agent, lead, admin or none)',
    ),
  ownRole: (l: Language) =>
    by(
      l,
      '不能取消自己的管理员身份，请另一位管理员来做。',
      'You cannot take your own admin role away; ask another admin.',
    ),
  roleSet: (person: string, role: string, l: Language) =>
    by(
      l,
      `${person} 现在是 ${role === 'none' ? '普通成员' : role}。`,
      `${person} is now ${role === 'none' ? 'an ordinary member' : role}.`,
    ),
  /** In the hands of somebody who is no agent any more. */
  ticketsLeft: (n: number, l: Language) =>
    by(
      l,
      `手上还有 ${n} 张工单：学员再说话或到时限时会自动回到队列，其他客服现在就可以认领（/claim 工单号）。`,
      `${n} ${n === 1 ? 'ticket is' : 'tickets are'} still in their hands: back in the queue once the learner writes or a target comes up, and anybody may /claim T-… now.`,
    ),
} as const;
