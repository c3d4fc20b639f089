import * as z from "zod";

/** Unix seconds of a time as older functions wrote it: ISO 8601, or a number of seconds or milliseconds; rounded down. */
export const second = z
  .union([
    z
      .string()
      .regex(/^\d{4}-\d\d-\d\d/)
      .transform(Date.parse),
    z
      .union([
        z.number(),
        z
          .string()
          .regex(/^\d{9,13}$/)
          .transform(Number),
      ])
      .transform((n) => (n < 1e11 ? n * 1000 : n)),
  ])
  .pipe(
    z
      .number()
      .min(0)
      .max(99_999_999_999_999)
      .transform((ms) => Math.floor(ms / 1000)),
  );

/** The same for an end: a day alone is meant to its last second. */
export const endSecond = z.union([
  z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .transform((day) => Date.parse(`${day}T23:59:59Z`) / 1000)
    .pipe(z.number()),
  second,
]);

/** A segment of an older run that read several stretches of time. */
export const segment = z.looseObject({
  startDate: second.optional(),
  endDate: endSecond.optional(),
  done: z.boolean().optional(),
});

/** The stretches that are left, in order; null where one does not say from when to when it is. */
export function openSegments(value: unknown): readonly (z.infer<typeof segment> & Stretch)[] | null {
  const found = z.array(segment).min(1).max(200).safeParse(value);
  if (!found.success) return null;
  const open = found.data.filter(({ done }) => done !== true);
  // Where all are done and the run is not, nobody knows what was missing.
  if (open.length === 0) return null;
  const timed = open.filter((one): one is typeof one & Stretch => isStretch(one));
  return timed.length === open.length ? timed : null;
}

/** From and to, in Unix seconds. */
export interface Stretch {
  readonly startDate: number;
  readonly endDate: number;
}

/** Whether both ends are there, in their order. */
export function isStretch(value: { startDate?: number | undefined; endDate?: number | undefined }): value is Stretch {
  return value.startDate !== undefined && value.endDate !== undefined && value.startDate < value.endDate;
}
