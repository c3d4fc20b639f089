import type * as z from "zod";
import { cancelAllBody, cancelSourceBody, sweepBody, testBody } from "./control.ts";
import { type Parsed, parseBody } from "./parse.ts";
import { resumeBody, startAllBody, startSourceBody } from "./start.ts";

const commandCenter = { start: startAllBody, control: { forceCancel: cancelAllBody, sweep: sweepBody } };
const source = {
  start: startSourceBody,
  control: { forceCancel: cancelSourceBody, sweep: sweepBody, test: testBody, resume: resumeBody },
};

/** What `POST sync-command-center` may ask for, in today's words. */
export type CommandCenterCommand = z.output<typeof startAllBody | typeof cancelAllBody | typeof sweepBody>;

/** What a source's function may be asked for, in today's words. */
export type SourceCommand = z.output<
  typeof startSourceBody | typeof cancelSourceBody | typeof sweepBody | typeof testBody | typeof resumeBody
>;

/** Reads the body of `POST sync-command-center`. */
export function parseCommandCenter(body: unknown): Parsed<CommandCenterCommand> {
  return parseBody(body, commandCenter);
}

/** Reads the body of a source's function. */
export function parseSourceCommand(body: unknown): Parsed<SourceCommand> {
  return parseBody(body, source);
}
