/** Bounds on what one learner may ask of the service, so that a flood from one does not slow the others. */
import type { Language } from '../domain/language.ts';

/** What is kept of a learner: how many messages they may send at once at `at`, and whether they were told of the bound. */
export interface Allowance {
  readonly at: number;
  readonly left: number;
  readonly told: boolean;
}

export interface Admission {
  readonly allowance: Allowance;
  readonly allowed: boolean;
  /** True for the first message that is refused: the notice is given once, not for every message of the flood. */
  readonly notify: boolean;
}

/**
 * Takes a message into account. A learner may send `perMinute` at once and as many in each minute after that, evenly (a token
 * bucket). `before` null: nothing yet. Moments that go back count as no time passed.
 */
export function admitMessage(before: Allowance | null, at: number, perMinute: number): Admission {
  const passed = before ? Math.max(0, at - before.at) : 0;
  const left = before ? Math.min(perMinute, before.left + (passed * perMinute) / 60_000) : perMinute;
  const since = Math.max(at, before?.at ?? at);
  if (left >= 1) return { allowance: { at: since, left: left - 1, told: false }, allowed: true, notify: false };
  return { allowance: { at: since, left, told: true }, allowed: false, notify: !before?.told };
}

/** Whether another ticket may be opened. */
export function mayOpenTicket(openTickets: number, most: number): boolean {
  return openTickets < most;
}

/** Kind, and with what to do instead. */
export const limitTexts = {
  tooFast: (language: Language): string =>
    language === 'zh'
      ? '消息有点多，我一时处理不过来。请稍等一分钟，把问题合成一条发给我。'
      : 'That is more than I can follow. Please wait a minute and put the matter into one message.',
  tooMany: (tickets: readonly string[], language: Language): string =>
    language === 'zh'
      ? `你已有 ${tickets.length} 张未完成的工单（${tickets.join('、')}）。新的情况直接补充到里面，我们会一起处理。`
      : `You have ${tickets.length} open tickets (${tickets.join(', ')}). Please add to one of them; we take it all together.`,
} as const;
