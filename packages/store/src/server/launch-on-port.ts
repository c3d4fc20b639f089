import { EmbeddedFailed } from "./errors.ts";
import { freePort, isFree } from "./free-port.ts";
import { launch, type Postmaster } from "./postmaster.ts";
import type { Prepared } from "./prepare.ts";

const TRIES = 5;

/**
 * Starts the server on the wanted port, or on the folder's last one if it is free, or on another.
 *
 * @param wanted the caller insists on this one
 * @throws EmbeddedFailed `port_taken` when the wanted port is, `start_failed`
 */
export async function launchOnPort(
  prepared: Prepared,
  wanted: number | undefined,
  log: (line: string) => void,
): Promise<{ port: number; postmaster: Postmaster }> {
  const { bundle, settings, data, user, logFile } = prepared;
  let next = wanted ?? settings.port ?? (await freePort());
  for (let tries = 1; ; tries += 1) {
    const port = next;
    try {
      if (!(await isFree(port))) throw new EmbeddedFailed("port_taken", `port ${port} of 127.0.0.1 is taken`);
      return { port, postmaster: await launch({ postgres: bundle.postgres, data, user, logFile, port }) };
    } catch (error) {
      // Somebody may have taken the port between the look and the server's own bind.
      if (wanted !== undefined || tries === TRIES || (await isFree(port))) throw error;
      next = await freePort();
      log(`port ${port} is taken: using ${next}`);
    }
  }
}
