import { readFileSync } from "node:fs";

/** What a process holds of this machine's memory, in MB; Linux alone says so. */
export function residentMb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (line === undefined) throw new Error(`process ${pid} says nothing of its memory`);
  return Number(line) / 1024;
}

/** How many MB the highest of the last third lie above the highest of the first: growth, but not the garbage between. */
export function growthMb(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3);
  if (third < 3) throw new Error(`${samples.length} samples say nothing of growth`);
  return Math.max(...samples.slice(-third)) - Math.max(...samples.slice(0, third));
}
