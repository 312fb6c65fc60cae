/** What is put together from the store when it is sent: a learner's tickets, the queues, the story of a ticket, who did what. */
import type { StoredConversation } from './domain/change.ts';
import { SCORES, type Score } from './domain/choice.ts';
import type { Message, View } from './domain/delivery.ts';
import type { HistoryEntry } from './domain/history.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { PersonId } from './domain/place.ts';
import { shapeFor } from './engine/learner/plain-words.ts';
import { gatherHome } from './home.ts';
import type { Check, Store } from './ports.ts';
import { renderPractice } from './practice.ts';
import type { ProgressOf } from './progress-file.ts';
import { toAuditText } from './support/audit.ts';
import { toQueueBoard, toTicketList } from './support/boards.ts';
import { applyQueues } from './support/chat-settings.ts';
import { toHomeText } from './support/home.ts';
import { type TranscriptHead, toTranscript } from './support/transcript.ts';
import { toTranscriptEntries } from './support/transcript-entries.ts';

/** More are no list to read in a chat. */
const MOST_TICKETS = 10;
const MOST_AUDITED = 40;

export interface ViewSurroundings {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly timeZone: string;
  readonly now: number;
  readonly progressOf: ProgressOf;
  /** What `afterclass doctor` looks at. */
  check(): Promise<readonly Check[]>;
}

export async function renderView(view: View, surroundings: ViewSurroundings): Promise<Message> {
  const { store, timeZone, now } = surroundings;
  switch (view.name) {
    case 'tickets': {
      const found = await store.ticketsOf(view.community, view.learner, MOST_TICKETS);
      const queues = await queuesOf(view.community, surroundings);
      return { text: toTicketList(found, queues, timeZone, now, view.language), buttons: [] };
    }
    case 'home': {
      const blocks = await gatherHome(view.learner, { ...surroundings, community: view.community });
      const unrated = blocks.find(({ kind }) => kind === 'rating')?.conversation ?? null;
      const needs = (await store.profiles(view.community, [view.learner])).get(view.learner)?.needs;
      const plain = toHomeText(blocks, view.language);
      const text = needs ? shapeFor(needs, plain, view.language === 'zh') : plain;
      return { text, buttons: unrated === null ? [] : toScoreRows(unrated) };
    }
    case 'queues': {
      const queues = await queuesOf(view.community, surroundings);
      return { text: toQueueBoard(queues, await store.countWaiting(), timeZone, now, view.language), buttons: [] };
    }
    case 'transcript':
      return renderTranscript(view, surroundings);
    case 'audit':
      return renderAudit(view, surroundings);
    case 'practice':
      return renderPractice(view, store);
    case 'study':
      return renderStudy(view);
    case 'checks':
      return { text: toCheckText(await surroundings.check(), view.language), buttons: [] };
  }
}

/** The rating that is owed can be given right here. */
function toScoreRows(conversation: string): Message['buttons'] {
  const button = (score: Score) => ({ choice: `rate:${score}` as const, target: conversation, label: String(score) });
  return [SCORES.slice(0, 6).map(button), SCORES.slice(6).map(button)];
}

/** Charts are large and loaded only when one is drawn. */
async function renderStudy({ text, picture, buttons }: View & { readonly name: 'study' }): Promise<Message> {
  const alt = picture.kind === 'path' ? picture.alt : picture.chart.alt;
  const bytes =
    picture.kind === 'path'
      ? (await import('./charts/path.ts')).drawPath(picture.path)
      : (await import('./charts/draw.ts')).drawChart(picture.chart);
  const name = picture.kind === 'path' ? 'path.png' : 'progress.png';
  return { text, buttons, files: [{ name, mediaType: 'image/png', alt, source: { kind: 'bytes', bytes } }] };
}

async function queuesOf(community: string, { store, knowledge }: ViewSurroundings) {
  return applyQueues(knowledge, await store.settings(community)).queues;
}

/** Names as they were shown; of people who are not known, their id. */
async function toNames(store: Store, community: string, entries: readonly HistoryEntry[]) {
  const actors = [...new Set(entries.map(({ actor }) => actor))].filter((actor) => actor.includes(':')) as PersonId[];
  const profiles = await store.profiles(community, actors);
  return (actor: string): string | null => profiles.get(actor as PersonId)?.name ?? null;
}

async function renderTranscript(
  view: Extract<View, { name: 'transcript' }>,
  { store, knowledge, timeZone }: ViewSurroundings,
): Promise<Message> {
  const { language, forStaff, conversationId } = view;
  const zh = language === 'zh';
  const stored = await store.load([{ by: 'conversation', id: conversationId }]);
  if (!stored) return { text: zh ? '没有找到这段对话。' : 'There is no such conversation.', buttons: [] };
  const history = await store.reports.story(conversationId);
  const nameOf = await toNames(store, stored.conversation.community, history);
  const { learner, learnerName } = stored.conversation;
  const names = {
    nameOf: (actor: string) =>
      actor === learner
        ? learnerName
        : actor === 'bot'
          ? zh
            ? '课后小助手'
            : 'Afterclass bot'
          : (nameOf(actor) ?? (zh ? '客服' : 'Agent')),
    answerOf: (intent: string) => knowledge.solutions.get(intent)?.answer[language] ?? null,
  };
  const file = toTranscript(toHead(stored, knowledge, view), toTranscriptEntries(history, names, language), {
    audience: forStaff ? 'staff' : 'learner',
    format: 'text',
    language,
    timeZone,
  });
  const text = zh ? '整段对话在附件里。' : 'The whole conversation is in the file.';
  const bytes = new TextEncoder().encode(file.text);
  return { text, buttons: [], files: [{ ...file, alt: text, source: { kind: 'bytes', bytes } }] };
}

function toHead(
  { conversation, ticket }: StoredConversation,
  { queues }: Knowledge,
  { language }: { readonly language: 'zh' | 'en' },
): TranscriptHead {
  const zh = language === 'zh';
  const queue = ticket ? (queues.get(ticket.queue)?.name[language] ?? ticket.queue) : null;
  const { score } = conversation.rating;
  return {
    ticket: ticket?.id ?? conversation.id,
    facts: [
      ...(queue ? ([[zh ? '队列' : 'Queue', queue]] as const) : []),
      ...(score === null ? [] : ([[zh ? '评分' : 'Rating', `${score}/10`]] as const)),
    ],
    staffFacts: [
      [zh ? '学员' : 'Learner', `${conversation.learnerName} (${conversation.learner})`],
      ...(ticket?.assigneeName ? ([[zh ? '负责人' : 'Assignee', ticket.assigneeName]] as const) : []),
      ...(ticket && ticket.tags.length > 0 ? ([[zh ? '标签' : 'Tags', ticket.tags.join(', ')]] as const) : []),
    ],
  };
}

/** By conversation its ticket. */
async function toTickets(store: Store, entries: readonly HistoryEntry[]): Promise<ReadonlyMap<string, string>> {
  const tickets = new Map<string, string>();
  for (const id of new Set(entries.map(({ conversationId }) => conversationId))) {
    const stored = id === null ? null : await store.load([{ by: 'conversation', id }]);
    if (id !== null && stored?.ticket) tickets.set(id, stored.ticket.id);
  }
  return tickets;
}

async function renderAudit(
  view: Extract<View, { name: 'audit' }>,
  { store, timeZone }: ViewSurroundings,
): Promise<Message> {
  const { language, community, ticket } = view;
  const zh = language === 'zh';
  const stored = ticket === null ? null : await store.load([{ by: 'ticket', id: ticket }]);
  if (ticket !== null && stored?.conversation.community !== community) {
    return { text: zh ? `没有找到工单 ${ticket}。` : `There is no ticket ${ticket}.`, buttons: [] };
  }
  const entries = await store.reports.latest(community, stored?.conversation.id ?? null, MOST_AUDITED);
  const nameOf = await toNames(store, community, entries);
  const tickets = await toTickets(store, entries);
  const text = toAuditText(entries, {
    nameOf: (actor) => nameOf(actor) ?? actor,
    ticketOf: ({ conversationId }) => ticket ?? tickets.get(conversationId ?? '') ?? null,
    language,
    timeZone,
    most: MOST_AUDITED,
  });
  return { text, buttons: [] };
}

/** What is amiss first, each with its remedy. */
function toCheckText(checks: readonly Check[], language: 'zh' | 'en'): string {
  const zh = language === 'zh';
  const wrong = checks.filter(({ ok }) => !ok);
  const lines = wrong.map(({ name, found, remedy }) => `✗ ${name}: ${found}${remedy ? `\n   → ${remedy}` : ''}`);
  const fine = checks.length - wrong.length;
  lines.push(zh ? `✓ ${fine} 项正常` : `✓ ${fine} fine`);
  return lines.join('\n');
}
