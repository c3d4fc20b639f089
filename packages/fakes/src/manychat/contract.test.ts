import { beforeAll, describe, expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { type ManychatContract, manychatContract } from "../testing/manychat-contract.ts";
import { specsDir } from "../testing/specs.ts";
import { createManychatFake } from "./fake.ts";
import { ask, find, noon } from "./test-client.ts";

const skipped = specsDir ? "" : " (skipped: SINCRO_SPECS_DIR is not set)";

describe.skipIf(!specsDir)(`against the contract that ManyChat publishes${skipped}`, () => {
  const manychat = createManychatFake({ seed: 7, now: manualClock(noon) });
  let contract: ManychatContract;
  const json = async (path: string, fake = manychat) => (await ask(fake, path)).json();

  beforeAll(() => {
    contract = manychatContract(specsDir as string);
  });

  it("every subscriber is as documented, by id, by e-mail and by phone", async () => {
    expect(manychat.count()).toBeGreaterThan(80);
    for (const { id, email, phone } of manychat.subscribers()) {
      const info = await json(`/fb/subscriber/getInfo?subscriber_id=${id}`);
      expect(contract.answer("/fb/subscriber/getInfo", info)).toEqual([]);
      const [field, value] = email === "" ? ["phone", phone] : ["email", email];
      const found = await json(find(field as string, value as string));
      expect(contract.answer("/fb/subscriber/findBySystemField", found)).toEqual([]);
      expect(found).toEqual(info);
    }
  });

  it("so are the page and a subscriber of whom nothing is known", async () => {
    const { id } = manychat.subscribe();
    const answers = ["/fb/page/getInfo", "/fb/subscriber/getInfo"].map(async (path) =>
      contract.answer(path, await json(path.startsWith("/fb/page") ? path : `${path}?subscriber_id=${id}`)),
    );
    expect((await Promise.all(answers)).flat()).toEqual([]);
    manychat.remove(id);
  });

  it.each(["/fb/nothing", "/fb/subscriber/getInfo?subscriber_id=1", "/fb/subscriber/findBySystemField"])(
    "so is the refusal of %s",
    async (path) => {
      expect(contract.error(await json(path))).toEqual([]);
    },
  );

  it("so are the errors that the switches make, those with HTTP 200 too", async () => {
    for (const fault of [{ kind: "rate_limited" }, ...[200, 401, 500].map((status) => ({ kind: "status", status }))]) {
      const fake = createManychatFake({ faults: { rules: [fault as never] } });
      expect(contract.error(await json("/fb/page/getInfo", fake))).toEqual([]);
    }
  });

  it("knows a wrong answer and a wrong request when it sees one", () => {
    const [someone] = manychat.subscribers();
    const answer = (data: unknown) => contract.answer("/fb/subscriber/getInfo", { status: "success", data });
    expect(answer({ ...someone, id: 7 })).not.toEqual([]);
    expect(answer({ ...someone, key: "user:7" })).not.toEqual([]);
    expect(contract.answer("/fb/subscriber/list", { status: "success", data: [] })).not.toEqual([]);
    expect(contract.error({ status: "error" })).not.toEqual([]);
    const request = (path: string, query = {}, method = "GET") => contract.request({ method, path, query });
    expect(request("/fb/subscriber/getInfo", { subscriber_id: "12" })).toEqual([]);
    expect(request("/fb/subscriber/getInfo", { subscriber_id: "me" })).not.toEqual([]);
    expect(request("/fb/subscriber/getInfo")).not.toEqual([]);
    expect(request("/fb/subscriber/findBySystemField", { name: "Ana" })).not.toEqual([]);
    expect(request("/fb/subscriber/findBySystemField", { email: "a@b.example" }, "POST")).not.toEqual([]);
  });
});
