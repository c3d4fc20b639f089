import * as z from "zod";
import { isSourceError } from "../errors.ts";
import type { StripeApi } from "./api.ts";

const account = z.looseObject({ id: z.string().min(1) });
const anyList = z.looseObject({ data: z.array(z.unknown()) });

/**
 * Asks Stripe whose key it is. A restricted key may not be allowed to know that; then one customer tells whether it
 * is a key at all.
 *
 * @throws SourceError
 */
export async function accountOf({ client }: StripeApi): Promise<string | null> {
  try {
    return (await client.get("/v1/account", {}, (body) => account.parse(body))).id;
  } catch (error) {
    if (!isSourceError(error) || error.code !== "permission_missing") throw error;
    await client.get("/v1/customers", { limit: 1 }, (body) => anyList.parse(body));
    return null;
  }
}
