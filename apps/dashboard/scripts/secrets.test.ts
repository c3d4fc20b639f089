import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { variables } from "@sincro/functions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenAway } from "./secrets.ts";

const dashboard = join(import.meta.dirname, "..");
const vite = join(dashboard, "node_modules/vite/bin/vite.js");

/** A value for every secret there is, which nothing else would write. */
const names = Object.entries(variables).flatMap(([name, { secret }]) => (secret ? [name] : []));
const plain = Object.fromEntries(names.map((name) => [name, `sentinel-${name}-${crypto.randomUUID()}`]));
/** And by the names that Vite would let into a page, where the page asks for them. */
const viteNames = Object.fromEntries(names.map((name) => [`VITE_${name}`, `sentinel-VITE-${crypto.randomUUID()}`]));
const sentinels = { ...plain, ...viteNames };

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sincro-page-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Builds a page with all those secrets in the environment; answers where it is. */
async function build(root: string, to: string, ...more: readonly string[]): Promise<string> {
  const outDir = join(folder, to);
  const child = spawn(process.execPath, [vite, "build", "--outDir", outDir, "--emptyOutDir", "--sourcemap", ...more], {
    cwd: root,
    env: { ...process.env, ...sentinels, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  expect(said).toBe("");
  expect(code).toBe(0);
  return outDir;
}

/** A page of a few lines, in a folder of its own. */
async function page(name: string, script: string, config = ""): Promise<string> {
  const root = join(folder, name);
  await mkdir(root);
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
  await writeFile(join(root, "index.html"), '<script type="module" src="/main.js"></script>');
  await writeFile(join(root, "main.js"), script);
  await writeFile(join(root, "vite.config.js"), `export default { ${config} };`);
  return build(root, `${name}-dist`);
}

describe("F55 · the built page", () => {
  it("for Supabase has its address and its publishable key, and no secret", async () => {
    const dist = await build(dashboard, "on-supabase", "--mode", "supabase");
    const code = (name: string) => /\.js$/.test(name);
    const files = (await readdir(dist, { recursive: true })).filter(code);
    expect(files.length).toBeGreaterThan(0);
    // supabase-js itself speaks of the service role and of secret keys: what counts are their values.
    expect(givenAway(dist, sentinels).filter(({ what }) => Object.hasOwn(sentinels, what))).toEqual([]);
  });

  it("has no secret of the environment that it was built in, nor the name of the service role", async () => {
    const dist = await build(dashboard, "dashboard");
    expect((await readdir(dist, { recursive: true })).some((name) => name.endsWith(".js.map"))).toBe(true);
    expect(givenAway(dist, sentinels)).toEqual([]);
  });
});

describe("the check for that", () => {
  it("knows every secret that there is", () => {
    expect(names).toEqual(
      expect.arrayContaining(["SUPABASE_SERVICE_ROLE_KEY", "STRIPE_SECRET_KEY", "SINCRO_SIGNING_KEY"]),
    );
    expect(names.length).toBeGreaterThan(8);
  });

  it("finds a key that a page's configuration lets in", async () => {
    const define = "define: { __KEY__: JSON.stringify(process.env.STRIPE_SECRET_KEY) }";
    const dist = await page("defined", "document.title = __KEY__;", define);
    expect(givenAway(dist, sentinels).map(({ what }) => what)).toContain("STRIPE_SECRET_KEY");
  });

  it("finds keys of a page that looks at its whole environment", async () => {
    const dist = await page("whole", "document.title = JSON.stringify(import.meta.env);");
    const found = new Set(givenAway(dist, sentinels).map(({ what }) => what));
    expect([...found].sort()).toEqual(Object.keys(viteNames).sort());
  });

  it("finds the service role, packed values, and says where", async () => {
    const dist = join(folder, "by-hand");
    await mkdir(dist);
    await writeFile(join(dist, "a.js"), `const role = "service_role", key = "${btoa(sentinels.GHL_API_KEY ?? "")}";`);
    expect(givenAway(dist, sentinels)).toEqual([
      { file: "a.js", what: "GHL_API_KEY" },
      { file: "a.js", what: "service_role" },
    ]);
  });

  it("does not take a page that was never built for a good one", async () => {
    const dist = join(folder, "empty");
    await mkdir(dist);
    expect(() => givenAway(dist, sentinels)).toThrow("build the page first");
  });
});
