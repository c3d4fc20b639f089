import { describe, expect, it } from "vitest";
import { columns } from "../columns.ts";
import { policy, settingName } from "../policy.ts";
import { states } from "../status.ts";
import { transitionsFrom } from "../transitions.ts";
import { compileMachine } from "./index.ts";

const sql = compileMachine();

describe("compileMachine", () => {
  it("gives the same text every time", () => {
    expect(compileMachine()).toBe(sql);
  });

  it("says in its first line what it is made from", () => {
    expect(sql.split("\n")[0]).toMatch(/Generated from packages\/machine/);
  });

  it("lists every step of the machine, and none besides", () => {
    const listed = sql.match(/^ {2}\((null|'\w+'), '\w+', '\w+'\)/gm) ?? [];
    const steps = new Set(states.flatMap(transitionsFrom).map(({ from, event, to }) => `${from} ${event} ${to}`));
    expect(listed).toHaveLength(steps.size);
  });

  it("reads every number of the policy from the setting of its name", () => {
    for (const name of Object.keys(policy) as (keyof typeof policy)[]) expect(sql).toContain(`'${settingName(name)}'`);
    expect(settingName("leaseMs")).toBe("sincro.lease_ms");
  });

  it("writes every column but the key", () => {
    const put = sql.slice(sql.indexOf("function public.sync_put"), sql.indexOf("function public.sync_insert"));
    for (const name of Object.keys(columns)) expect(put.includes(`    ${name} = n.${name}`), name).toBe(name !== "id");
  });
});
