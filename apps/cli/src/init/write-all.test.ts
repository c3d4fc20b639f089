import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Step } from "./plan.ts";
import { contentsOf, project } from "./project.fixture.ts";
import { writeAll } from "./write-all.ts";

const write = (path: string): Step => ({ path, text: `new ${path}\n`, action: "write" });

describe("all or nothing", () => {
  it("writes what is new, replaces what is to be replaced, and leaves nothing else behind", async () => {
    const folder = await project({ "a/old.ts": "old", "a/same.ts": "same" });
    await writeAll(folder, [
      write("a/b/c.ts"),
      { path: "a/old.ts", text: "newer", action: "replace" },
      { path: "a/same.ts", text: "other", action: "same" },
    ]);
    const there = { a: null, "a/b": null, "a/b/c.ts": "new a/b/c.ts\n", "a/old.ts": "newer", "a/same.ts": "same" };
    expect(await contentsOf(folder)).toEqual(there);
  });

  it("a file that has come since the plan is not overwritten, and all is as it was", async () => {
    const folder = await project({ "a/old.ts": "old", "z/mine.ts": "mine" });
    const before = await contentsOf(folder);
    const steps: Step[] = [
      write("new/one.ts"),
      { path: "a/old.ts", text: "newer", action: "replace" },
      write("z/mine.ts"),
      write("z/other.ts"),
    ];
    await expect(writeAll(folder, steps)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await contentsOf(folder)).toEqual(before);
  });

  it("a file where a folder must be: what was written before it goes, with its folders", async () => {
    const folder = await project({ z: "a file" });
    await expect(writeAll(folder, [write("a/b/c.ts"), write("z/d.ts")])).rejects.toThrow();
    expect(await contentsOf(folder)).toEqual({ z: "a file" });
  });

  it("a folder that somebody has put something into meanwhile stays with that", async () => {
    const folder = await project({ "z/mine.ts": "mine" });
    // Its text is asked for when the folder of the first is there already.
    const last: Step = {
      ...write("z/mine.ts"),
      get text() {
        writeFileSync(join(folder, "a/b/theirs.ts"), "theirs");
        return "new";
      },
    };
    await expect(writeAll(folder, [write("a/b/c.ts"), last])).rejects.toMatchObject({ code: "EEXIST" });
    expect(await contentsOf(folder)).toMatchObject({ "a/b/theirs.ts": "theirs", "z/mine.ts": "mine" });
    expect(await contentsOf(folder)).not.toHaveProperty(["a/b/c.ts"]);
  });
});
