/** `report feedback`: what learners say, how content they are with what, where it weighs most, and what came of what was done. */
import { LOW_SCORE } from '../../domain/choice.ts';
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { toSpotCode } from '../feedback/improvement.ts';
import { COMMENT_THEMES, DIMENSIONS, THEME_TEXTS, toAction } from '../feedback/theme-list.ts';
import type { Voice } from '../feedback/voices.ts';
import { LEAST_COMMENTS, toContentShare, toDimensions } from '../feedback/weak-spots.ts';
import { toCount, toShare } from '../metric.ts';
import { toWindow } from '../wording.ts';
import { toCommentLines, toProposals, toTellingWords } from './comment-lines.ts';
import { toLimitLine } from './heard-since.ts';
import { toImprovementLines, toProgressList } from './improvement-lines.ts';
import type { Figures, Group, ReportDefinition, ReportInput } from './report.ts';
import { voicesOf } from './voice-index.ts';
import { toFirstOfThemes, toPlaceName, toSpotLines, toWeakSpots } from './weak-spot-lines.ts';

const SPOTS = { compact: 3, full: 6 } as const;

const areWords = ({ source }: Voice): boolean => source !== 'rating';

function toFigures(rows: readonly ConversationFacts[], input: ReportInput): Figures {
  const words = voicesOf(rows, input).filter(areWords);
  const share = (is: (voice: Voice) => boolean) => toShare(words.filter(is).length, words.length);
  const scores = rows.flatMap(({ score }) => score ?? []);
  const { speed, attitude, effect } = toDimensions(words);
  return {
    comments: toCount(words.length, words.length),
    contentShare: toContentShare(words),
    lowRatingShare: toShare(scores.filter((score) => score <= LOW_SCORE).length, scores.length),
    speedContent: speed,
    attitudeContent: attitude,
    effectContent: effect,
    sentimentCoverage: share(({ judgedBy }) => judgedBy === 'words'),
    themeCoverage: share(({ theme }) => theme !== null),
  };
}

/** The themes that learners spoke of, those most spoken of first. */
function toThemes(input: ReportInput): Group[] {
  const words = voicesOf(input.rows, input).filter(areWords);
  return COMMENT_THEMES.map((theme) => ({ theme, own: words.filter((voice) => voice.theme === theme) }))
    .filter(({ own }) => own.length >= LEAST_COMMENTS)
    .sort((a, b) => b.own.length - a.own.length)
    .map(({ theme, own }) => ({
      key: theme,
      label: THEME_TEXTS[theme].name[input.request.language],
      figures: { comments: toCount(own.length, own.length), contentShare: toContentShare(own) },
    }));
}

function toNotes(input: ReportInput): string[] {
  const { language, form } = input.request;
  const zh = language === 'zh';
  const voices = voicesOf(input.rows, input);
  const ranked = toWeakSpots(voices);
  const spots = form === 'full' ? ranked.slice(0, SPOTS.full) : toFirstOfThemes(ranked, SPOTS.compact);
  const improved = toImprovementLines(input);
  const silent = voices.filter((voice) => !areWords(voice) && voice.positive !== null).length;
  if (voices.length === 0 && improved.length === 0) return [];
  return [
    ...(spots.length === 0
      ? [
          zh
            ? `还没有够大的薄弱点（至少 ${LEAST_COMMENTS} 个声音才列出）。`
            : `No weak spots yet (a spot takes ${LEAST_COMMENTS} voices).`,
        ]
      : [
          zh
            ? '薄弱点，影响大的在前（数量 × 不满）：'
            : 'Weak spots, those that weigh most first (volume × dissatisfaction):',
          ...spots.flatMap((spot, i) => toSpotLines(spot, i, voices, input)),
          zh ? '采纳建议：/report action accept 编号' : 'To accept a step: /report action accept CODE',
        ]),
    ...(improved.length === 0 ? [] : ['', ...improved]),
    ...(form === 'full' ? ['', ...toCommentLines(voices.filter(areWords), input)] : []),
    ...toLimitLine(input),
    ...(silent > 0
      ? [
          '',
          zh
            ? `薄弱点里也算没有留话的评分（${silent} 个）。`
            : `Ratings without words (${silent}) count in the weak spots too.`,
        ]
      : []),
  ];
}

export const feedback: ReportDefinition = {
  name: 'feedback',
  title: { zh: '学员反馈', en: 'What learners say' },
  headline: 'contentShare',
  figures: toFigures,
  groups: toThemes,
  notes: toNotes,
  rows: (input) =>
    toWeakSpots(voicesOf(input.rows, input)).map((spot) => ({
      key: toSpotCode(spot),
      label: `${toPlaceName(spot, input)} · ${THEME_TEXTS[spot.theme].name[input.request.language]}`,
      figures: { discontentShare: spot.discontent },
    })),
  proposals: (input) => {
    const taken = new Set(input.feedback?.actions.map(({ code }) => code));
    return toFirstOfThemes(toWeakSpots(voicesOf(input.rows, input)), SPOTS.compact)
      .map((spot, i) => ({ code: toSpotCode(spot), index: i + 1 }))
      .filter(({ code }) => !taken.has(code));
  },
  extra: (input) => ({
    dimensions: DIMENSIONS,
    weakSpots: toWeakSpots(voicesOf(input.rows, input)).map((spot) => ({
      ...spot,
      code: toSpotCode(spot),
      name: toPlaceName(spot, input),
      action: toAction(spot.theme, input.nameOf(spot.kind, spot.place, input.request.language), input.request.language),
    })),
    words: toTellingWords(voicesOf(input.rows, input).filter(areWords)),
    proposedThemes: toProposals(voicesOf(input.rows, input).filter(areWords)),
    comments: voicesOf(input.rows, input)
      .filter(areWords)
      .map(({ at, text, positive, judgedBy, theme, course, queue, intent }) => ({
        at,
        text,
        positive,
        judgedBy,
        theme,
        course,
        queue,
        intent,
      })),
    improvements: toProgressList(input).map(({ action, ...rest }) => ({ ...action, ...rest })),
  }),
  chart: (input, figures, groups) => {
    const { request, timeZone } = input;
    const zh = request.language === 'zh';
    if (groups.length === 0) return null;
    const rows = groups.map(({ label, figures: { contentShare } }) => {
      const { value = null, n = 0, low = null, high = null } = contentShare ?? {};
      const content = Math.round((value ?? 0) * n);
      return { label, content, discontent: value === null ? 0 : n - content, low, high };
    });
    const n = figures.contentShare?.n ?? 0;
    return {
      kind: 'opinions',
      title: zh ? '学员说了什么' : 'What learners say',
      subtitle: `${toWindow(request, timeZone)}${zh ? `；${n} 条有倾向的评论，右侧是满意的占比与 95% 区间` : `; ${n} comments that lean either way; right: share content, 95% interval`}`,
      language: request.language,
      rows,
      alt: rows
        .map(({ label, content, discontent }) =>
          zh
            ? `${label}：满意 ${content}，不满 ${discontent}`
            : `${label}: ${content} content, ${discontent} discontent`,
        )
        .join(zh ? '；' : '; '),
    };
  },
};
