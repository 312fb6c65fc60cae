/** Updates on their way to the bot: kept until an offset confirms them, one poller at a time, or posted to the webhook. */
import * as problems from './problems.ts';
import { findUpdateProblems } from './spec.ts';

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

interface Poll {
  readonly limit: number;
  readonly resolve: (updates: readonly Update[]) => void;
  readonly reject: (problem: Error) => void;
}

export class Updates {
  /** What the document forbids in updates of the loopback server's own making. */
  readonly violations: string[] = [];
  /** How often each update was handed out and not confirmed by then. */
  readonly served = new Map<number, number>();
  readonly confirmed = new Set<number>();
  /** Answers of the webhook, by update. */
  readonly refused = new Map<number, number>();
  webhook: { url: string; secret: string | null } | null = null;
  last: Update | null = null;
  /** Kinds the bot asked for; null until it did. */
  allowed: readonly string[] | null = null;
  checked = 0;
  #pending: Update[] = [];
  #poll: Poll | null = null;
  #id = 900_000_000;
  #posting = false;

  get isPolled(): boolean {
    return this.#poll !== null;
  }

  push(kind: string, content: object): Update {
    const update: Update = { update_id: ++this.#id, [kind]: content };
    this.checked++;
    this.violations.push(...findUpdateProblems(update));
    if (this.allowed && !this.allowed.includes(kind)) return update;
    this.last = update;
    this.#pending.push(update);
    this.#flush();
    return update;
  }

  /** The same update once more, as after an answer that got lost. */
  repeat(update: Update): void {
    this.confirmed.delete(update.update_id);
    this.refused.delete(update.update_id);
    this.served.delete(update.update_id);
    if (this.#pending.some(({ update_id: id }) => id === update.update_id)) return;
    this.#pending.push(update);
    this.#flush();
  }

  /** `onGone`: called back with the way to forget this poll when its connection ends. */
  poll(
    { offset, limit = 100, timeout = 0 }: { offset?: number; limit?: number; timeout?: number },
    onGone: (forget: () => void) => void,
  ): Promise<readonly Update[]> {
    if (this.webhook) throw problems.webhookActive();
    this.#poll?.reject(problems.twoPollers());
    this.#poll = null;
    for (const { update_id: id } of this.#pending) if (offset !== undefined && id < offset) this.confirmed.add(id);
    this.#pending = this.#pending.filter(({ update_id: id }) => !this.confirmed.has(id));
    return new Promise((resolve, reject) => {
      const end = (finish: () => void) => {
        clearTimeout(timer);
        if (this.#poll === poll) this.#poll = null;
        finish();
      };
      const poll: Poll = {
        limit,
        resolve: (updates) => end(() => resolve(updates)),
        reject: (problem) => end(() => reject(problem)),
      };
      const timer = setTimeout(() => poll.resolve([]), timeout * 1000);
      onGone(() => poll.resolve([]));
      this.#poll = poll;
      this.#flush();
    });
  }

  /** What waited while there was no webhook is posted to the new one, as Telegram does. */
  useWebhook(webhook: Updates['webhook']): void {
    this.webhook = webhook;
    if (webhook) this.#flush();
  }

  #flush(): void {
    if (this.webhook) {
      void this.#post();
      return;
    }
    if (!this.#poll || this.#pending.length === 0) return;
    const batch = this.#pending.slice(0, this.#poll.limit);
    for (const { update_id: id } of batch) this.served.set(id, (this.served.get(id) ?? 0) + 1);
    this.#poll.resolve(batch);
  }

  /** One after the other; what was not taken is posted again after a moment. */
  async #post(): Promise<void> {
    if (this.#posting) return;
    this.#posting = true;
    while (this.webhook && this.#pending.length > 0) {
      const update = this.#pending[0]!;
      const status = await this.#call(update);
      if (status >= 200 && status < 300) {
        this.confirmed.add(update.update_id);
        this.#pending = this.#pending.filter((entry) => entry !== update);
      } else {
        this.refused.set(update.update_id, (this.refused.get(update.update_id) ?? 0) + 1);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    this.#posting = false;
  }

  async #call(update: Update): Promise<number> {
    try {
      const secret = this.webhook?.secret;
      const response = await fetch(this.webhook?.url ?? '', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
        },
        body: JSON.stringify(update),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  close(): void {
    this.webhook = null;
    this.#poll?.resolve([]);
  }
}
