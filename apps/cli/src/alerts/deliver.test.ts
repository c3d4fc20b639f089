import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { textsFor } from "@sincro/react/texts";
import { connectPostgres, connectUpkeep, type Upkeep } from "@sincro/store/postgres";
import { describePostgres, type TestDatabase, testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cliTexts } from "../texts/index.ts";
import { deliverAlerts, retryAfter } from "./deliver.ts";

const texts = { ...textsFor("en", { locale: "en" }), cli: cliTexts("en") };
const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
const hidden = "sk_provider_0123456789";

describePostgres("the webhook", (version) => {
  let database: TestDatabase;
  let admin: Client;
  let store: ReturnType<typeof connectPostgres>;
  let upkeep: Upkeep;
  let status = 200;
  const received: { headers: Record<string, string>; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(status).end("ok");
    });
  });

  beforeAll(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    database = await testDatabase({ version });
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    store = connectPostgres(database.url);
    upkeep = connectUpkeep(database.url);
  });
  beforeEach(async () => {
    status = 200;
    received.length = 0;
    await admin.query("delete from sync_alerts");
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await Promise.all([store.close(), upkeep.close(), admin.end()]);
    await database.drop();
  });

  const failures: string[] = [];
  const tell = (allow = true, signal?: AbortSignal) => {
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const webhook = { url: `http://${host}/services/very-secret`, secret, allow: allow ? [host] : [] };
    failures.length = 0;
    return deliverAlerts({
      upkeep,
      webhook,
      secrets: [hidden],
      texts,
      onFailed: (what) => failures.push(what),
      signal,
    });
  };
  let n = 0;
  async function failed(message = "It broke.") {
    n += 1;
    const got = await store.start({ source: "stripe", account: `account ${n}`, worker: `w${n}` });
    if (!("run" in got)) throw new Error("nothing was started");
    const { id, fence } = got.run;
    await store.commit({
      runId: id,
      fence,
      worker: `w${n}`,
      seq: 1,
      records: [],
      checkpoint: { cursor: "very private" },
    });
    await store.send(id, { type: "FAIL", fence, worker: `w${n}`, error: { code: "provider_error", message } });
    return id;
  }
  const soon = () => admin.query("update sync_alerts set due_at = sync_now()");

  it("tells of a failure once, signed, in words that Slack shows, with the row but not its cursor", async () => {
    const id = await failed(`<!channel> ${hidden}`);
    await Promise.all([tell(), tell()]);
    await tell();
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    const key = Buffer.from(secret.slice(6), "base64");
    const signedText = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signedText).digest("base64")}`);
    expect(headers["webhook-id"]).toBe(`msg_${id}`);
    const message = JSON.parse(body);
    expect(message).toMatchObject({
      type: "run.failed",
      timestamp: expect.stringMatching(/Z$/),
      text: expect.stringMatching(/Stripe \(account \d+\).*‹!channel›/s),
      data: { run: { id, source: "stripe", status: "failed", error_code: "provider_error", total_fetched: 0 } },
    });
    for (const secretText of ["very private", hidden, '<!channel>"', "checkpoint"])
      expect(body).not.toContain(secretText);
  });

  it("a receiver that fails is tried again, with the same id and a new signature", async () => {
    const id = await failed();
    status = 500;
    await tell();
    expect(failures).toEqual(["HTTP 500 (try 1 of 12)"]);
    await tell();
    expect(received).toHaveLength(1);
    await soon();
    status = 200;
    await tell();
    expect(received.map(({ headers }) => headers["webhook-id"])).toEqual([`msg_${id}`, `msg_${id}`]);
    await soon();
    await tell();
    expect(received).toHaveLength(2);
  });

  it("many at once are all told, and one that is refused holds up no other", async () => {
    for (let i = 0; i < 12; i += 1) await failed();
    status = 404;
    await tell();
    expect(received).toHaveLength(12);
    expect(failures).toHaveLength(12);
  });

  it("an address that may not be spoken to is an error that says what to do, and not tried by anybody", async () => {
    await failed();
    await tell(false);
    expect(received).toEqual([]);
    expect(failures).toEqual([expect.stringContaining("SINCRO_WEBHOOK_ALLOW")]);
    const { rows } = await admin.query("select last_error from sync_alerts");
    expect(rows[0]?.last_error).not.toContain("very-secret");
  });

  it("whoever stops sends no more of them; they are due again when their lease is over", async () => {
    for (let i = 0; i < 3; i += 1) await failed();
    await tell(true, AbortSignal.abort());
    expect(received).toEqual([]);
    await soon();
    await tell();
    expect(received).toHaveLength(3);
  });

  it("after the last try it is given up", async () => {
    await failed();
    status = 500;
    await admin.query("update sync_alerts set attempts = 11");
    await tell();
    expect(await upkeep.alertState(3_600_000)).toEqual({ waiting: 0, givenUp: 1, lastError: "HTTP 500" });
  });
});

describe("retryAfter", () => {
  it("waits longer each time, for about eight hours in all, and then no more", () => {
    const waits = Array.from({ length: 12 }, (_, at) => retryAfter(at + 1));
    expect(waits.at(-1)).toBeUndefined();
    const minutes = waits.slice(0, -1).map((ms) => (ms ?? 0) / 60_000);
    expect(minutes).toEqual([0.5, 1, 2, 4, 8, 16, 32, 64, 120, 120, 120]);
  });
});
