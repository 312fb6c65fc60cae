/** Deliveries to platforms: claims them in order, sends each once, and alone decides about trying again. */
import type { Logger } from 'pino';
import type { Message, MessageFile, ReportRequest, View } from '../domain/delivery.ts';
import { type Platform, platformOf } from '../domain/place.ts';
import { DeliveryError } from '../errors.ts';
import type {
  ClaimedDelivery,
  Clock,
  DeliveryResult,
  OnPart,
  OutgoingDelivery,
  PlatformAdapter,
  Store,
} from '../ports.ts';
import { createBatcher } from './batch.ts';
import { withWaitNotice } from './wait-notice.ts';

export interface OutboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly adapters: ReadonlyMap<Platform, PlatformAdapter>;
  readonly renderReport: (request: ReportRequest, onPart: OnPart) => Promise<Message>;
  readonly renderView: (view: View) => Promise<Message>;
  /** Called when a delivery was settled: the next one of its conversation may be due. */
  readonly onSettled: () => void;
  readonly leaseMs: number;
}

/** Deliveries under way at once, over all conversations. */
const MOST_IN_FLIGHT = 64;
const MOST_ATTEMPTS = 8;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 300_000;

/** Wait before the next attempt after `attempt` failed ones, ms: doubles up to five minutes. */
export function toRetryDelay(attempt: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
}

export interface Outbox {
  /** Starts what can be claimed now; answers how many. */
  step(): Promise<number>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clock, log } = options;
  const inFlight = new Set<Promise<void>>();
  /** A long report may outlast its lease: it is still being made here, and one of it is enough. */
  const underWay = new Set<string>();
  const settle = createBatcher<DeliveryResult, void>(async (results) => {
    await store.settleDeliveries(results);
    return results.map(() => undefined);
  });

  /** Files are read from the platform they are on. One that cannot be read becomes a line of text: the words must arrive. */
  async function withFiles(delivery: OutgoingDelivery): Promise<OutgoingDelivery> {
    const { body } = delivery;
    if (body.kind !== 'message' || !body.message.files) return delivery;
    const files: MessageFile[] = [];
    const missing: string[] = [];
    for (const file of body.message.files) {
      try {
        files.push(file.source.kind === 'bytes' ? file : await readFile(file, file.source));
      } catch (error) {
        log.warn({ err: error, delivery: delivery.id }, 'a file could not be read');
        missing.push(`📎 ${file.name}`);
      }
    }
    const text = [body.message.text, ...missing].join('\n');
    return { ...delivery, body: { ...body, message: { ...body.message, text, files } } };
  }

  async function readFile(
    file: MessageFile,
    { platform, ref }: { platform: Platform; ref: string },
  ): Promise<MessageFile> {
    const read = options.adapters.get(platform)?.readFile;
    if (!read) throw new Error(`${platform} gives no files`);
    const { bytes, mediaType } = await read(ref);
    return { ...file, mediaType, source: { kind: 'bytes', bytes } };
  }

  function render(delivery: OutgoingDelivery, adapter: PlatformAdapter): Message | Promise<Message> {
    const { body } = delivery;
    if (body.kind === 'message') return body.message;
    if (body.kind === 'view') return options.renderView(body.view);
    const { language } = body.report;
    return withWaitNotice({ adapter, clock, log, language, delivery }, (onPart) =>
      options.renderReport(body.report, onPart),
    );
  }

  async function attempt(delivery: OutgoingDelivery): Promise<DeliveryResult> {
    const platform = platformOf(delivery.place);
    const adapter = options.adapters.get(platform);
    if (!adapter) throw new DeliveryError(`${platform} is not connected`, { permanent: true });
    const message = await render(delivery, adapter);
    const rendered: OutgoingDelivery = { ...delivery, body: { kind: 'message', message } };
    const receipt = await adapter.deliver(await withFiles(rendered));
    return { id: delivery.id, result: 'sent', receipt, at: clock.now() };
  }

  function afterFault({ delivery, attempt: n }: ClaimedDelivery, error: unknown): DeliveryResult {
    const reason = error instanceof Error ? error.message : String(error);
    const { permanent, retryAfterMs } =
      error instanceof DeliveryError ? error : { permanent: false, retryAfterMs: null };
    const now = clock.now();
    if (retryAfterMs !== null && !permanent) {
      return { id: delivery.id, result: 'retry', retryAt: now + retryAfterMs, spent: false, reason };
    }
    if (permanent || n >= MOST_ATTEMPTS) {
      log.error({ err: error, delivery: delivery.id, attempt: n }, 'delivery failed for good');
      return { id: delivery.id, result: 'failed', reason, at: now };
    }
    log.warn({ err: error, delivery: delivery.id, attempt: n }, 'delivery failed, will be tried again');
    return { id: delivery.id, result: 'retry', retryAt: now + toRetryDelay(n), spent: true, reason };
  }

  async function handle(claimed: ClaimedDelivery): Promise<void> {
    const result = await attempt(claimed.delivery).catch((error: unknown) => afterFault(claimed, error));
    try {
      await settle(result);
    } catch (error) {
      // The lease brings the delivery back, marked as maybe sent.
      log.error({ err: error, delivery: claimed.delivery.id }, 'delivery result not stored');
    }
  }

  return {
    async step() {
      const room = MOST_IN_FLIGHT - inFlight.size;
      if (room <= 0) return 0;
      const claimed = await store.claimDeliveries(clock.now(), options.leaseMs, room);
      for (const entry of claimed) {
        const { id } = entry.delivery;
        if (underWay.has(id)) continue;
        underWay.add(id);
        const run: Promise<void> = handle(entry).finally(() => {
          inFlight.delete(run);
          underWay.delete(id);
          options.onSettled();
        });
        inFlight.add(run);
      }
      return claimed.length;
    },
    async idle() {
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
  };
}
