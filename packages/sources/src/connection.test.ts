import { describe, expect, it } from "vitest";
import { connectionFrom } from "./connection.ts";
import { sourceNamed, sources } from "./registry.ts";
import { stripeSource } from "./stripe/index.ts";

const from = (env: Record<string, string>) => connectionFrom(stripeSource.manifest, env);

describe("connectionFrom", () => {
  it("reads credentials and address, without the white space of pasting", () => {
    expect(from({ STRIPE_SECRET_KEY: " sk_test_1\n", STRIPE_API_BASE: "http://127.0.0.1:4009/" })).toEqual({
      kind: "configured",
      connection: { credentials: { STRIPE_SECRET_KEY: "sk_test_1" }, baseUrl: "http://127.0.0.1:4009/" },
    });
  });

  it("needs no address", () => {
    expect(from({ STRIPE_SECRET_KEY: "sk_test_1", STRIPE_API_BASE: "" })).toMatchObject({
      connection: { baseUrl: undefined },
    });
  });

  it.each([[{}], [{ STRIPE_SECRET_KEY: "" }], [{ STRIPE_SECRET_KEY: "  \n" }]])(
    "names what is missing in %j",
    (env) => {
      expect(from(env)).toEqual({ kind: "unconfigured", missing: ["STRIPE_SECRET_KEY"], invalid: [] });
    },
  );

  it.each([
    [{ STRIPE_SECRET_KEY: "sk_test\r\nx-evil: 1" }, "STRIPE_SECRET_KEY"],
    [{ STRIPE_SECRET_KEY: "sk_tést_1" }, "STRIPE_SECRET_KEY"],
    [{ STRIPE_SECRET_KEY: "sk_test_1", STRIPE_API_BASE: "localhost:4009" }, "STRIPE_API_BASE"],
    [{ STRIPE_SECRET_KEY: "sk_test_1", STRIPE_API_BASE: "file:///etc/passwd" }, "STRIPE_API_BASE"],
    [{ STRIPE_SECRET_KEY: "sk_test_1", STRIPE_API_BASE: "http://me:secret@host" }, "STRIPE_API_BASE"],
    [{ STRIPE_SECRET_KEY: "sk_test_1", STRIPE_API_BASE: "http://host/?key=1" }, "STRIPE_API_BASE"],
  ])("names what cannot be in %j", (env, name) => {
    expect(from(env)).toEqual({ kind: "unconfigured", missing: [], invalid: [name] });
  });
});

describe("sources", () => {
  it("are found by the name of their rows", () => {
    expect(sourceNamed("stripe")).toBe(stripeSource);
    expect(sourceNamed("toString")).toBeUndefined();
  });

  it("have names, functions and variables of their own", () => {
    const manifests = sources.map(({ manifest }) => manifest);
    const taken = manifests.flatMap(({ name, functionName, baseEnv }) => [name, functionName, baseEnv]);
    expect(new Set(taken).size).toBe(taken.length);
  });
});
