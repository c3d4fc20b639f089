/** What a person reads while the workspace sets itself up, in the language of their terminal. */
const english = {
  waiting: (/** @type {number} */ pid) => `another set-up is running (process ${pid}); waiting for it`,
  fetchPnpm: (/** @type {string} */ version) => `fetching pnpm ${version}`,
  install: { start: "installing what Sincro runs on", full: "installing everything, development tools included" },
  buildPage: "building the page",
  failed: (/** @type {string} */ what, /** @type {string} */ why) => `${what} failed: ${why}`,
  needsNode24: (/** @type {string} */ running) =>
    `Node 24 comes with the packages on Linux (x64 and arm64, glibc) only; here please install Node 24 or newer yourself (this is ${running}).`,
  unknownCommand: (/** @type {string} */ name, /** @type {string} */ known) =>
    `sincro: unknown command "${name}"; the commands are ${known}.`,
};

/** @type {typeof english} */
const spanish = {
  waiting: (pid) => `otra instalación está en marcha (proceso ${pid}); esperando a que termine`,
  fetchPnpm: (version) => `descargando pnpm ${version}`,
  install: { start: "instalando lo que Sincro necesita", full: "instalando todo, con las herramientas de desarrollo" },
  buildPage: "construyendo la página",
  failed: (what, why) => `${what}: error: ${why}`,
  needsNode24: (running) =>
    `Node 24 viene con los paquetes solo en Linux (x64 y arm64, glibc); aquí instale usted Node 24 o posterior (este es ${running}).`,
  unknownCommand: (name, known) => `sincro: orden desconocida «${name}»; las órdenes son ${known}.`,
};

/**
 * POSIX order: the first of LC_ALL, LC_MESSAGES and LANG that is set decides.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function textsFor(env) {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^es([_.@-]|$)/i.test(locale) ? spanish : english;
}

export const text = textsFor(process.env);
