import { expect, it } from "vitest";
import { serverLog } from "./log.ts";

const secret = "operator-token-0123456789";

function logged(log: "text" | "json" | undefined, watched: boolean) {
  const lines: string[] = [];
  const now = () => new Date("2026-11-27T20:00:00Z");
  const write = serverLog({ log: (line) => lines.push(line) }, { config: { log, secrets: [secret] }, watched, now });
  write(`webhook: stripe: HTTP 500 of ${secret}\nforged`, {
    level: "warn",
    event: "webhook",
    run: `r1 ${secret}`,
    tries: 2,
  });
  return lines;
}

it("an object in a line for programs, without secrets; a text cannot begin a line of its own", () => {
  for (const [line] of [logged("json", true), logged(undefined, false)]) {
    expect(line).not.toContain("\n");
    expect(JSON.parse(line ?? "")).toEqual({
      time: "2026-11-27T20:00:00.000Z",
      level: "warn",
      message: "webhook: stripe: HTTP 500 of ***\nforged",
      event: "webhook",
      run: "r1 ***",
      tries: 2,
    });
  }
});

it("a line for a person who watches, or where it is asked for, without secrets as well", () => {
  for (const [line] of [logged("text", false), logged(undefined, true)]) {
    expect(line).toBe("webhook: stripe: HTTP 500 of ***\nforged");
  }
});
