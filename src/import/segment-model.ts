/** The segments of an earlier run, kept in a file of JSON to place new learners by. */
import { z } from 'zod';
import { OperatorError } from '../errors.ts';
import { readText } from './text-file.ts';

const three = <T extends z.ZodType>(each: T) => z.array(each).length(3);
const byMeasure = <T extends z.ZodType>(each: T) =>
  z.object({ learning_time: each, learning_frequency: each, course_completion: each });

const schema = z.object({
  version: z.literal(1),
  model: z.object({
    scale: z.object({
      full: z.union([z.literal(1), z.literal(100)]),
      units: three(z.number()),
      bounds: three(z.tuple([z.number(), z.number()])),
      means: three(z.number()),
      deviations: three(z.number().positive()),
    }),
    names: z.array(z.string()).min(1),
    centres: z.array(three(z.number())).min(1),
  }),
  profile: z.object({
    n: z.number(),
    measures: byMeasure(z.object({ borders: z.array(z.number()), shares: z.array(z.number()) })),
    missing: byMeasure(z.number()),
    segments: z.record(z.string(), z.number()),
  }),
});

export type SegmentModelFile = z.infer<typeof schema>;

/** The segments that were kept, or null where the value is none. */
export function parseSegmentModel(value: unknown): SegmentModelFile | null {
  const parsed = schema.safeParse(value);
  if (!parsed.success || parsed.data.model.names.length !== parsed.data.model.centres.length) return null;
  return parsed.data;
}

/** Throws `OperatorError` where the file is none that `--save` wrote. */
export function readSegmentModel(file: string): SegmentModelFile {
  const text = readText(file);
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const parsed = parseSegmentModel(value);
  if (parsed) return parsed;
  throw new OperatorError(`${file}: these are no segments; give the file that "afterclass segments --save" wrote`);
}
