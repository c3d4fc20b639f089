import type { PushAnswer } from "@sincro/client";
import { parseManychatPush } from "@sincro/client/contract";
import { sameSecret } from "../auth/secret.ts";
import { readJson } from "../http/body.ts";
import type { OpenHandler } from "../http/call.ts";
import { json } from "../http/json.ts";
import { Problem, refusedRequest } from "../http/problem.ts";

const variable = "MANYCHAT_PUSH_TOKEN";

/**
 * `POST sync-manychat/push`: what the External Request step of a flow at ManyChat sends of the subscriber who is in it.
 * It has a token of its own, which can do nothing else: it stands in a form at ManyChat. A push that comes twice changes
 * nothing the second time.
 */
export const pushManychat: OpenHandler = async (request, { store, manychatPushToken }) => {
  if (manychatPushToken === undefined) {
    const members = { missing: [variable], invalid: [] };
    throw new Problem("source_unconfigured", `Pushes are taken once ${variable} is set.`, { members });
  }
  await letIn(request, manychatPushToken);
  const parsed = parseManychatPush(await readJson(request), new URL(request.url).searchParams);
  if (!parsed.ok) throw refusedRequest(parsed);
  const { account, subscriber } = parsed.value;
  const records = [{ object: "subscriber", id: subscriber.id, data: subscriber }];
  const counts = await store.push({ source: "manychat", account, records });
  return json({ success: true, ...counts } satisfies PushAnswer);
};

async function letIn({ headers }: Request, token: string): Promise<void> {
  const sent = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (sent !== undefined && (await sameSecret(sent, token))) return;
  const detail =
    sent === undefined
      ? `Send \`Authorization: Bearer\` and the value of ${variable}.`
      : "The push token is not valid.";
  throw new Problem("unauthenticated", detail, { headers: { "www-authenticate": "Bearer" } });
}
