/** The voices of some conversations, looked up by conversation, because reports are split into many groups. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { Voice } from '../feedback/voices.ts';
import type { ReportInput } from './report.ts';

const indexed = new WeakMap<readonly Voice[], Map<string, Voice[]>>();
const NONE: readonly Voice[] = [];

/** In the order of the conversations. */
export function voicesOf(rows: readonly ConversationFacts[], { feedback }: ReportInput): Voice[] {
  const voices = feedback?.voices ?? NONE;
  const index = indexed.get(voices) ?? Map.groupBy(voices, ({ conversationId }) => conversationId);
  indexed.set(voices, index);
  return rows.flatMap(({ conversationId }) => index.get(conversationId) ?? []);
}
