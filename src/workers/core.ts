/** The workers together: intake, inbox, outbox and scheduler around one store. Runs by itself (`start`) or step by step (`drain`). */
import type { Logger } from 'pino';
import type { Message, ReportRequest, View } from '../domain/delivery.ts';
import type { InboundEvent } from '../domain/event.ts';
import type { Platform } from '../domain/place.ts';
import type { Acceptance, Clock, OnPart, PlatformAdapter, Receive, Store } from '../ports.ts';
import type { StudyPause } from '../support/outreach-candidates.ts';
import type { CourseProgress } from '../support/surveys.ts';
import { createAlarms } from './alarms.ts';
import { createBatcher } from './batch.ts';
import { createInbox, type InboxOptions } from './inbox.ts';
import { createLoop } from './loop.ts';
import { createOutbox } from './outbox.ts';
import { createOutreach } from './outreach.ts';
import { createReportSchedules } from './report-schedules.ts';
import { createScheduler } from './scheduler.ts';

export interface CoreOptions extends Pick<InboxOptions, 'surroundings' | 'diagnose' | 'detectLanguage' | 'studyOf'> {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly adapters: ReadonlyMap<Platform, PlatformAdapter>;
  readonly renderReport: (request: ReportRequest, onPart: OnPart) => Promise<Message>;
  readonly renderView: (view: View) => Promise<Message>;
  /** How far people of the chat are in their courses; absent: nobody knows. */
  readonly courseProgress?: (now: number) => Promise<readonly CourseProgress[]>;
  /** Who paused in a course and is likely not to come back; absent: nobody knows. */
  readonly pauses?: (now: number) => Promise<readonly StudyPause[]>;
  /** Whose report schedules these are; absent: `default`. */
  readonly community?: string;
  /** How long (ms) a worker may hold an event or a delivery before another may take it; after a crash they come again then. */
  readonly leases: { readonly eventMs: number; readonly deliveryMs: number };
}

export interface Core {
  readonly receive: Receive;
  start(): void;
  /** Takes no new work and waits for what is under way, at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** For tests and the demo, instead of `start`: does everything that is due at the clock's time. */
  drain(): Promise<void>;
}

export function createCore(options: CoreOptions): Core {
  const { store, clock, log } = options;
  const intake = createBatcher<InboundEvent, Acceptance>((events) => store.accept(events, clock.now()));
  const inbox = createInbox({
    ...options,
    leaseMs: options.leases.eventMs,
    onCommitted: () => {
      outboxLoop.wake();
      scheduler.wake();
    },
  });
  const outbox = createOutbox({ ...options, leaseMs: options.leases.deliveryMs, onSettled: () => wakeAll() });
  const inboxLoop = createLoop('inbox', async () => (await inbox.step()) > 0, log);
  const outboxLoop = createLoop('outbox', async () => (await outbox.step()) > 0, log);
  const reportSchedules = createReportSchedules({
    store,
    clock,
    community: options.community ?? 'default',
    timeZone: options.surroundings.settings.timeZone,
  });
  // In a loop of its own: looking through weeks of history must not hold up timers.
  const alarms = createAlarms({
    store,
    clock,
    community: options.community ?? 'default',
    timeZone: options.surroundings.settings.timeZone,
  });
  const alarmLoop = createLoop(
    'alarms',
    async () => {
      const made = await alarms.step();
      if (made > 0) inboxLoop.wake();
      return made > 0;
    },
    log,
  );
  const outreach = createOutreach({
    store,
    clock,
    community: options.community ?? 'default',
    timeZone: options.surroundings.settings.timeZone,
    knowledge: () => options.surroundings.knowledge,
    courseProgress: options.courseProgress ?? (async () => []),
    pauses: options.pauses ?? (async () => []),
  });
  const outreachLoop = createLoop(
    'outreach',
    async () => {
      const made = await outreach.step();
      if (made > 0) inboxLoop.wake();
      return made > 0;
    },
    log,
  );
  const scheduler = createScheduler({ store, clock, onDue: () => wakeAll(), reportSchedules }, (error) =>
    log.error({ err: error }, 'scheduler step failed'),
  );

  function wakeAll(): void {
    inboxLoop.wake();
    outboxLoop.wake();
    if (live) {
      alarmLoop.wake();
      outreachLoop.wake();
    }
  }

  let live = false;
  return {
    async receive(event) {
      const acceptance = await intake(event);
      if (live) inboxLoop.wake();
      return acceptance;
    },
    start() {
      live = true;
      inboxLoop.start();
      outboxLoop.start();
      scheduler.start();
    },
    async stop(graceMs) {
      live = false;
      await scheduler.stop();
      await alarmLoop.stop();
      await outreachLoop.stop();
      await inboxLoop.stop();
      await outboxLoop.stop();
      await Promise.race([outbox.idle(), clock.sleep(graceMs)]);
    },
    async drain() {
      for (;;) {
        const fired =
          (await store.fireTimers(clock.now())) +
          (await reportSchedules.step()) +
          (await alarms.step()) +
          (await outreach.step());
        const decided = await inbox.step();
        const sent = await outbox.step();
        await outbox.idle();
        if (fired + decided + sent === 0) return;
      }
    },
  };
}
