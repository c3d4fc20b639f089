import type { Format } from "./format.ts";

const records = { one: "registro", many: "de registros", other: "registros" };

/** The Spanish texts about a run's state. */
export function runsEs(f: Format) {
  return {
    state: {
      idle: "En espera",
      running: "En ejecución",
      continuing: "Continuando",
      completed: "Completado",
      failed: "Fallido",
      cancelled: "Cancelado",
      stale: "Atascado",
      silent: "Sin señal",
      queued: "En cola",
      unknown: (status: string) => `estado no reconocido: ${status}`,
    },
    stateHelp: {
      idle: "No hay ninguna ejecución en curso.",
      running: "Un proceso está leyendo y guardando lotes.",
      continuing: "Guardó su avance; la siguiente llamada lo retoma sola.",
      completed: "Llegó al final: la fuente dijo que no hay más.",
      failed: "No pudo seguir. Lo guardado se conserva y se puede reintentar desde ahí.",
      cancelled: "Alguien la detuvo. Lo guardado se conserva.",
      stale: "Calló demasiadas veces y se soltó. Se puede reanudar.",
    },
    note: {
      queued: "Espera a que un proceso la tome.",
      continuing: (time: string) => `Guardó su avance; sigue a las ${time}.`,
      continuingNow: "Guardó su avance; la siguiente llamada lo retoma sola.",
      retrying: (source: string, message: string, k: number, max: number, time: string) =>
        `Error de ${source}: ${message} Intento ${f.number(k)} de ${f.number(max)}; el próximo, a las ${time}.`,
      rateLimited: (source: string, time: string) => `${source} pide esperar. Sigue a las ${time}.`,
      waiting: (time: string) => `Espera a otra sincronización. Vuelve a mirar a las ${time}.`,
      silent: (silence: string, time: string, k: number, max: number) =>
        `Sin señal desde hace ${silence}. A las ${time} se reanudará sola desde su último avance (intento ${f.number(k)} de ${f.number(max)}).`,
      silentLast: (silence: string, time: string) =>
        `Sin señal desde hace ${silence}, por última vez sin avanzar. A las ${time} se soltará como atascada; podrás reanudarla.`,
      silentQueued: (silence: string, time: string) =>
        `Nadie la toma desde hace ${silence}. A las ${time} se vuelve a llamar a un proceso.`,
      silentUnknown: (silence: string) => `Sin señal desde hace ${silence}. El próximo repaso la reanudará.`,
      lostWorker: (max: number, time: string) =>
        `Dejó de dar señal ${f.count(max, { one: "vez", many: "de veces", other: "veces" })} sin avanzar y se soltó a las ${time}. Tu progreso está seguro: puedes reanudarla.`,
      noWorker: "Nadie la tomó en 10 minutos: comprueba que los procesos estén en marcha.",
      noProgress: "25 horas sin avanzar. Tu progreso está seguro: puedes reanudarla.",
      stale: "Se soltó por falta de señal. Tu progreso está seguro: puedes reanudarla.",
      failed: (message: string, n: number) =>
        `Falló tras ${f.count(n, records)}: ${message} Reintentar sigue desde ahí.`,
      cancelled: (who: string, reason: string | null, n: number) =>
        `Cancelado por ${who}${reason === null ? "" : `: ${reason}`}, tras ${f.count(n, records)}.`,
      never: "Aún no se ha sincronizado.",
      unknown: "La máquina no conoce este estado: lo escribió otra versión, o alguien a mano.",
      unconfigured: (names: readonly string[]) => `Faltan sus credenciales en el servidor: ${f.list(names)}.`,
      misconfigured: (names: readonly string[]) => `Sus credenciales en el servidor no son válidas: ${f.list(names)}.`,
      fresh: (date: string) => `Al día hasta ${date}`,
      slower: (times: string, median: string) => `${times}× lo normal (${median})`,
      dryRun: "Ensayo: no guarda registros",
      demo: "Demo",
    },
  };
}
