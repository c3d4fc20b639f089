import { createClient, sourceFunctions } from "@sincro/client";
import {
  cancelAnswer,
  conflictAnswer,
  policyAnswer,
  runAnswer,
  runsAnswer,
  scheduleAnswer,
  schedulesAnswer,
  sessionAnswer,
  startAnswer,
  sweepAnswer,
  testAnswer,
  unscheduledAnswer,
} from "@sincro/client/contract";
import { sources } from "@sincro/sources";
import { describe, expect, it } from "vitest";
import { harness, operatorToken, origin } from "./testing/harness.ts";

describe("the typed client against the functions", () => {
  it("F3 · both keep to one contract, from a start to its end", async () => {
    const { client, store } = harness();
    const first = await client.syncAll({ mode: "7d" });
    if (first.kind === "conflict") throw new Error("conflict");
    startAnswer.parse(first.body);
    const [item] = first.body.runs;
    const id = item?.run?.id ?? "";

    const second = await client.sync("stripe", { mode: "7d" });
    if (second.kind === "started") throw new Error("started twice");
    expect(conflictAnswer.parse(second.body).existingSyncId).toBe(id);
    expect((await client.sync("stripe", { mode: "7d", onConflict: "attach" })).kind).toBe("started");

    expect(runsAnswer.parse(await client.runs({ active: true, limit: 1 })).next).not.toBeNull();
    expect(runAnswer.parse(await client.run(id)).run).toEqual(await store.get(id));
    policyAnswer.parse(await client.policy());
    sweepAnswer.parse(await client.sweep({ release: true }));
    testAnswer.parse(await client.test("paypal"));
    scheduleAnswer.parse(await client.setSchedule({ source: "stripe", cron: "@daily" }));
    expect(schedulesAnswer.parse(await client.schedules()).schedules).toHaveLength(1);
    expect(unscheduledAnswer.parse(await client.removeSchedules({ source: "stripe" })).removed).toBe(1);
    expect(cancelAnswer.parse(await client.cancel({ runId: id, reason: "enough" })).cancelled).toBe(1);
    const resumed = await client.resume("stripe");
    expect(resumed.kind === "started" && resumed.body.runs[0]?.run?.resumed_from).toBe(id);
    expect(cancelAnswer.parse(await client.cancel({ all: true })).cancelled).toBe(2);
    await expect(client.resume("stripe", { runId: crypto.randomUUID() })).rejects.toMatchObject({
      code: "run_not_found",
    });
  });

  it("signs in by code and by token, and out", async () => {
    const { functions, codes } = harness();
    let cookie = "";
    const browser = createClient({
      baseUrl: origin,
      fetch: async (url, init) => {
        const request = new Request(url, init);
        request.headers.set("origin", origin);
        if (cookie !== "") request.headers.set("cookie", cookie);
        const response = await functions(request);
        cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
        return response;
      },
    });
    await expect(browser.session()).rejects.toMatchObject({ code: "unauthenticated", status: 401 });
    for (const credentials of [{ code: codes.issue() }, { token: operatorToken }]) {
      const signedIn = sessionAnswer.parse(await browser.signIn(credentials));
      expect(await browser.session()).toEqual(signedIn);
      expect((await browser.sync("stripe", { mode: "7d", onConflict: "attach" })).kind).toBe("started");
      await browser.signOut();
      await expect(browser.session()).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  it("calls each source by the name of its function", () => {
    for (const { manifest } of sources) expect(sourceFunctions[manifest.name]).toBe(manifest.functionName);
  });
});
