import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openPage } from "./page.ts";

const folder = mkdtempSync(join(tmpdir(), "sincro-page-"));
const site = join(folder, "site");
mkdirSync(join(site, "assets"), { recursive: true });
writeFileSync(join(site, "index.html"), "<!doctype html>");
writeFileSync(join(site, "assets/app-1.js"), "1");
writeFileSync(join(folder, "secrets.json"), "hunter2");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (path: string, method = "GET") => {
  const page = openPage(site);
  if (page === null) throw new Error("no page");
  return page(new Request(`http://sincro.test${path}`, { method }));
};

it("lets no inline code, no other host and no frame into the page", () => {
  const policy = new Map(
    (ask("/").headers.get("content-security-policy") ?? "").split(";").map((rule) => {
      const [name = "", ...sources] = rule.trim().split(" ");
      return [name, sources] as const;
    }),
  );
  expect(policy.get("default-src")).toEqual(["'none'"]);
  expect(policy.get("script-src")).toEqual(["'self'"]);
  expect(policy.get("connect-src")).toEqual(["'self'"]);
  for (const name of ["base-uri", "form-action", "frame-ancestors"]) expect(policy.get(name)).toEqual(["'none'"]);
  expect([...policy.values()].flat().filter((source) => /unsafe|^https?:|\*/.test(source))).toEqual([]);
});

it("every file and every refusal says so, and sends no address of ours elsewhere", () => {
  for (const path of ["/", "/runs/1", "/assets/app-1.js", "/nothing.js"]) {
    const { headers } = ask(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});

it.each([
  "/../secrets.json",
  "/..%2fsecrets.json",
  "/assets/../../secrets.json",
  "/%2e%2e/secrets.json",
  "/assets/..\\..\\secrets.json",
])("%s is no way out of the folder", async (path) => {
  const response = ask(path);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toContain("hunter2");
});

it("is only read", () => {
  for (const method of ["POST", "PUT", "DELETE"]) expect(ask("/", method).status).toBe(405);
});
