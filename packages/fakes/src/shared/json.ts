const texts = new WeakMap<Response, string>();

/**
 * An answer in JSON, of the value as it is now. Its bytes are made when somebody reads them: over HTTP nobody does, and a
 * fake that makes 400 kB of them for each page stands still when it has to throw them away.
 */
export function jsonResponse(value: unknown): Response {
  const text = JSON.stringify(value);
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, { headers: { "content-type": "application/json" } });
  texts.set(response, text);
  return response;
}

/** The text of a {@link jsonResponse} that is whole and that nobody has read. */
export function textOf(response: Response): string | undefined {
  return response.bodyUsed ? undefined : texts.get(response);
}
