import { expect, it } from "vitest";
import { harness, operatorToken } from "../testing/harness.ts";
import { claimsOf, jwtSecret, keyServer, projectUrl, shared } from "../testing/project-tokens.ts";
import { withOperatorToken } from "./operator-token.ts";
import { supabaseAuth } from "./supabase-auth.ts";

const users = supabaseAuth({ url: projectUrl, operatorRoles: ["operator"], jwtSecret, fetch: keyServer().fetch });

it("scripts come in by the token where there is one, users by theirs, and nobody else", async () => {
  const user = await shared(claimsOf({ app_metadata: {} }));
  const tries = [operatorToken, await shared(), user, `${operatorToken}x`, null];
  const statuses = async (token: string | undefined) => {
    const { get } = harness({ auth: withOperatorToken(users, token) });
    return Promise.all(tries.map(async (sent) => (await get("sync-runs", { token: sent })).status));
  };
  expect(await statuses(operatorToken)).toEqual([200, 200, 403, 401, 401]);
  expect(await statuses(undefined)).toEqual([401, 200, 403, 401, 401]);
});
