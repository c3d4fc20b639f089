import type { Problem, Saying } from "@sincro/store/adopt";

/** One sentence for each kind of what there is to say. */
type Sentences<T extends { readonly kind: string }> = {
  readonly [K in T["kind"]]: (it: Extract<T, { readonly kind: K }>) => string;
};

/** What `sincro adopt` says. */
export interface AdoptTexts {
  readonly wouldDo: string;
  readonly willDo: string;
  readonly sql: string;
  readonly question: string;
  /** What counts as a yes. */
  readonly yes: RegExp;
  readonly nobodyToAsk: string;
  readonly notDone: string;
  readonly done: string;
  readonly ours: string;
  readonly absent: string;
  readonly refused: string;
  readonly busy: string;
  readonly failed: string;
  /** What `migrate` says where there is something to adopt. */
  readonly first: string;
  readonly sayings: Sentences<Saying>;
  readonly problems: Sentences<Problem>;
}

const list = (names: readonly string[]) => names.join(", ");
const runs = (count: number, one = "", more = "") =>
  count === 1 ? `1 ejecución${one}` : `${count} ejecuciones${more}`;

/** In Spanish. */
export const es: AdoptTexts = {
  wouldDo: "Esto haría «sincro adopt» con sync_runs, en una sola transacción:",
  willDo: "Esto va a hacer «sincro adopt» con sync_runs, en una sola transacción:",
  sql: "El SQL:",
  question: "Mientras dura, nadie más puede leer ni escribir sync_runs. ¿Seguir? [s/N]",
  yes: /^(s|si|sí|y|yes)$/i,
  nobodyToAsk:
    "No se ha cambiado nada: aquí no hay nadie a quien preguntar. «sincro adopt --yes» lo hace sin preguntar.",
  notDone: "No se ha cambiado nada.",
  done: "Hecho: sync_runs es de Sincro. «sincro doctor --check» lo comprueba; los valores de antes están en metadata.legacy.",
  ours: "No hay nada que adoptar: sync_runs ya es de Sincro. («sincro migrate» la pone al día.)",
  absent: "En esta base de datos no hay ninguna tabla sync_runs que adoptar: «sincro migrate» la crea.",
  refused: "Esta sync_runs no se puede adoptar, y no se ha cambiado nada:",
  busy: "Otros tienen ocupada sync_runs desde hace demasiado, y no se ha cambiado nada. Para las funciones antiguas, o prueba en un momento tranquilo.",
  first: "Aquí hay una sync_runs de una instalación anterior: «sincro adopt --dry-run» dice cómo pasa a ser de Sincro.",
  failed: "Ha fallado, y no se ha cambiado nada:",
  sayings: {
    convert: ({ column, from, to }) => `La columna ${column} pasa de ${from} a ${to}.`,
    add: ({ columns }) => `Se añaden las columnas ${list(columns)}.`,
    rename: ({ column, to }) =>
      `La columna ${column} se llama como una de Sincro y significa otra cosa: pasa a llamarse ${to}.`,
    mayBeNull: ({ column }) => `La columna ${column} puede quedar vacía: Sincro no la conoce.`,
    dropIndex: ({ name, why }) =>
      ({
        double: `Se quita el índice ${name}: hay otro igual.`,
        unique: `Se quita la unicidad ${name}: la de Sincro (una ejecución activa por fuente y cuenta) ocupa su lugar.`,
        enum: `Se quita el índice ${name}: su condición es de un tipo que desaparece.`,
      })[why],
    renameIndex: ({ name, to }) => `El índice ${name} pasa a llamarse ${to}.`,
    renamePolicy: ({ name, to }) => `La política ${name} pasa a llamarse ${to}.`,
    dropCheck: ({ name, definition }) =>
      `Se quita la condición ${name} (${definition}): los estados los vigila Sincro.`,
    references: ({ names, type }) => `Las referencias ${list(names)} pasan a ${type} con el id, y siguen valiendo.`,
    newIds: ({ count }) => `Sin id, ${runs(count, " recibe", " reciben")} uno nuevo.`,
    status: ({ from, to, count }) =>
      `${runs(count)}: el estado ${from === null ? "vacío" : `«${from}»`} pasa a «${to}».`,
    stays: ({ source, id }) => `Sigue activa la ejecución ${id} de ${source}: su código sigue con ella.`,
    closed: ({ why, count }) =>
      why === "silent"
        ? `Más de diez minutos en silencio: ${runs(count, " en marcha se cierra, y dice", " en marcha se cierran, y dicen")} por qué.`
        : `Otra de la misma fuente dio señales después: ${runs(count, " en marcha se cancela, y dice", " en marcha se cancelan, y dicen")} por qué.`,
    cursors: ({ what, count }) =>
      ({
        read: `Su cursor se entiende: ${runs(count, " se puede", " se pueden")} reanudar desde él.`,
        nothing: `No hay cursor: ${runs(count, ", al reanudarla, empieza", ", al reanudarlas, empiezan")} por el principio.`,
        unreadable: `Su cursor no se entiende: ${runs(count, " no se puede", " no se pueden")} reanudar, y hace falta una sincronización nueva.`,
      })[what],
    values: ({ column, count }) =>
      `El valor de ${column} falta o no vale en ${runs(count)}: cambia, y el de antes se guarda en metadata.legacy.`,
    rows: ({ count, changed }) =>
      `${runs(count)} en total; en ${changed} cambia algún valor, y el de antes se guarda en metadata.legacy.`,
    key: () => "El id pasa a ser la clave.",
    utc: ({ columns }) => `Las horas de ${list(columns)} no dicen su zona: se leen como UTC.`,
    keeps: ({ what, names }) =>
      ({
        columns: `Se quedan las demás columnas: ${list(names)}.`,
        triggers: `Se quedan los triggers, que duermen mientras tanto: ${list(names)}. Mira si aún hacen falta.`,
        policies: `Se quedan las políticas (RLS): ${list(names)}. Mira que no dejen leer a quien no debe.`,
        references: `Siguen valiendo las referencias de ${list(names)}.`,
        checks: `Se quedan las condiciones: ${list(names)}.`,
      })[what],
    migrations: ({ names }) => `Se aplican las ${names.length} migraciones, de ${names[0]} a ${names.at(-1)}.`,
  },
  problems: {
    notATable: ({ relation }) =>
      ({
        view: "Es una vista: adopta la base de datos en la que está la tabla.",
        foreign: "Es una tabla de otra base de datos: adopta aquella.",
        partitioned: "Está dividida en particiones: copia sus filas a una tabla normal.",
        inherited: "Es parte de otra tabla, o tiene partes: sácala de la herencia.",
      })[relation],
    notOwner: () => "No es del rol con el que te conectas: usa el de su dueño (en Supabase, postgres).",
    hidden: () =>
      "Sus políticas (RLS) esconden filas también a su dueño: «alter table sync_runs no force row level security» lo quita.",
    otherShape: ({ missing }) =>
      `No es una tabla de sincronizaciones: le falta ${list(missing)}. Si es de otra cosa, ponle otro nombre y usa «sincro migrate».`,
    columnType: ({ column, type, wanted }) =>
      `La columna ${column} es ${type}; se puede leer de ${list(wanted)}. Conviértela antes.`,
    idType: ({ type }) =>
      `El id es ${type}, y el de Sincro es uuid: dale antes un id uuid a cada fila («add column … uuid default gen_random_uuid()») y cambia con él lo que la nombra.`,
    idNotUuid: ({ examples }) => `Hay ids que no son un uuid, como ${list(examples)}: cámbialos antes.`,
    idTwice: ({ examples }) => `Hay ids repetidos, como ${list(examples)}: da otro a una de las filas, o bórrala.`,
    numberNotWhole: ({ column }) => `En ${column} hay números que no son enteros: redondéalos antes.`,
    hasReaders: ({ column, readers }) =>
      `El tipo de ${column} tiene que cambiar, y PostgreSQL no deja mientras la lean: ${list(readers)}. Quítalos, adopta y créalos de nuevo.`,
    referenced: ({ name }) =>
      `Otra tabla se refiere a la unicidad ${name}, que tiene que desaparecer: haz que se refiera al id.`,
    nameTaken: ({ names }) => `Ya existe ${list(names)}, y Sincro necesita ese nombre: cámbialo.`,
  },
};
