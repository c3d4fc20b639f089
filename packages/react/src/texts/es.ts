import { errorsEs } from "./errors-es.ts";
import { chartEs } from "./es-chart.ts";
import { flowsEs } from "./es-flows.ts";
import { runsEs } from "./es-runs.ts";
import { scheduleEs } from "./es-schedule.ts";
import type { Format } from "./format.ts";

const runs = { one: "ejecución", many: "de ejecuciones", other: "ejecuciones" };
const records = { one: "registro", many: "de registros", other: "registros" };

/** The Spanish texts, which are the source of the others: what is missing in another language does not compile. */
export function es(f: Format) {
  return {
    app: {
      title: "Centro de sincronización",
      skip: "Saltar al contenido",
      sources: "Fuentes",
      notices: "Avisos",
      language: "Idioma",
      theme: "Tema",
      themes: { system: "Sistema", light: "Claro", dark: "Oscuro" },
      close: "Cerrar",
      details: "Detalles",
      copyDetails: "Copiar detalles",
      copied: "Copiado",
      unknownCode: (code: string) => `Falló con el código «${code}».`,
      retry: "Reintentar",
      back: "Volver al inicio",
      notFound: "Aquí no hay ninguna página.",
      broken: "Esta parte no se pudo mostrar. Lo demás sigue funcionando.",
      brokenPage: "La página no se pudo mostrar. Tus sincronizaciones siguen en el servidor.",
    },
    sync: {
      all: "Sincronizar todo",
      allOf: (range: string) => `Sincronizar todo · ${range}`,
      one: "Sincronizar",
      view: "Ver",
      cancel: "Cancelar",
      resume: "Reanudar",
      retry: "Reintentar",
      range: {
        today: "Hoy",
        "7d": "Últimos 7 días",
        month: "Último mes",
        full: "Todo el historial",
        range: "Fechas elegidas",
      },
      rangeShort: { today: "Hoy", "7d": "7 días", month: "Mes", full: "Todo el historial", range: "Fechas elegidas" },
      choose: "Elegir rango",
      starting: "Iniciando…",
      running: (live: number, all: number) => `Sincronizando ${f.number(live)} de ${f.number(all)}`,
      started: (list: readonly string[]) => `Sincronización iniciada: ${f.list(list)}`,
      notStarted: (list: readonly string[]) => `No se iniciaron: ${f.list(list)}`,
      unconfigured: (list: readonly string[]) => `Sin credenciales: ${f.list(list)}`,
      error: (reason: string) => `No se inició nada: ${reason}`,
    },
    cancel: {
      all: (n: number) => `Cancelar todo (${f.number(n)})`,
      none: "No hay nada en curso",
      ask: {
        title: (n: number) => `¿Cancelar ${f.count(n, runs)}?`,
        item: (source: string, state: string, n: number) => `${source}: ${state.toLowerCase()}, ${f.count(n, records)}`,
        body: "Lo ya guardado se conserva. Ningún proceso guardará otro lote después de esto.",
        gone: "Terminaron mientras lo mirabas: no queda nada que cancelar.",
        no: "Volver",
        yes: (n: number) => `Cancelar ${f.count(n, runs)}`,
      },
      doing: "Cancelando syncs…",
      doingOne: "Cancelando…",
      doneAll: (n: number, list: readonly string[]) => `Todos los syncs cancelados (${f.number(n)}): ${f.list(list)}.`,
      done: (n: number, list: readonly string[]) =>
        `${f.count(n, {
          one: "ejecución cancelada",
          many: "de ejecuciones canceladas",
          other: "ejecuciones canceladas",
        })}: ${f.list(list)}.`,
      already: (list: readonly string[]) => `${f.list(list)} ya ${list.length === 1 ? "había" : "habían"} terminado.`,
      nothing: "No había nada en curso: no se canceló nada.",
      unconfirmed: (n: number, m: number) =>
        `${f.count(n, { one: "cancelada", many: "de canceladas", other: "canceladas" })}; ${f.count(m, {
          one: "proceso aún no confirma que paró. Ya no puede guardar nada.",
          many: "de procesos aún no confirman que pararon. Ya no pueden guardar nada.",
          other: "procesos aún no confirman que pararon. Ya no pueden guardar nada.",
        })}`,
      stopped: (n: number, took: string) =>
        n === 1 ? `Su proceso paró en ${took}.` : `Sus ${f.number(n)} procesos pararon en ${took}.`,
      rejected: (k: number) =>
        f.count(k, {
          one: "lote que venía en camino fue rechazado.",
          many: "de lotes que venían en camino fueron rechazados.",
          other: "lotes que venían en camino fueron rechazados.",
        }),
      error: (reason: string) => `No se canceló nada: ${reason}`,
    },
    clean: {
      stuck: (n: number) => `Limpiar syncs atascados (${f.number(n)})`,
      none: "No hay syncs atascados",
      doing: "Limpiando…",
      done: (n: number) =>
        `${f.count(n, {
          one: "atascada liberada",
          many: "de atascadas liberadas",
          other: "atascadas liberadas",
        })}. Las demás siguen.`,
      nothing: "No había nada que liberar: ya se reanudó sola.",
      error: (reason: string) => `No se limpió nada: ${reason}`,
    },
    conflict: {
      title: "Ya hay una sincronización en curso",
      body: (source: string, state: string, duration: string, who: string) =>
        `${source} (${state.toLowerCase()}, desde hace ${duration}, la inició ${who})`,
      ended: (source: string) => `${source} ya terminó`,
      silent: (silence: string, time: string) =>
        `Sin señal desde hace ${silence}; se reanudará sola a las ${time}, o puedes reiniciar sin perder datos.`,
      restart: "Cancelar y reiniciar",
      restarting: "Reiniciando…",
      watch: "Ver progreso",
      keep: "Seguir con la actual",
      start: "Iniciar ahora",
      gone: "Terminó mientras lo mirabas. Iniciando…",
      over: "Ya no está en curso.",
      error: (reason: string) => `No se reinició nada: ${reason}`,
    },
    ...runsEs(f),
    ...chartEs(f),
    ...flowsEs(f),
    ...scheduleEs(),
    card: {
      records: (n: number) => f.count(n, records),
      recordsWord: (n: number) => f.noun(n, records),
      ofAbout: (n: number) => `de ~${f.number(n)}`,
      batches: "Lotes",
      elapsed: "Transcurrido",
      duration: "Duración",
      lastBeat: "Último latido",
      ended: "Terminó",
      nothing: "—",
      progressKnown: (source: string, n: number, total: number) =>
        `${source}: ${f.count(n, records)} de unos ${f.number(total)}`,
      progressUnknown: (source: string, n: number) => `${source}: ${f.count(n, records)}, total desconocido`,
      seeRun: (source: string) => `Ver la ejecución de ${source}`,
      act: (action: string, source: string) => `${action}: ${source}`,
    },
    results: {
      title: "Resultados",
      filter: "Filtrar por estado",
      filters: {
        all: "Todas",
        live: "Vivas",
        completed: "Completadas",
        failed: "Fallidas",
        cancelled: "Canceladas",
        stale: "Atascadas",
      },
      source: "Fuente",
      state: "Estado",
      records: "Registros",
      duration: "Duración",
      started: "Empezó",
      who: "Quién",
      actions: "Acciones",
      inserted: (n: number) => f.count(n, { one: "nuevo", many: "de nuevos", other: "nuevos" }),
      updated: (n: number) => f.count(n, { one: "actualizado", many: "de actualizados", other: "actualizados" }),
      empty: "Aún no hay ejecuciones. Pulsa «Sincronizar todo» para hacer la primera.",
      emptyFilter: "Ninguna ejecución en este estado.",
      more: "Cargar más",
      loading: "Cargando…",
      end: "No hay más ejecuciones.",
      error: (reason: string) => `No se pudo actualizar la lista: ${reason}`,
      open: (source: string, when: string) => `${source}, ${when}`,
    },
    run: {
      summary: (range: string, who: string, when: string) => `${range}. La inició ${who}, ${when}.`,
      panel: "Ejecución",
      transitions: "Transiciones",
      time: "Hora",
      from: "De",
      event: "Evento",
      to: "A",
      took: "Duró",
      empty: "Aún no ha empezado.",
      more: (n: number) => `Mostrar ${f.number(n)} más`,
      refused: (reason: string) => `rechazado: ${reason}`,
    },
    who: {
      worker: "Proceso",
      system: "El sistema",
      schedule: "Programado",
      bySystem: "el sistema",
      bySchedule: "la programación",
      operator: "Operador",
    },
    live: {
      on: "En vivo",
      connecting: "Conectando…",
      reconnecting: (age: string) => `Reconectando… datos de hace ${age}`,
      polling: (seconds: number) => `Consultando cada ${f.number(seconds)} s`,
      off: "Sin conexión",
      offAge: (age: string) => `Sin conexión · datos de hace ${age}`,
      paused: "En pausa",
      pause: "Pausar la vista",
      resume: "Seguir en vivo",
      signedOut: "Sesión cerrada",
      sweepStopped: (age: string) =>
        `El repaso de ejecuciones está parado desde hace ${age}: nada se reanuda solo. Comprueba que el servidor esté en marcha.`,
    },
    demo: {
      notice: (list: readonly string[]) =>
        `${f.list(list)}: datos de demostración, inventados. Pon tus claves en el archivo .env y vuelve a arrancar para usar los tuyos.`,
    },
    session: {
      title: "Inicia sesión",
      body: "Abre el enlace que imprime «npm start» en esta misma ventana, o pega aquí la clave de operador.",
      kept: "Nada se ha perdido: la página sigue como estaba.",
      token: "Clave de operador",
      email: "Correo electrónico",
      password: "Contraseña",
      wrongPassword: "El correo o la contraseña no son correctos.",
      enter: "Entrar",
      entering: "Entrando…",
      wrong: "Esa clave no es la de este servidor.",
    },
    keys: {
      title: "Atajos de teclado",
      open: "Atajos",
      enabled: "Usar atajos de una sola tecla",
      syncAll: "Sincronizar todo",
      cancelAll: "Cancelar todo",
      nth: "Abrir la fuente número n",
      move: "Fila siguiente / anterior en Resultados",
      enter: "Abrir la fila",
      travel: "Un paso atrás / adelante, en la máquina y sus transiciones",
      now: "Volver a ahora",
      notices: "Ir a los avisos",
      confirm: "Confirmar el diálogo",
      help: "Esta hoja",
    },
    sr: {
      state: (source: string, state: string) => `${source}: ${state}`,
    },
    error: errorsEs,
  };
}

/** Every text of the product. A language that lacks one is a compile error. */
export type Messages = ReturnType<typeof es>;
