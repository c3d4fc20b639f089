import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offsetPages } from "./offset-pages.ts";

/** A list of names whose answers may be changed, and what happens before each of them. */
function listOf(
  names: string[],
  before: (asked: number, offset: number) => readonly string[] | undefined = () => undefined,
) {
  let asked = 0;
  const offsets: number[] = [];
  async function fetch(offset: number) {
    asked += 1;
    offsets.push(offset);
    const instead = before(asked, offset);
    return { rows: instead ?? names.slice(offset, offset + 10), total: names.length };
  }
  return { what: "a list", pageSize: 10, idOf: (name: string) => name, fetch, offsets };
}

async function readAll(list: ReturnType<typeof listOf>): Promise<string[]> {
  const read: string[] = [];
  for await (const { rows } of offsetPages(list, null)) read.push(...rows);
  return read;
}

const numbered = (count: number) => Array.from({ length: count }, (_, n) => `row ${n}`);

describe("offsetPages", () => {
  it("reads each row once, with a short overlap, and stops at the end", async () => {
    const list = listOf(numbered(25));
    expect(await readAll(list)).toEqual(numbered(25));
    expect(list.offsets).toEqual([0, 7, 14, 21]);
    expect(await readAll(listOf([]))).toEqual([]);
    expect(await readAll(listOf(numbered(10)))).toEqual(numbered(10));
  });

  it("F35 · goes on at the right row when others were inserted before it", async () => {
    const names = numbered(25);
    const list = listOf(names, (asked) => void (asked === 2 && names.unshift("new 1", "new 2")));
    expect(await readAll(list)).toEqual(numbered(25));
  });

  it("F35 · goes on when exactly a page of others was inserted before it, and when the list has become short", async () => {
    const longer = numbered(25);
    const inserted = Array.from({ length: 7 }, (_, n) => `new ${n}`);
    expect(await readAll(listOf(longer, (asked) => void (asked === 2 && longer.unshift(...inserted))))).toEqual(
      numbered(25),
    );
    const shorter = numbered(40);
    const read = await readAll(listOf(shorter, (asked) => void (asked === 4 && shorter.splice(5))));
    expect(shorter.filter((name) => !read.includes(name))).toEqual([]);
  });

  it("F35 · steps back when more rows went missing than the overlap has", async () => {
    const names = numbered(40);
    const list = listOf(names, (asked) => void (asked === 3 && names.splice(1, 6)));
    const read = await readAll(list);
    expect(names.filter((name) => !read.includes(name))).toEqual([]);
    expect(Math.min(...list.offsets.slice(2))).toBeGreaterThan(0);
  });

  it("F35 · begins anew when none of the rows that it knew is there any more", async () => {
    const names = numbered(40);
    const list = listOf(names, (asked) => void (asked === 3 && names.splice(0, 17)));
    const read = await readAll(list);
    expect(names.filter((name) => !read.includes(name))).toEqual([]);
  });

  it("F35 · gives up for now when it has begun anew again and again", async () => {
    let names = numbered(40);
    const list = listOf([], undefined);
    const fetch = async (offset: number) => {
      if (offset > 0) names = names.map((name) => `${name}'`);
      return { rows: names.slice(offset, offset + 10), total: names.length };
    };
    await expect(readAll({ ...list, fetch })).rejects.toMatchObject({ code: "provider_unavailable", retryable: true });
  });

  it("asks once more for a page that is an earlier one, or that is cut short", async () => {
    const names = numbered(25);
    expect(await readAll(listOf(names, (asked) => (asked === 2 ? names.slice(0, 10) : undefined)))).toEqual(names);
    expect(await readAll(listOf(names, (asked) => (asked === 4 ? names.slice(21, 23) : undefined)))).toEqual(names);
  });

  it("F4 · fails when the same page comes again and again", async () => {
    const names = numbered(25);
    const list = listOf(names, (_, offset) => (offset > 0 ? names.slice(0, 10) : undefined));
    await expect(readAll(list)).rejects.toMatchObject({ code: "cursor_stuck", retryable: false });
    expect(list.offsets.length).toBeLessThan(10);
  });

  it("F35 · passes over no row that is there all the time, whatever comes and goes", async () => {
    const changes = fc.array(fc.record({ at: fc.nat(60), remove: fc.nat(5), insert: fc.nat(5) }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.nat(60), changes, async (count, history) => {
        const names = numbered(count);
        const gone = new Set<string>();
        let made = 0;
        const ahead = [...history];
        const list = listOf(names, () => {
          const { at, remove, insert } = ahead.shift() ?? { at: 0, remove: 0, insert: 0 };
          const fresh = Array.from({ length: insert }, () => `new ${made++}`);
          for (const name of names.splice(at % (names.length + 1), remove, ...fresh)) gone.add(name);
          return undefined;
        });
        const read = new Set(await readAll(list));
        expect(numbered(count).filter((name) => !gone.has(name) && !read.has(name))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
