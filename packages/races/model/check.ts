import { spawnSync } from "node:child_process";
import { eventTypes, states } from "@sincro/machine";
import { type Configuration, configurations, quickConfigurations } from "./configurations.ts";
import { type Mutant, mutants } from "./mutants.ts";
import { type Result, search } from "./spin.ts";
import { machineSteps, sentence } from "./transitions.ts";

/** Checks the formal model: `--quick` its small configurations, `--mutants` that it finds each seeded defect. */
const given = new Set(process.argv.slice(2));
const figures = new Intl.NumberFormat("en");
let failed = false;

function say({ name }: Pick<Configuration, "name">, { states, depth, errors, memoryMb, seconds }: Result): void {
  const found = `${figures.format(states)} states, depth ${figures.format(depth)}, ${errors} errors`;
  console.log(`proof: model: ${name}: ${found}, ${figures.format(memoryMb)} MB, ${Math.round(seconds)} s`);
}

function complain(problem: string, trail: readonly string[] = []): void {
  failed = true;
  console.error([`model: ${problem}`, ...trail.map((step) => `  ${step}`)].join("\n"));
}

async function holds(configuration: Configuration): Promise<void> {
  const result = await search(configuration);
  say(configuration, result);
  const { errors, cutShort, states: count, trail, taken } = result;
  if (errors > 0) complain(`${configuration.name}: a promise is broken`, trail);
  if (cutShort !== null) complain(`${configuration.name}: not exhaustive: ${cutShort}`);
  if (errors === 0 && count < configuration.leastStates) complain(`${configuration.name}: only ${count} states`);
  if (configuration.defines.includes("COVER")) allTaken(taken);
}

/** The model takes every step that the machine has; that it takes no other is asserted in it. */
function allTaken(taken: readonly string[]): void {
  const steps = machineSteps();
  const known = new Set(taken);
  const missing = steps.filter(
    ({ from, event, to }) => !known.has(`${states.indexOf(from)} ${eventTypes.indexOf(event)} ${states.indexOf(to)}`),
  );
  if (missing.length > 0)
    complain(`steps of the machine that the model never takes: ${missing.map(sentence).join(", ")}`);
  else console.log(`proof: model: all ${steps.length} steps of the machine taken, and no other`);
}

async function kills({ name, defect, configuration }: Mutant): Promise<void> {
  const { errors, trail, seconds } = await search(configuration, true);
  if (!(errors > 0)) return complain(`${name}: not found: ${defect}`);
  console.log([`${name}: ${defect}`, ...trail.map((step) => `  ${step}`)].join("\n"));
  console.log(`proof: model: defect ${name} found, ${Math.round(seconds)} s`);
}

/** Two at a time: as many as the machine that this was measured on has cores. */
async function inPairs<T>(all: readonly T[], each: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await each(one);
  };
  await Promise.all([worker(), worker()]);
}

if (spawnSync("spin", ["-V"]).error !== undefined || spawnSync("gcc", ["--version"]).error !== undefined) {
  console.error("missing: spin, the model checker, or gcc; install them: apt-get install spin gcc libc6-dev");
  process.exit(1);
}
if (given.has("--mutants")) await inPairs(mutants, kills);
else await inPairs(given.has("--quick") ? quickConfigurations : configurations, holds);
if (failed) process.exitCode = 1;
