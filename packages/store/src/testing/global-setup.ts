import { sharePool } from "./shared-pool.ts";

/**
 * For vitest's `globalSetup`: all test files of a run share one cluster of each version, started when the first test
 * asks for it and gone with the run.
 */
export default sharePool;
