import type { Format } from "./format.ts";

/** The Spanish texts of a run's diagram and of its page. */
export function chartEs(f: Format) {
  return {
    chart: {
      machine: "Máquina",
      title: (source: string) => `Máquina de estados de la ejecución de ${source}`,
      live: "Vivo (cancelable)",
      now: "ahora",
      state: (state: string) => `Estado actual: ${state}.`,
      stateAt: (state: string, time: string) => `Estado a las ${time}: ${state}.`,
      path: (states: readonly string[]) => `Recorrido: ${states.join(", ")}.`,
      steps: (n: number) => `${f.count(n, { one: "paso", many: "de pasos", other: "pasos" })} más`,
      illegal: "este paso no está en la máquina",
      illegalSteps: (list: readonly string[]) => `Pasos que no están en la máquina: ${f.list(list)}.`,
      step: (from: string, event: string, to: string) => `${from} → ${event} → ${to}`,
      scroll: "Diagrama de la máquina",
      loading: "Cargando el diagrama…",
      show: "Ver diagrama",
      hide: "Ocultar diagrama",
    },
    travel: {
      banner: (time: string) => `Estás viendo las ${time}`,
      now: "Volver a ahora",
      back: "Un paso atrás",
      forward: "Un paso adelante",
      see: (time: string, event: string) => `Ver las ${time}, ${event}`,
      isNow: "De vuelta en ahora.",
      first: "Es el primer paso",
      last: "Ya es ahora",
    },
    steps: {
      reason: "Motivo",
      illegal: "no está en la máquina",
      resumed: "desde donde quedó otra ejecución",
      yield: {
        budget: "su tiempo por turno se acabó",
        rate_limited: "la fuente pide esperar",
        retry: "reintenta más tarde",
        dependency: "espera a otra sincronización",
      },
      refused: {
        fenced: "ya no tenía permiso de escribir",
        not_due: "aún no era su hora",
        held: "otro proceso la tenía",
        terminal: "ya había terminado",
        out_of_order: "no era el lote que seguía",
        not_expired: "aún daba señal",
        exhausted: "sus intentos se acabaron",
        illegal: "la máquina no lo permite",
        not_found: "esa ejecución no existe",
        invalid: "no se entiende",
        repeated: "repetido",
      },
    },
    batches: {
      title: "Lotes",
      n: "Lote",
      took: "Duración",
      cursor: "Cursor",
      state: "Guardado",
      saved: "guardado",
      refused: "rechazado",
      empty: "Aún no hay lotes.",
    },
    data: {
      title: "Datos",
    },
  };
}
