import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { secretsIn } from "./secrets.ts";
import { root } from "./workspaces.ts";

/** Invented for tests and examples, or published as one: nobody's. */
const invented = new Set([
  // The example of the Standard Webhooks specification.
  ["whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"].join(""),
  // The key of Stripe's own documentation, with another beginning.
  ["sk_live_", "4eC39HqLyjWDarjtT1zdp7dc"].join(""),
  ["sk_live_", "51H8zKqLp0aXw93vTnB"].join(""),
  ["sk_test_", "4242424242424242"].join(""),
  ["sk_test_", "51SecretThatMustNeverBeSeen0123456789"].join(""),
  ["sk_test_", "51NobodysKeyAtAll0123456789"].join(""),
  ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxIn0", "dBjftJeZ4CVP"].join("."),
]);

it("no file of the repository holds what looks like a credential", () => {
  const listed = spawnSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const files = listed.stdout.split("\0").filter((file) => file !== "" && file !== "pnpm-lock.yaml");
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap((file) => {
    const bytes = readFileSync(join(root, file));
    if (bytes.subarray(0, 8_000).includes(0)) return [];
    return secretsIn(bytes.toString("utf8"))
      .filter((one) => !invented.has(one))
      .map((one) => `${file}: ${one.slice(0, 12)}…`);
  });
  expect(found).toEqual([]);
});

it.each([
  ["sk_live_", "0123456789abcdef"],
  ["-----BEGIN RSA ", "PRIVATE KEY-----"],
  ["AKIA", "0123456789ABCDEF"],
  ["ghp_", "0123456789abcdefghijABCDEFGHIJ0123"],
  ["xoxb-", "0123456789-abcdef"],
  ["https://hooks.slack.com/services/T0123456/", "B0123456/0123456789abcdefABCDEF01"],
  ["postgres://sincro:", "hunter2@db.example.com/x"],
  ["pit-", "01234567-89ab-cdef-0123-456789abcdef"],
])("finds %s…", (begin, rest) => {
  expect(secretsIn(`const key = "${begin}${rest}";`)).toHaveLength(1);
});

it("takes a variable, a placeholder or this machine for none", () => {
  const harmless = [
    "sk_live_…",
    "whsec_",
    "postgres://sincro@localhost/sincro",
    "postgres://u:secret@127.0.0.1:1/x",
    "eyJ",
  ];
  expect(harmless.flatMap(secretsIn)).toEqual([]);
});
