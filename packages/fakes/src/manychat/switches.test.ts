import { expect, it } from "vitest";
import { createRateLimiter } from "../shared/rate-limit.ts";
import { createManychatFake } from "./fake.ts";
import { manychatLimits } from "./limits.ts";
import { ask, find } from "./test-client.ts";

const path = "/fb/page/getInfo";

it("an error that only the body shows", async () => {
  const manychat = createManychatFake({ faults: { rules: [{ kind: "status", status: 200, times: 1 }] } });
  const response = await ask(manychat, path);
  expect([response.status, await response.json()]).toMatchObject([200, { status: "error" }]);
  expect(await (await ask(manychat, path)).json()).toMatchObject({ status: "success" });
});

it("429, with the wait that was asked for or without", async () => {
  const rules = [{ kind: "rate_limited", retryAfterS: 2, times: 1 } as const, { kind: "rate_limited" } as const];
  const manychat = createManychatFake({ faults: { rules } });
  const [first, second] = [await ask(manychat, path), await ask(manychat, path)];
  expect([first.status, first.headers.get("retry-after")]).toEqual([429, "2"]);
  expect([second.status, second.headers.get("retry-after")]).toEqual([429, null]);
  expect(await second.json()).toMatchObject({ status: "error" });
});

it("the published limits: 50 look-ups and 10 of one subscriber in a second, each on its own", () => {
  const refusedBy = createRateLimiter(() => 0);
  const refused = (times: number, one: string) =>
    Array.from({ length: times }, () => refusedBy(manychatLimits, one)).filter((scope) => scope !== null).length;
  expect(refused(51, "/fb/subscriber/findBySystemField")).toBe(1);
  expect(refused(12, "/fb/subscriber/getInfo")).toBe(2);
  expect(refused(101, path)).toBe(1);
});

it("a limit of none: 429 in its own words", async () => {
  const manychat = createManychatFake({ faults: { limit: { perPath: { [path]: 0 } } } });
  expect((await ask(manychat, path)).status).toBe(429);
  expect((await ask(manychat, find("email", "a@b.example"))).status).toBe(200);
});

it("over HTTP, with a log that has every request and no key", async () => {
  const manychat = createManychatFake();
  const server = await manychat.listen();
  const headers = { authorization: `Bearer ${manychat.key}` };
  expect((await fetch(`${server.url}${find("phone", "+525500000000")}`, { headers })).status).toBe(200);
  await server.close();
  expect(manychat.log.entries).toMatchObject([{ query: { phone: "+525500000000" }, status: 200 }]);
  expect(JSON.stringify(manychat.log.entries)).not.toContain(manychat.key);
});

it("the gate holds answers until the test lets them go", async () => {
  const manychat = createManychatFake();
  manychat.gate.close();
  const asked = ask(manychat, path);
  await manychat.gate.untilHeld(1);
  manychat.gate.open();
  expect((await asked).status).toBe(200);
});
