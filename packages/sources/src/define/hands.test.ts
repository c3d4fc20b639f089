import { describe, expect, it } from "vitest";
import { SourceError } from "../errors.ts";
import { hands } from "./hands.ts";

/** Generators whose values a test gives, by the name of their task. */
function given() {
  const asked: string[] = [];
  const ended: string[] = [];
  const answers = new Map<string, PromiseWithResolvers<number | "over">>();
  async function* begin(task: string): AsyncGenerator<number, void, undefined> {
    try {
      for (;;) {
        asked.push(task);
        const answer = Promise.withResolvers<number | "over">();
        answers.set(task, answer);
        const value = await answer.promise;
        if (value === "over") return;
        yield value;
      }
    } finally {
      ended.push(task);
    }
  }
  const of = (task: string) => answers.get(task) as PromiseWithResolvers<number | "over">;
  return {
    asked,
    ended,
    arrivals: hands(begin),
    answer: (task: string, value: number | "over") => of(task).resolve(value),
    fail: (task: string, error: unknown) => of(task).reject(error),
  };
}

const down = (retryable: boolean) => new SourceError("provider_unavailable", "down", { retryable });

describe("hands", () => {
  it("give values as they come, whoever was asked first", async () => {
    const { arrivals, answer, asked } = given();
    for (const task of ["a", "b", "c"]) arrivals.take(task);
    expect(asked).toEqual(["a", "b", "c"]);
    answer("c", 3);
    expect(await arrivals.next()).toEqual({ task: "c", value: 3 });
    answer("b", 2);
    answer("a", 1);
    expect([await arrivals.next(), await arrivals.next()]).toEqual([
      { task: "b", value: 2 },
      { task: "a", value: 1 },
    ]);
    expect([...arrivals.busy]).toEqual(["a", "b", "c"]);
  });

  it("ask a task again only when told to, and say when it has ended", async () => {
    const { arrivals, answer, asked } = given();
    arrivals.take("a");
    answer("a", 1);
    await arrivals.next();
    expect(asked).toEqual(["a"]);
    arrivals.ask("a");
    expect(asked).toEqual(["a", "a"]);
    answer("a", "over");
    expect(await arrivals.next()).toEqual({ task: "a", value: undefined });
  });

  it("have nothing when nobody was asked", async () => {
    const { arrivals, answer } = given();
    expect(await arrivals.next()).toBeNull();
    arrivals.take("a");
    answer("a", 1);
    await arrivals.next();
    arrivals.drop("a");
    expect([await arrivals.next(), arrivals.busy.size]).toEqual([null, 0]);
  });

  it("F31 · after a failure that may pass give what was asked before, ask nobody any more, and then fail", async () => {
    const { arrivals, answer, fail, asked } = given();
    for (const task of ["a", "b"]) arrivals.take(task);
    fail("a", down(true));
    const next = arrivals.next();
    answer("b", 2);
    expect(await next).toEqual({ task: "b", value: 2 });
    arrivals.ask("b");
    arrivals.take("c");
    expect(asked).toEqual(["a", "b"]);
    await expect(arrivals.next()).rejects.toThrow("down");
  });

  it.each([
    ["a failure that stays", down(false)],
    ["what is no failure of the provider", new Error("fenced")],
  ])("F31 · after %s fail at once, behind what is there already", async (_, error) => {
    const { arrivals, answer, fail } = given();
    for (const task of ["a", "b", "c"]) arrivals.take(task);
    answer("b", 2);
    fail("a", error);
    expect(await arrivals.next()).toEqual({ task: "b", value: 2 });
    await expect(arrivals.next()).rejects.toBe(error);
  });

  it("F31 · tell the first of two failures", async () => {
    const { arrivals, fail } = given();
    for (const task of ["a", "b"]) arrivals.take(task);
    fail("b", down(true));
    fail("a", new Error("later"));
    await expect(arrivals.next()).rejects.toThrow("down");
  });

  it("F21 · come to rest: those that were dropped, those that wait, and those that fail at it", async () => {
    const { arrivals, answer, fail, ended } = given();
    for (const task of ["a", "b", "c"]) arrivals.take(task);
    answer("a", 1);
    await arrivals.next();
    arrivals.drop("a");
    const rest = arrivals.rest();
    answer("b", 2);
    fail("c", new Error("stopped"));
    await rest;
    expect(ended.sort()).toEqual(["a", "b", "c"]);
  });
});
