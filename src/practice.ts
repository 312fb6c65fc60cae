/** Practice for new agents: a past ticket without names, and afterwards what the team answered. */
import type { Message, View } from './domain/delivery.ts';
import { toShortId } from './domain/ids.ts';
import type { PersonId } from './domain/place.ts';
import type { Store } from './ports.ts';
import { anonymise } from './support/anonymise.ts';

/** How far back cases come from. */
const MOST_TICKETS = 500;

type PracticeView = Extract<View, { name: 'practice' }>;

/** `reveal`: the ticket whose answer is wanted; else a resolved one is drawn, the same for the same seed. */
export async function renderPractice(
  { community, seed, reveal, language }: PracticeView,
  store: Store,
): Promise<Message> {
  const zh = language === 'zh';
  const tickets = await store.recentTickets(MOST_TICKETS);
  const done = tickets.filter(
    ({ status, firstReplyAt }) => firstReplyAt !== null && (status === 'resolved' || status === 'closed'),
  );
  const drawn = done[Number.parseInt(toShortNumber(seed), 36) % Math.max(1, done.length)];
  const ticket = reveal === null ? drawn : done.find(({ id }) => id === reveal);
  const stored = ticket ? await store.load([{ by: 'ticket', id: ticket.id }]) : null;
  if (!ticket || !stored || stored.conversation.community !== community) {
    const text =
      reveal === null
        ? zh
          ? '还没有已解决的工单可以练习。'
          : 'There is no resolved ticket to practise on yet.'
        : zh
          ? `没有可以练习的案例 ${reveal}。`
          : `There is no case ${reveal} to practise on.`;
    return { text, buttons: [] };
  }
  const { conversation } = stored;
  const story = await store.reports.story(conversation.id);
  const people = [...new Set(story.map(({ actor }) => actor))].filter((actor) => actor.includes(':')) as PersonId[];
  const profiles = await store.profiles(community, people);
  const others = [...profiles.values()].map(({ name }) => name ?? '');
  const names = [conversation.learnerName, ticket.assigneeName ?? '', ...others].filter(Boolean);
  const plain = (words: string) => anonymise(words, names, conversation.language);
  const question = conversation.questions.map((words) => `💬 ${plain(words)}`).join('\n') || '—';
  const head = zh ? `练习案例 ${ticket.id}` : `Practice case ${ticket.id}`;
  if (reveal === null) {
    const ask = zh
      ? `你会怎么回复？想好之后看团队的答复：/practice ${ticket.id}`
      : `How would you reply? Then see what the team wrote: /practice ${ticket.id}`;
    return { text: [head, question, ask].join('\n\n'), buttons: [] };
  }
  const replies = story
    .filter(({ kind }) => kind === 'replied')
    .map(({ facts }) => `✅ ${plain(String(facts.text ?? ''))}`);
  const { score } = conversation.rating;
  const rated = score === null ? [] : [zh ? `学员评分 ${score}/10` : `The learner gave ${score}/10`];
  return { text: [head, question, replies.join('\n') || '—', ...rated].join('\n\n'), buttons: [] };
}

/** A number in base 36 that depends on the whole seed. */
function toShortNumber(seed: string): string {
  return toShortId(seed, 6).toLowerCase();
}
