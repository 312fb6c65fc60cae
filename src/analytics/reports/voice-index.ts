/** The voices of some conversations, looked up by conversation, because reports are split into many groups. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { Voice } from '../feedback/voices.ts';
import type { ReportInput } from './report.ts';

interface Index {
  readonly byConversation: ReadonlyMap<string, readonly Voice[]>;
  /** A report asks for the same conversations again and again. */
  readonly found: WeakMap<readonly ConversationFacts[], Voice[]>;
}

const indexed = new WeakMap<readonly Voice[], Index>();
const NONE: readonly Voice[] = [];

/** In the order of the conversations. */
export function voicesOf(rows: readonly ConversationFacts[], { feedback }: ReportInput): readonly Voice[] {
  const voices = feedback?.voices ?? NONE;
  if (voices.length === 0) return [];
  const index = indexed.get(voices) ?? {
    byConversation: Map.groupBy(voices, ({ conversationId }) => conversationId),
    found: new WeakMap(),
  };
  indexed.set(voices, index);
  const known = index.found.get(rows);
  if (known) return known;
  const found: Voice[] = [];
  for (const { conversationId } of rows) {
    for (const voice of index.byConversation.get(conversationId) ?? NONE) found.push(voice);
  }
  index.found.set(rows, found);
  return found;
}
