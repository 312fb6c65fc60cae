/** Columns of activity whose meaning is known by their name; all others count things that were done. */

/** They tell how far somebody is: a share, or a percentage where above 1. The highest ever reached counts. */
export const COMPLETION_COLUMNS: readonly string[] = ['completion', 'course_completion', 'progress'];
/** They say that a course is finished, by any number above 0. */
export const FINISHED_COLUMNS: readonly string[] = ['finished', 'completed', 'certificate'];
/** Minutes of one unit of the column. */
export const TIME_COLUMNS: Readonly<Record<string, number>> = { minutes: 1, hours: 60, seconds: 1 / 60 };
