import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setImmediate as turn } from "node:timers/promises";
import type { Queryable } from "@sincro/store/postgres";
import type { Pool } from "pg";
import type { Steps } from "./steps.ts";

type Query = Parameters<Queryable["query"]>[0];

/** A kind of call as the steps call it: the event that is sent, and else the function. */
export function kindOf({ text, values }: Query): string {
  const name = /public\.sync_(\w+)/.exec(text)?.[1] ?? "read";
  if (name !== "send") return name.toUpperCase();
  return (JSON.parse(values[1] as string) as { type: string }).type;
}

/**
 * A pool whose every statement has three steps: before, sent (the statement has left this process: the database does
 * it, whether or not there is anybody to hear the answer) and answered.
 */
export function tappedPool(pool: Pool, steps: Steps): Queryable {
  return {
    async query(query) {
      const kind = kindOf(query);
      const name = steps.next(kind);
      if (kind === "COMMIT") await steps.providerIdle();
      await steps.pass(`${name}: before`);
      const client = await pool.connect();
      let fault: Error | undefined;
      const broken = (error: Error) => {
        fault = error;
      };
      client.on("error", broken);
      try {
        const answer = client.query(query);
        answer.catch(broken); // whatever happens at the step below, the answer is waited for after it
        await turn();
        await steps.pass(`${name}: sent`);
        const answered = await answer;
        await steps.pass(`${name}: answered`);
        return answered;
      } finally {
        client.off("error", broken);
        client.release(fault);
      }
    },
  };
}

const sendHeaders = "undici:client:sendHeaders";

/** A fetch with the same three steps; sent: the request has left for the provider. */
export function tappedFetch(steps: Steps): typeof fetch {
  return (input, init) =>
    steps.duringRequest(async () => {
      const name = steps.next("request");
      await steps.pass(`${name}: before`);
      const sent = Promise.withResolvers<void>();
      const tell = () => sent.resolve();
      subscribe(sendHeaders, tell);
      const answer = fetch(input, init);
      answer.catch(tell);
      await sent.promise;
      unsubscribe(sendHeaders, tell);
      await turn();
      await steps.pass(`${name}: sent`);
      const response = await answer;
      const body = await response.arrayBuffer();
      await steps.pass(`${name}: answered`);
      return new Response(body, response);
    });
}
