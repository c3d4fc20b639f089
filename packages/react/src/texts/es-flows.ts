import type { Format } from "./format.ts";

/** The Spanish texts about how fast a run goes, what the results hold, and the policy. */
export function flowsEs(f: Format) {
  return {
    pace: {
      perSecond: (n: number) => `${f.number(n)} registros/s`,
      perMinute: (n: number) => `${f.number(n)} registros/min`,
      left: (duration: string) => `suele tardar ${duration} más`,
      wait: (duration: string) => `Faltan ${duration}.`,
    },
    resultsOf: {
      end: "No hay más ejecuciones.",
      layout: "Cómo se muestran",
      table: "Tabla",
      list: "Lista",
      everySource: "Todas las fuentes",
      only: (source: string) => `Solo ${source}`,
    },
    test: {
      of: (source: string) => `Probar la conexión con ${source}`,
      doing: (source: string) => `Probando la conexión con ${source}…`,
      good: (account: string | null) => (account === null ? "Conexión correcta." : `Conexión correcta: ${account}.`),
      rests: (duration: string) => `Pide esperar ${duration}.`,
      refused: (why: string) => `La prueba no pasó: ${why}`,
      notAsked: (why: string) => `No se pudo probar: ${why}`,
    },
    policyOf: {
      title: "Reglas en vigor",
      line: (lease: string, sweep: string, silences: number, attempts: number) =>
        `Sin señal tras ${lease}; repaso cada ${sweep}; se suelta a los ${f.number(silences)} silencios; ${f.number(attempts)} intentos por error.`,
    },
  };
}
