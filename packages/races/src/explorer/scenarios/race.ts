import type { ExploreOptions } from "../explore.ts";
import type { Scenario, Scope, Statement } from "../scenario.ts";
import { start } from "./people.ts";

/** A scenario of the protocol, with what it is explored with. */
export interface Race extends Scenario, Pick<ExploreOptions, "settings" | "alike" | "allows"> {}

/** No lease lasts: every deadline has passed as soon as it is set, and every sweep may take every run. */
export const hasty = { "sincro.lease_ms": "0", "sincro.pickup_grace_ms": "0" };

/** A run that w1 holds, under fence 2. */
export const held = (scope: Scope): readonly Statement[] => [start(scope, "before", ", p_worker => 'w1'")];

const lease = (ms: string): Statement => ({ say: "", sql: `select set_config('sincro.lease_ms', '${ms}', false)` });

/** A run that w1 holds, whose deadline has passed; from now on leases are long. */
export const late = (scope: Scope): readonly Statement[] => [lease("0"), ...held(scope), lease("")];

/** A run that nobody has claimed. */
export const waiting = (scope: Scope): readonly Statement[] => [start(scope, "before")];

/** A scope beside the first one. */
export const beside = ({ source }: Scope): Scope => ({ source, account: "beside" });

/** Refusals of hand-written SQL are errors. */
export const handWritten =
  (name: string): NonNullable<ExploreOptions["allows"]> =>
  ({ actor }, code) =>
    actor === name && code.startsWith("SY");
