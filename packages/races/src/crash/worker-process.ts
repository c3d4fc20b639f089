import { type ChildProcess, fork, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Order, Told, WorkerConfig } from "./protocol.ts";

const program = fileURLToPath(new URL("./worker.fixture.ts", import.meta.url));
const wrongClock = new URL("./wrong-clock.fixture.ts", import.meta.url).href;

/** Node's own place for compiled code: hundreds of workers load the same. */
const compiled = join(tmpdir(), "node-compile-cache");

/** How long a test waits for a word of a worker before it gives up loudly, in milliseconds. */
const patienceMs = 60_000;

/** A worker process from the outside. It dies with this process, and with {@link WorkerProcess.end}. */
export class WorkerProcess {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #words: Told[] = [];
  #heard = () => {};
  #stderr = "";

  /** @param clockErrorMs by how much its wall clock is wrong, in milliseconds */
  constructor(config: WorkerConfig, clockErrorMs = 0) {
    this.name = config.name;
    this.#child = fork(program, [JSON.stringify(config)], {
      execArgv: clockErrorMs === 0 ? [] : ["--import", wrongClock],
      env: { PATH: process.env.PATH, CLOCK_ERROR_MS: String(clockErrorMs), NODE_COMPILE_CACHE: compiled },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.on("data", (chunk) => (this.#stderr += chunk));
    this.#child.on("message", (told) => this.#tell(told as Told));
    this.#child.on("exit", (_, signal) => this.#tell({ kind: "gone", signal }));
  }

  /** Gives an order. */
  order(order: Order): void {
    this.#child.send(order);
  }

  /** The next thing it tells. @throws when it tells nothing for a minute, or that something failed */
  async word(): Promise<Told> {
    const giveUp = setTimeout(() => this.#tell({ kind: "failed", message: "not a word for a minute" }), patienceMs);
    while (this.#words.length === 0) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
    clearTimeout(giveUp);
    const told = this.#words.shift() as Told;
    if (told.kind === "failed") throw new Error(`the worker: ${told.message}\n${this.#stderr}`);
    return told;
  }

  /** The next thing it tells, which must be of this kind. */
  async expect<K extends Told["kind"]>(kind: K): Promise<Extract<Told, { kind: K }>> {
    const told = await this.word();
    if (told.kind !== kind) throw new Error(`expected ${kind}, and it told ${JSON.stringify(told)}\n${this.#stderr}`);
    return told as Extract<Told, { kind: K }>;
  }

  /** Kills it, at whatever it is. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    while ((await this.word()).kind !== "gone");
  }

  /** Stops it in its tracks, as a paused machine does. The answer lets it go on. */
  freeze(): () => void {
    // Frozen it cannot see that its parent is gone: a shell sees it, because the pipe closes.
    const { pid } = this.#child;
    const guard = spawn("/bin/sh", ["-c", `read -r thawed || kill -9 ${pid}`], { stdio: ["pipe", "ignore", "ignore"] });
    this.#child.kill("SIGSTOP");
    return () => {
      if (guard.stdin.writableEnded) return;
      this.#child.kill("SIGCONT");
      guard.stdin.end("thawed\n");
    };
  }

  /** Ends it. Resolves when it is gone. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGKILL");
    await gone;
  }

  #tell(told: Told): void {
    this.#words.push(told);
    this.#heard();
  }
}
