import type { KnownRequest } from "../port.ts";
import { storableString } from "../storable.ts";
import type { Arguments } from "./rpc.ts";

/** A request for what is known as a function's arguments; a size that is no number is the usual one. */
export function knownArguments({ source, account, after, limit }: KnownRequest): Arguments {
  return {
    p_source: storableString(source),
    p_account: storableString(account),
    p_after: after === null ? undefined : after,
    p_limit: limit === undefined ? undefined : Math.trunc(Math.min(Math.max(limit, 1), 1_000)),
  };
}
