import { expect, it } from "vitest";
import { manualClock } from "../shared/clock.ts";
import { createLimiter } from "./limiter.ts";

it("bears so many a minute, and then refuses everything for five minutes", () => {
  const now = manualClock(0);
  const limiter = createLimiter(now);
  const ask = (times: number) => Array.from({ length: times }, () => limiter.admits({ perMinute: 2 }));
  expect(ask(2)).toEqual([true, true]);
  now.advance(60_000);
  expect(ask(3)).toEqual([true, true, false]);
  now.advance(299_999);
  expect([ask(1), limiter.bans]).toEqual([[false], 1]);
  now.advance(60_001);
  expect([ask(1), limiter.bans]).toEqual([[true], 1]);
});

it("counts without a limit too, for one that is set later", () => {
  const limiter = createLimiter(manualClock(0));
  expect([limiter.admits(undefined), limiter.admits(undefined), limiter.admits({ perMinute: 2 })]).toEqual([
    true,
    true,
    false,
  ]);
});
