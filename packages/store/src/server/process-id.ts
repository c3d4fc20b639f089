import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When the process `pid` was born, as an opaque text that a later process with the same pid does not share.
 * Undefined when there is no such process, or only its zombie.
 *
 * A pid alone names nobody: after a crash or a reboot the kernel gives it to somebody else.
 */
export function bornAt(pid: number): string | undefined {
  return process.platform === "linux" ? bornByProc(pid) : bornByPs(pid);
}

/** The command line of a living process, its arguments joined by spaces; undefined when it is gone. */
export function commandOf(pid: number): string | undefined {
  if (process.platform !== "linux") return ps(pid, "command=");
  return read(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim();
}

function bornByProc(pid: number): string | undefined {
  // `pid (comm) state ppid …`: comm may hold spaces and brackets, so count from the last one. proc_pid_stat(5): field 3
  // is the state, field 22 the start in ticks since boot, which is why the boot's own id belongs to the answer.
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (!fields || fields[0] === "Z" || fields[0] === "X") return undefined;
  return `${read("/proc/sys/kernel/random/boot_id")?.trim()}:${fields[19]}`;
}

function bornByPs(pid: number): string | undefined {
  const line = ps(pid, "stat=,lstart=");
  const [state, ...start] = line?.split(/\s+/) ?? [];
  return state === undefined || state.startsWith("Z") ? undefined : start.join(" ");
}

function ps(pid: number, format: string): string | undefined {
  const { status, stdout } = spawnSync("ps", ["-o", format, "-p", String(pid)], { encoding: "utf8" });
  return status === 0 && stdout.trim() !== "" ? stdout.trim() : undefined;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // the process ended between two looks, or never was
  }
}
