/** Places the bot can no longer use: told once each, with what somebody can do about it, until something arrives there again. */
import type { PlaceLost } from '../../src/domain/event.ts';
import type { Clock, Receive } from '../../src/ports.ts';
import { toRemedy } from './failures.ts';
import type { Log } from './options.ts';
import { toChannel } from './outbound.ts';
import type { Places } from './places.ts';
import { toFacts } from './safe-log.ts';

export interface LostOptions {
  readonly community: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly places: Places;
  readonly receive: Receive;
}

/** Slack's own words for it, as they come with a refused delivery. */
const REASONS: Readonly<Record<string, PlaceLost['reason']>> = {
  not_in_channel: 'removed',
  channel_not_found: 'removed',
  is_archived: 'forbidden',
  restricted_action: 'forbidden',
  restricted_action_read_only_channel: 'forbidden',
  restricted_action_thread_only_channel: 'forbidden',
  restricted_action_non_threadable_channel: 'forbidden',
};

export interface Lost {
  /** Slack tells it. `id`: of Slack's event. */
  channel(id: string, channel: string, code: string): Promise<void>;
  moved(id: string, from: string, to: string): Promise<void>;
  threadGone(channel: string, thread: string): Promise<void>;
  /** A delivery found it out. Never rejects, and does not wait. */
  refused(place: string, code: string): void;
  /** Something arrived there. */
  works(place: string): void;
}

export function createLost({ community, clock, log, places, receive }: LostOptions): Lost {
  const told = new Set<string>();
  const isWatched = (channel: string) => places.configured.includes(channel);

  async function tell(id: string, channel: string, rest: Partial<PlaceLost> & Pick<PlaceLost, 'reason'>) {
    const place = places.toPlace(channel);
    log.warn({ place, reason: rest.reason, detail: rest.detail }, 'a place on slack is lost');
    const base = { kind: 'placeLost', id: `slack:${id}`, at: clock.now(), community, place } as const;
    await receive({ ...base, thread: null, movedTo: null, detail: null, ...rest });
  }

  const toDetail = (code: string) => `${code}: ${toRemedy(code)}`;

  return {
    async channel(id, channel, code) {
      if (!isWatched(channel) || told.has(channel)) return;
      await tell(id, channel, { reason: REASONS[code] ?? 'removed', detail: toDetail(code) });
      told.add(channel);
    },
    async moved(id, from, to) {
      if (isWatched(from)) await tell(id, from, { reason: 'moved', movedTo: places.toPlace(to) });
    },
    threadGone: (channel, thread) => tell(`${channel}:${thread}:gone`, channel, { reason: 'threadGone', thread }),
    refused(place, code) {
      const channel = toChannel(place);
      const reason = REASONS[code];
      if (!reason || !isWatched(channel) || told.has(channel)) return;
      told.add(channel);
      tell(`${channel}:lost:${clock.now()}`, channel, { reason, detail: toDetail(code) }).catch((error) => {
        told.delete(channel);
        log.error({ err: toFacts(error) }, 'a lost place was not told');
      });
    },
    works: (place) => void told.delete(toChannel(place)),
  };
}
