/** Reports as messages for the chat. */
import { toOwnText } from './analytics/reports/agent-lines.ts';
import { toAgents } from './analytics/reports/agents.ts';
import { toImprovementText } from './analytics/reports/improvement-lines.ts';
import { REPORTS, type Report } from './analytics/reports/index.ts';
import { toCsv, toTable } from './analytics/reports/table.ts';
import { ACCEPT_CHOICE, type Button, CHOICE_LABELS, REPORT_CHOICES } from './domain/choice.ts';
import type { Message, MessageFile } from './domain/delivery.ts';
import type { ReportRequest } from './domain/report.ts';
import { toReportCode } from './domain/report-code.ts';
import type { OnPart } from './ports.ts';
import { drawReport, gatherInput, gatherReport, type ReportingOptions, toExplainText } from './reporting.ts';

function toCsvFile(name: string, title: string, table: Report['table']): MessageFile {
  // The mark at the beginning makes spreadsheets read it as UTF-8.
  const bytes = new TextEncoder().encode(`\uFEFF${toCsv(table)}`);
  return { name: `${name}.csv`, mediaType: 'text/csv', alt: `${title} CSV`, source: { kind: 'bytes', bytes } };
}

function toCsvMessage(name: string, title: string, table: Report['table']): Message {
  const file = toCsvFile(name, title, table);
  return { text: file.alt, buttons: [], files: [file] };
}

/** The message for the chat: words, a picture with its words for those who do not see it, and what else can be had. */
export async function renderReport(
  options: ReportingOptions,
  request: ReportRequest,
  onPart?: OnPart,
): Promise<Message> {
  const { name, form, language } = request;
  if (name === 'explain') return { text: toExplainText(request.metric, language), buttons: [] };
  if (form === 'actions') {
    // They are followed in a history of their own, whatever the days of the request.
    const now = options.now();
    return {
      text: toImprovementText(await gatherInput(options, { ...request, name, from: now, to: now })),
      buttons: [],
    };
  }
  if (request.agent !== undefined) {
    const input = await gatherInput(options, { ...request, name: 'agents' }, onPart);
    const groups = toAgents(input);
    if (form === 'csv') {
      return toCsvMessage(
        'figures',
        REPORTS.agents.title[language],
        toTable(
          {},
          groups.filter(({ key }) => key === request.agent),
        ),
      );
    }
    return { text: toOwnText(groups, input), buttons: [] };
  }
  const report = await gatherReport(options, { ...request, name }, onPart);
  const files: MessageFile[] = [];
  const title = REPORTS[name].title[language];
  if (form === 'csv') return toCsvMessage(name, title, report.table);
  if (report.chart && form !== 'full') {
    const bytes = await drawReport(report.chart);
    files.push({
      name: `${name}.png`,
      mediaType: 'image/png',
      alt: report.chart.alt,
      source: { kind: 'bytes', bytes },
    });
  }
  // Its buttons cannot name the organisation, so the rows come along.
  if (request.organisation !== undefined) files.push(toCsvFile(name, title, report.table));
  const code = form ? null : toReportCode(request, options.timeZone);
  const buttons: Button[] = code
    ? REPORT_CHOICES.map((choice) => ({ choice, target: code, label: CHOICE_LABELS[choice][language] }))
    : [];
  const accept: Button[] = form
    ? []
    : report.proposals.map(({ code: target, index }) => ({
        choice: ACCEPT_CHOICE,
        target,
        label: `${CHOICE_LABELS.action_accept[language]} ${index}`,
      }));
  return {
    text: report.text,
    buttons: [buttons, accept].filter((row) => row.length > 0),
    ...(files.length > 0 ? { files } : {}),
  };
}
