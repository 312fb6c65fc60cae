/** Errors by who can act on them. Expected outcomes are return values; these are for the rest. */

/** The operator can act: a setting, a file, a port. The message names the thing, the place and the remedy; no stack is shown. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** The caller of the command line used it wrongly (exit code 2). */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One attempt to deliver did not succeed; the outbox acts. `reason` is shown to staff and logged, so it holds no learner text. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** True: trying again cannot help (blocked, gone, forbidden). */
  readonly permanent: boolean;
  /** The platform's own wait in ms; set = a rate limit, which spends no attempt. */
  readonly retryAfterMs: number | null;

  constructor(reason: string, options: { permanent?: boolean; retryAfterMs?: number; cause?: unknown } = {}) {
    super(reason, { cause: options.cause });
    this.permanent = options.permanent ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
