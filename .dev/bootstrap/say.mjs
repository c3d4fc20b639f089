/**
 * One line for the person at the terminal. On stderr: stdout belongs to the command (`status --json` is piped).
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`sincro: ${line}\n`);
}

/**
 * Says what is going on and, at the end, how long it took. On a terminal the seconds count up in place.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function sayWhile(what, work) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  const live = process.stderr.isTTY === true;
  if (!live) say(`${what} …`);
  const draw = () => process.stderr.write(`\r\x1b[2Ksincro: ${what} … ${seconds()}`);
  const timer = live ? setInterval(draw, 100) : undefined;
  const end = (/** @type {string} */ mark) => {
    clearInterval(timer);
    process.stderr.write(`${live ? "\r\x1b[2K" : ""}sincro: ${what} ${mark} ${seconds()}\n`);
  };
  try {
    const result = await work();
    end("✓");
    return result;
  } catch (error) {
    end("✗");
    throw error;
  }
}
