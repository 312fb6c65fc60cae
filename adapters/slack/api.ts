/** The Web API for three kinds of callers: the outbox, which alone retries; handlers, which have three seconds; and look-ups, which can wait. */
import { type Logger, webApi } from '@slack/bolt';

export type WebClient = InstanceType<typeof webApi.WebClient>;

export interface Api {
  /** One attempt; a rate limit rejects at once. */
  readonly outbox: WebClient;
  /** One short attempt. */
  readonly quick: WebClient;
  /** Waits for rate limits and tries again. */
  readonly patient: WebClient;
  /** Answers an interaction where it happened. Rejects where Slack did not take it. */
  respond(responseUrl: string, answer: object, timeoutMs?: number): Promise<void>;
}

const OUTBOX_MS = 20_000;
/** Two of these in a row leave time to store what it is about within Slack's three seconds. */
export const QUICK_MS = 1200;

export function createApi(botToken: string, apiUrl: string | null, logger: Logger): Api {
  const own = () => ({ logger, ...(apiUrl ? { slackApiUrl: apiUrl } : {}) });
  const once = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const { WebClient } = webApi;
  return {
    outbox: new WebClient(botToken, { ...own(), ...once, timeout: OUTBOX_MS }),
    quick: new WebClient(botToken, { ...own(), ...once, timeout: QUICK_MS }),
    patient: new WebClient(botToken, { ...own(), retryConfig: { retries: 5, minTimeout: 500 }, timeout: OUTBOX_MS }),
    async respond(responseUrl, answer, timeoutMs = OUTBOX_MS) {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(answer),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`response_url answered ${response.status}`);
    },
  };
}

/** Where it runs: found out with `auth.test`. */
export interface Identity {
  readonly botUser: string;
  readonly botId: string;
  readonly team: string;
}
