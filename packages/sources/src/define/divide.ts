import type { Span } from "./stream.ts";
import { newWork, type Work } from "./work.ts";

/**
 * A task is divided only when it seems to have so many pages left: each part ends with a page that is not full, or with
 * a request that finds nothing.
 */
const worthPages = 4;

/** How many records a task seems to have left, by how close together those lay that it gave so far. */
function expected(work: Work): number {
  const { span, position, began, count, stream } = work;
  if (!stream.windows?.divisible || span === null || position === null || began === null || count === 0) return 0;
  const rest = stream.windows.order === "newest first" ? position - span.from : span.to - position;
  return (count / Math.max(Math.abs(began - position), 1000)) * rest;
}

/**
 * Takes the far half of what is left from the busiest of some tasks, for hands that have nothing to do.
 *
 * @returns the new task; null when nothing is worth dividing
 */
export function divide(busy: Iterable<Work>, pageSize: (work: Work) => number): Work | null {
  let most: Work | null = null;
  for (const work of busy) {
    if (expected(work) >= worthPages * pageSize(work) && (most === null || expected(work) > expected(most)))
      most = work;
  }
  if (most === null) return null;
  const { span, position, stream } = most as Work & { span: Span; position: number };
  const newest = stream.windows?.order === "newest first";
  // Rounded away from what was read already: the second of its last record stays in one hand.
  const middle = newest ? wholeSecond((span.from + position) / 2) : secondAfter((position + span.to) / 2);
  if (middle <= span.from || middle >= span.to) return null;
  most.span = newest ? { from: middle, to: span.to } : { from: span.from, to: middle };
  const rest = newest ? { from: span.from, to: middle } : { from: middle, to: span.to };
  // Its records are counted in the total of the task that it was taken from.
  return newWork(most.name, stream, { span: rest, total: most.total === null ? null : 0 });
}

/** The two halves of a task whose span holds too much for the provider; null where it cannot be halved any more. */
export function halve(work: Work): readonly [Work, Work] | null {
  if (work.span === null) return null;
  const { from, to } = work.span;
  const middle = wholeSecond((from + to) / 2);
  if (middle <= from) return null;
  const half = (span: Span) => newWork(work.name, work.stream, { span });
  const [older, newer] = [half({ from, to: middle }), half({ from: middle, to })];
  return work.stream.windows?.order === "newest first" ? [newer, older] : [older, newer];
}

const wholeSecond = (ms: number) => Math.floor(ms / 1000) * 1000;
const secondAfter = (ms: number) => Math.ceil(ms / 1000) * 1000;
