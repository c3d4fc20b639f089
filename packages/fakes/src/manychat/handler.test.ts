import { describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createManychatFake } from "./fake.ts";
import { ask, find, noon } from "./test-client.ts";

const manychat = createManychatFake({ seed: 7, now: manualClock(noon) });
const [someone] = manychat.subscribers(({ email, phone }) => email !== "" && phone !== "");
const known = someone as NonNullable<typeof someone>;
const data = async (path: string, fake = manychat) => (await (await ask(fake, path)).json()).data;

async function refusal(path: string, headers?: Record<string, string>, fake = manychat) {
  const response = await ask(fake, path, headers);
  return { http: response.status, ...(await response.json()) };
}

describe("a request that ManyChat would answer", () => {
  it("says whose page it is", async () => {
    expect(await data("/fb/page/getInfo")).toMatchObject({ id: 104233, name: "Taller Mariposa" });
  });

  it("finds a subscriber by e-mail whatever its capitals, by phone and by id", async () => {
    expect(await data(find("email", known.email.toUpperCase()))).toEqual(known);
    expect(await data(find("phone", known.phone))).toEqual(known);
    expect(await data(`/fb/subscriber/getInfo?subscriber_id=${known.id}`)).toEqual(known);
  });

  it("answers a look-up of somebody unknown with success and nothing, or with an error, as it is told", async () => {
    const path = find("email", "nobody@nowhere.example");
    expect(await (await ask(manychat, path)).json()).toEqual({ status: "success", data: [] });
    const other = createManychatFake({ unknown: "error" });
    expect(await refusal(path, {}, other)).toMatchObject({ http: 400, status: "error", message: "Validation error" });
  });

  it("does not find people by a field that is empty", async () => {
    expect(manychat.count(({ email }) => email === "")).toBeGreaterThan(0);
    expect(await refusal("/fb/subscriber/findBySystemField?email=")).toMatchObject({ http: 400 });
  });
});

describe("a request that ManyChat would refuse", () => {
  it.each(["", "Bearer 104233:wrong", "Basic 104233:demo", "104233:demo"])(
    "401 for the authorization %j",
    async (authorization) => {
      expect(await refusal("/fb/page/getInfo", { authorization })).toMatchObject({ http: 401, status: "error" });
    },
  );

  it.each([
    "/fb/subscriber/findBySystemField",
    "/fb/subscriber/findBySystemField?email=a@b.example&phone=+525500000000",
    "/fb/subscriber/findBySystemField?name=Ana",
    "/fb/subscriber/getInfo",
    "/fb/subscriber/getInfo?subscriber_id=me",
    "/fb/subscriber/getInfo?subscriber_id=1",
  ])("400 for %s", async (path) => {
    expect(await refusal(path)).toMatchObject({ http: 400, status: "error", message: "Validation error" });
  });

  it.each(["/fb/subscriber/list", "/fb/subscribers", "/", "/fb/subscriber/toString"])(
    "404 for %s: there is no list of subscribers",
    async (path) => {
      expect(await refusal(path)).toMatchObject({ http: 404, status: "error" });
    },
  );

  it("404 for whatever is no GET: it is read-only", async () => {
    const init = { method: "POST", headers: { authorization: `Bearer ${manychat.key}` } };
    expect((await manychat.fetch("https://api.manychat.com/fb/page/getInfo", init)).status).toBe(404);
  });
});

describe("its subscribers", () => {
  it("come, change and go", async () => {
    const page = createManychatFake({ counts: { people: 0, strangers: 0 }, now: manualClock(noon) });
    const { id } = page.subscribe({ first_name: "Ana", last_name: "Ruiz", email: "ana@correo.example" });
    expect(page.get(id)).toMatchObject({ name: "Ana Ruiz", subscribed: "2026-11-24T12:00:00+00:00" });
    page.update(id, { email: "ruiz@correo.example" });
    expect(await data(find("email", "ana@correo.example"), page)).toEqual([]);
    expect(await data(find("email", "ruiz@correo.example"), page)).toMatchObject({ id });
    page.remove(id);
    expect([page.count(), page.get(id)]).toEqual([0, undefined]);
    expect(() => page.update(id, {})).toThrow(RangeError);
    expect(() => page.remove(id)).toThrow(RangeError);
    expect(() => page.subscribe({ id: page.subscribe().id })).toThrow(RangeError);
  });

  it("are given out as copies", () => {
    Object.assign(manychat.get(known.id) as object, { email: "changed" });
    expect(manychat.get(known.id)?.email).toBe(known.email);
  });

  it("need a key that names the page", () => {
    expect(() => createManychatFake({ key: "demo" })).toThrow(RangeError);
  });
});
