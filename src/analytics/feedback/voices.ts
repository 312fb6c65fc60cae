/** What learners let us hear: their comments, and ratings without words, each with what it is about and whether it is content. */
import { LOW_SCORE } from '../../domain/choice.ts';
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import type { SpokenComment } from '../../domain/spoken-comment.ts';
import { type Targets, toResponseVerdict } from '../metrics/service-level.ts';
import type { Judge } from './judge.ts';
import type { CommentTheme } from './theme-list.ts';
import type { JudgedComment } from './weak-spots.ts';

/** comment: somebody wrote it with a rating · survey: in answer to a questionnaire · rating: one without words. */
export interface Voice extends JudgedComment {
  readonly conversationId: string;
  readonly agent: string | null;
  readonly at: number;
  readonly source: 'comment' | 'survey' | 'rating';
  /** What decided `positive`: the words, else the rating; null where neither could. */
  readonly judgedBy: 'words' | 'rating' | null;
}

/** From here on a rating says that a comment the model is unsure of was meant well. */
const HIGH_SCORE = 9;

/** A rating without words is about what the conversation was about. */
const THEME_OF_CATEGORY: Readonly<Record<string, CommentTheme>> = {
  technical: 'technical',
  account: 'technical',
  payment: 'price',
  pre_sale: 'price',
  course_content: 'content',
  tutoring: 'difficulty',
  certification: 'certificate_career',
  career: 'certificate_career',
};

export interface VoiceOptions {
  readonly judge: Judge;
  /** Takes out who it was; called once for each comment. */
  readonly anonymise: (comment: SpokenComment) => string;
  readonly courseOf: (facts: ConversationFacts) => string | null;
  readonly targets: Targets;
  readonly now: number;
}

const toVerdict = (score: number): boolean | null => (score <= LOW_SCORE ? false : score >= HIGH_SCORE ? true : null);

/** One voice of a conversation's comment. The model's verdict counts; where it abstains the rating decides, 7 and 8 excepted. */
function toSpoken(comment: SpokenComment, facts: ConversationFacts, options: VoiceOptions): Voice {
  const { positive, theme } = options.judge.judge(comment.text);
  const score = comment.score ?? facts.score;
  const byRating = score === null ? null : toVerdict(score);
  return {
    ...toPlace(facts, options),
    at: comment.at,
    text: options.anonymise(comment),
    source: 'comment',
    positive: positive ?? byRating,
    judgedBy: positive !== null ? 'words' : byRating !== null ? 'rating' : null,
    theme,
  };
}

/** About the course and nobody who helped; a rating of the conversation says nothing about it. */
function toAnswer(
  comment: SpokenComment,
  course: string | null,
  facts: ConversationFacts,
  options: VoiceOptions,
): Voice {
  const { positive, theme } = options.judge.judge(comment.text);
  return {
    conversationId: facts.conversationId,
    queue: null,
    intent: null,
    agent: null,
    course,
    at: comment.at,
    text: options.anonymise(comment),
    source: 'survey',
    positive,
    judgedBy: positive === null ? null : 'words',
    theme,
  };
}

function toPlace(facts: ConversationFacts, { courseOf }: VoiceOptions) {
  const { conversationId, queue, intent, agent } = facts;
  return { conversationId, queue, intent, agent, course: courseOf(facts) };
}

/**
 * About the wait where the promised first reply came late, else about what the matter was. High ratings count as low ones do:
 * without them every place would look as bad as its unhappiest learners.
 */
function toSilent(facts: ConversationFacts, score: number, options: VoiceOptions): Voice {
  const positive = toVerdict(score);
  const isLate = toResponseVerdict(facts, options.targets, options.now)?.verdict === 'breached';
  return {
    ...toPlace(facts, options),
    at: facts.startedAt,
    text: '',
    source: 'rating',
    positive,
    judgedBy: positive === null ? null : 'rating',
    theme: isLate ? 'support_speed' : (THEME_OF_CATEGORY[facts.category ?? ''] ?? null),
  };
}

/** The voices of these conversations, in their order. Comments on other conversations are left out. */
export function toVoices(
  rows: readonly ConversationFacts[],
  comments: readonly SpokenComment[],
  options: VoiceOptions,
): Voice[] {
  const said = Map.groupBy(comments, ({ conversationId }) => conversationId);
  return rows.flatMap((facts): Voice[] => {
    const own = said.get(facts.conversationId) ?? [];
    const spoken = own.filter(({ survey }) => !survey).map((comment) => toSpoken(comment, facts, options));
    const silent = spoken.length > 0 || facts.score === null ? [] : [toSilent(facts, facts.score, options)];
    const answers = own.flatMap((one) => (one.survey ? [toAnswer(one, one.survey.course, facts, options)] : []));
    return [...spoken, ...silent, ...answers];
  });
}
