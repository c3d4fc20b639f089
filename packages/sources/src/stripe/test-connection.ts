import * as z from "zod";
import { isSourceError } from "../errors.ts";
import type { Client } from "../http/index.ts";
import type { Connection, ConnectionTest } from "../source.ts";
import { stripeClient } from "./client.ts";

const account = z.looseObject({ id: z.string().min(1) });
const anyList = z.looseObject({ data: z.array(z.unknown()) });

/**
 * Asks Stripe whose key it is. A restricted key may not be allowed to know that; then one customer tells whether it
 * is a key at all.
 *
 * @throws the signal's reason when it was aborted; what Stripe says is an answer
 */
export async function testStripe(connection: Connection): Promise<ConnectionTest> {
  try {
    return { ok: true, account: await accountOf(stripeClient(connection)) };
  } catch (error) {
    if (!isSourceError(error)) throw error;
    return { ok: false, code: error.code, message: error.message };
  }
}

async function accountOf(client: Client): Promise<string | null> {
  try {
    return (await client.get("/v1/account", {}, (body) => account.parse(body))).id;
  } catch (error) {
    if (!isSourceError(error) || error.code !== "permission_missing") throw error;
    await client.get("/v1/customers", { limit: 1 }, (body) => anyList.parse(body));
    return null;
  }
}
