/** How a learner learns, as the course platform counts it. */

export const MEASURES = ['learning_time', 'learning_frequency', 'course_completion'] as const;
export type Measure = (typeof MEASURES)[number];

/** As they stand in the file, in any unit; completion as a share or in percent. null = nothing stands there, NaN = no number. */
export type Behaviour = Readonly<Record<Measure, number | null>>;
