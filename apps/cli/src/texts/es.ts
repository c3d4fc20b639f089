import type { InvariantName } from "@sincro/store/invariants";
import { es as adopt } from "./adopt/es.ts";
import { es as init } from "./init/es.ts";
import { es as schedule } from "./schedule/es.ts";

/** The command line's own words; those it shares with the page come from the page's catalogue. */
export const es = {
  noServer: "No hay ningún servidor en marcha: este proceso trabaja hasta terminar.",
  noServerLook: "No hay ningún servidor en marcha: las ejecuciones esperan hasta el próximo arranque.",
  handsOver: "Interrumpido: la ejecución se entrega y sigue con el próximo arranque.",
  leaves: "La ejecución sigue en el servidor.",
  nothingYet: "Aún no hay ejecuciones.",
  nothingActive: "No hay nada en curso.",
  cancelled: (source: string, id: string, records: string) => `${source}  ${id}  cancelada, ${records}`,
  alreadyOver: (source: string, id: string, state: string) => `${source}  ${id}  ya había terminado: ${state}`,
  swept: (expired: number, released: number, dispatched: number) =>
    `Repaso hecho: ${expired} reanudadas, ${released} liberadas, ${dispatched} llamadas a un proceso.`,
  migrated: (names: string) => `Base de datos al día. Aplicado: ${names}.`,
  upToDate: (version: number) => `La base de datos ya está al día (versión ${version}).`,
  holder: (source: string, state: string, who: string, since: string, records: string) =>
    `${source}: ya en curso (${state}, la inició ${who} hace ${since}, ${records}).`,
  choices:
    "Qué hacer: «sincro sync … --on-conflict attach» para seguirla, «sincro restart …» para cancelarla y empezar, o esperar.",
  unconfigured: (source: string, names: string) => `${source}: sin credenciales (${names}).`,
  refused: (source: string, detail: string) => `${source}: no se inició. ${detail}`,
  alert: (title: string, state: string, records: string, took: string, why: string | null) =>
    `Sincro · ${title}: ${state.toLowerCase()} (${records}, ${took})${why === null ? "." : `. ${why}`}`,
  needsAll: "Di qué cancelar: una fuente, el id de una ejecución, o --all.",
  notUuidNorSource: (word: string, known: string) => `«${word}» no es una fuente (${known}) ni el id de una ejecución.`,
  sweepAge: (age: string) => `Último repaso: hace ${age}.`,
  sweepNever: "Aún no ha habido ningún repaso.",
  config: "Configuración",
  configWrong: "La configuración no es válida:",
  expected: (variable: string, what: string) => `  ${variable}: se espera ${what}`,
  doctor: {
    ok: "bien",
    warn: "aviso",
    error: "error",
    node: "Node",
    database: "Base de datos",
    schema: "Esquema",
    sweep: "Repaso",
    server: "Servidor",
    policy: "Política",
    silences: "Tramos perdidos",
    source: (title: string) => `Fuente ${title}`,
    serverNone: "ninguno en marcha: nada se reanuda hasta que arranque",
    serverCron: "ninguno aquí: la base de datos llama a las funciones",
    sweepOld: (age: string) => `parado desde hace ${age}`,
    sweepServer: "reinicia el servidor («sincro serve»): su repaso se ha parado",
    sweepJob: "mira la línea del horario: pg_cron llama, y el repaso no se hace",
    sweepNobody: "nadie repasa: arranca «sincro serve», o haz que lo llame la base de datos («select sync_schedule()»)",
    schedule: "Horario",
    scheduleNone: (version: string) => `pg_cron ${version} está, y no llama a nadie («select sync_schedule()» lo pone)`,
    scheduleOn: (schedule: string, version: string) => `cada ${schedule.replace("seconds", "s")} (pg_cron ${version})`,
    scheduleMinute: (version: string, bound: string) =>
      `cada minuto (pg_cron ${version}): un proceso muerto se nota en ${bound} como mucho; desde pg_cron 1.5, «select sync_schedule()» lo baja a cada 30 s`,
    scheduleOff: "el trabajo está desactivado: «select sync_schedule()» lo vuelve a poner",
    scheduleLacks: (names: string) => `falta ${names}: «select sync_schedule()» dice qué hacer`,
    scheduleFailed: (message: string) => `la última llamada falló: ${message}`,
    scheduleRefused: (status: number) =>
      `las funciones rechazan la llamada (HTTP ${status}): el SINCRO_CRON_TOKEN de Vault no es el suyo`,
    scheduleAnswer: (what: string) => `las funciones no hicieron el repaso (${what}): mira SUPABASE_URL en Vault`,
    accepted: (account: string | null) => `credenciales aceptadas${account === null ? "" : ` (${account})`}`,
    resting: (time: string) => `credenciales aceptadas; el proveedor pidió un descanso de ${time}`,
    demo: "proveedor de demostración: datos inventados",
    policyDefault: "la de fábrica",
    lost: (n: number) =>
      n === 0
        ? "ninguno en 24 horas"
        : `${n} en 24 horas: su proceso murió o se colgó (¿un límite de la plataforma?); la ejecución siguió desde su cursor`,
    silent: (n: number) => `${n} ejecuciones en silencio`,
    versionOther: (server: string, own: string) => `el servidor es ${server}, este programa ${own}`,
  },
  import: {
    onlyManychat: (word: string) => `De «${word}» no se importa ningún archivo: solo de manychat.`,
    badAccount: "La cuenta es un nombre de 1 a 200 caracteres.",
    noFile: (file: string, code: string) => `No se puede leer «${file}» (${code}).`,
    noId: (header: string) =>
      `El archivo no tiene ninguna columna con el id del suscriptor («id», «Subscriber ID», «ID de contacto» …). Tiene: ${header || "nada"}.`,
    broken: (line: number) => `Desde la línea ${line} el archivo no se puede leer como CSV: mira sus comillas.`,
    notUtf8: "El archivo no está en UTF-8: se lee como Windows-1252, que es como lo escribe Excel.",
    receipt: (
      file: string,
      n: { rows: number; inserted: number; updated: number; unchanged: number; skipped: number },
    ) =>
      `${file}: ${n.rows} filas. ${n.inserted} nuevas, ${n.updated} cambiadas, ${n.unchanged} iguales, ${n.skipped} sin importar.`,
    line: (line: number, why: string) => `  línea ${line}: ${why}`,
    more: (n: number) => `  … y ${n} más`,
    reasons: {
      noId: () => "no tiene id",
      mangledId: () => "la hoja de cálculo redondeó su id: da formato de texto a la columna y exporta de nuevo",
      badId: () => "su id no es un número",
      tooManyCells: () => "tiene más celdas que el encabezado",
      repeated: (before: number) => `su id ya está en la línea ${before}`,
    },
  },
  adopt,
  init,
  schedule,
  check: {
    noTables: "Esta base de datos no tiene las tablas de Sincro: «sincro migrate» las crea.",
    more: (n: number) => `… y ${n} más («--json» las muestra todas)`,
    holds: (n: number) => `Se cumplen las ${n} promesas.`,
    broken: (n: number) => `Incumplimientos: ${n}.`,
    promises: {
      "one-active-run": "Un ámbito tiene como mucho una ejecución activa, y nunca tuvo dos a la vez.",
      "known-words": "El estado, el modo y el motivo de una espera son palabras de la máquina.",
      "no-negative-counts": "Ningún contador de una ejecución es negativo.",
      "active-has-deadline": "Toda ejecución activa tiene un plazo.",
      "holder-is-bounded": "Quien tiene una ejecución la tiene como mucho hasta el final de su tramo.",
      "ended-holds-nothing":
        "Una ejecución terminada tiene el momento de su final, y ni proceso, ni plazo, ni espera, ni tramo.",
      "history-is-a-path":
        "La historia de una ejecución es un camino de la máquina, desde START hasta donde está su fila.",
      "ended-for-good": "Una ejecución que ha terminado no vuelve a cambiar.",
      "fence-moves-on":
        "La valla (fence) nunca baja, y sube en uno cada vez que el derecho a escribir cambia de manos.",
      "only-the-holder-writes":
        "Solo el tramo que tomó la ejecución por última vez la avanza, la cede o la termina, con su propia valla.",
      "wait-is-told": "Una ejecución que espera dice hasta cuándo y por qué.",
      "silence-needs-a-holder": "Solo cuenta como silencio el de un proceso que tenía la ejecución; esperar no lo es.",
      "commits-in-order": "Las páginas de una ejecución se numeran desde uno, sin huecos ni repeticiones.",
      "counters-add-up": "Los contadores de una ejecución son la suma de sus páginas.",
      "rows-within-counters": "Ninguna ejecución escribió más registros de los que contó; un ensayo, ninguno.",
      "no-write-after-fence":
        "Ningún registro fue escrito por una ejecución ya terminada, ni por un tramo que ya no la tenía.",
      "cursor-is-the-last-commit": "El cursor de una ejecución es el de su última página, o aquel con el que empezó.",
      "cursor-not-ahead-of-rows":
        "Los registros de la última página de un ámbito están ahí. (Los borrados a mano aparecen aquí.)",
      "seen-with-its-page":
        "Lo que una ejecución vio se anota con la página que confirmó, y solo en ejecuciones desde siempre que escriben.",
      "missing-since-written": "Un registro falta desde un momento posterior a su última escritura.",
      "no-run-left-behind":
        "Mientras hay repasos, ninguna ejecución pasa de su plazo más que un arriendo y dos repasos.",
    } satisfies Record<InvariantName, string> as Record<InvariantName, string>,
  },
};
