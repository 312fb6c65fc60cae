/** What is told of one agent: the very same line to the lead and to the agent. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { Voice } from '../feedback/voices.ts';
import { toDuration, toPercent, toWindow } from '../wording.ts';
import type { Group, ReportInput } from './report.ts';
import { FEWEST_BY_NAME } from './small-groups.ts';
import { voicesOf } from './voice-index.ts';

/** A comment on these is about the course or the shop, whoever answered. */
const ABOUT_SUPPORT: ReadonlySet<Voice['theme']> = new Set(['support_speed', 'support_attitude', 'other', null]);
const LONGEST_QUOTE = 40;

/** Content comments on the support in these conversations, oldest first. */
export function toPraise(rows: readonly ConversationFacts[], input: ReportInput): Voice[] {
  return voicesOf(rows, input)
    .filter(({ source, positive, theme }) => source === 'comment' && positive === true && ABOUT_SUPPORT.has(theme))
    .sort((a, b) => a.at - b.at);
}

function cut(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= LONGEST_QUOTE
    ? characters.join('')
    : `${characters.slice(0, LONGEST_QUOTE - 1).join('')}…`;
}

/** `Lin：12 张（均摊 9.5），手上 2；首次回复 4 分；一次解决 90%（n = 10）；满意度 8.6（n = 8）；夸奖 3 条「…」` */
export function toAgentLine({ key, label, figures }: Group, input: ReportInput): string {
  const { language } = input.request;
  const zh = language === 'zh';
  const { tickets, fairTickets, openTickets, firstResponseMedianMs, firstContactShare, satisfaction, praise } = figures;
  const minutes = figures.handlingMinutes?.value ?? null;
  const n = (count: number) => (zh ? `（n = ${count}）` : ` (n = ${count})`);
  const texts = toPraise(
    input.rows.filter(({ agent }) => agent === key),
    input,
  ).map(({ text }) => text);
  // In the reader's language where there are any.
  const said = texts.findLast((text) => /\p{Script=Han}/u.test(text) === zh) ?? texts.at(-1);
  const quote = said ? (zh ? `「${cut(said)}」` : ` “${cut(said)}”`) : '';
  const fair =
    fairTickets?.value == null
      ? ''
      : zh
        ? `（均摊 ${fairTickets.value.toFixed(1)}）`
        : ` (even share ${fairTickets.value.toFixed(1)})`;
  const parts = [
    zh ? `${tickets?.value ?? 0} 张${fair}` : `${tickets?.value ?? 0} tickets${fair}`,
    ...(openTickets?.value == null ? [] : [zh ? `手上 ${openTickets.value}` : `${openTickets.value} in hand`]),
    ...(firstResponseMedianMs?.value == null
      ? []
      : [
          zh
            ? `首次回复 ${toDuration(firstResponseMedianMs.value, language)}`
            : `first reply ${toDuration(firstResponseMedianMs.value, language)}`,
        ]),
    ...(firstContactShare?.value == null
      ? []
      : [`${zh ? '一次解决' : 'solved at once'} ${toPercent(firstContactShare.value)}${n(firstContactShare.n)}`]),
    ...(satisfaction?.value == null
      ? []
      : [`${zh ? '满意度' : 'rated'} ${satisfaction.value.toFixed(1)}${n(satisfaction.n)}`]),
    ...(minutes ? [zh ? `用时 ${Math.round(minutes)} 分钟` : `${Math.round(minutes)} min of work`] : []),
    ...(praise?.value ? [zh ? `夸奖 ${praise.value} 条${quote}` : `praise: ${praise.value}${quote}`] : []),
  ];
  return `${label}${zh ? '：' : ': '}${parts.join(zh ? '；' : '; ')}`;
}

/** What an agent sees of himself. `groups`: those of the report, small ones put together. */
export function toOwnText(groups: readonly Group[], input: ReportInput): string {
  const { language, agent } = input.request;
  const zh = language === 'zh';
  const own = groups.find(({ key }) => key === agent);
  const head = `${zh ? '我的数据' : 'Your figures'} · ${toWindow(input.request, input.timeZone)}`;
  if (!own) {
    return [
      head,
      zh
        ? `这段时间你处理的工单不足 ${FEWEST_BY_NAME} 张，负责人看到的也没有你单独的数字。`
        : `You handled fewer than ${FEWEST_BY_NAME} tickets in this time; your lead sees no figures of yours by themselves either.`,
    ].join('\n');
  }
  return [
    head,
    toAgentLine(own, input),
    zh
      ? '负责人在 /report agents 里看到的关于你的就是这一行；表格里的那几行用 /figures --csv 看。工单难易不同，数字不用来排名。'
      : 'This line is what your lead sees about you in /report agents, and /figures --csv is what stands in the file about you. Tickets differ; nobody is ranked by these.',
  ].join('\n');
}
