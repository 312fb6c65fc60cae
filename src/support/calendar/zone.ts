/** A time zone as stretches of constant offset, so that within one of them local time is plain arithmetic. */

/** From one change of the clocks to the next, in ms since the epoch; `end` exclusive. Local time is UTC plus `offset` ms. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

const MOST_KEPT = 64;

/** Finds the stretch that holds a moment; those found before are remembered. Throws `RangeError` for an unknown zone. */
export function createZone(timeZone: string): (at: number) => Stretch {
  const zoned = (at: number) => Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone);
  zoned(0);
  let kept: Stretch[] = [];
  return (at) => {
    for (const stretch of kept) if (stretch.start <= at && at < stretch.end) return stretch;
    const moment = zoned(at);
    const isChange = moment.subtract({ nanoseconds: 1 }).offsetNanoseconds !== moment.offsetNanoseconds;
    const start = isChange ? moment : moment.getTimeZoneTransition('previous');
    const found = {
      start: start?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
      end: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset: moment.offsetNanoseconds / 1e6,
    };
    if (kept.length >= MOST_KEPT) kept = [];
    // The latest found comes first: questions come in the order of time.
    kept.unshift(found);
    return found;
  };
}
