/** What is told of a span, as OpenTelemetry has it. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A span that was begun; one of OpenTelemetry's API fits. */
export interface Span {
  setAttribute(name: string, value: string | number | boolean): unknown;
  end(): void;
}

/** Where spans go: a tracer of OpenTelemetry's API fits as it is, and nothing of it is needed here. */
export interface Tracer {
  startSpan(name: string, options?: { readonly attributes?: SpanAttributes }): Span;
}

/** What is being traced. */
interface Traced {
  readonly name: string;
  readonly attributes: SpanAttributes;
}

/**
 * Does work within a span, where there is a tracer. What a tracer does wrong is not the work's fault: it goes on without.
 *
 * @param outcome attributes that are known at the end
 */
export async function spanned<T>(
  tracer: Tracer | undefined,
  { name, attributes }: Traced,
  work: () => Promise<T>,
  outcome: (done: T) => SpanAttributes,
): Promise<T> {
  const span = tracer && quietly(() => tracer.startSpan(name, { attributes }));
  try {
    const done = await work();
    quietly(() => {
      for (const [key, value] of Object.entries(outcome(done))) span?.setAttribute(key, value);
    });
    return done;
  } finally {
    quietly(() => span?.end());
  }
}

function quietly<T>(tell: () => T): T | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}
