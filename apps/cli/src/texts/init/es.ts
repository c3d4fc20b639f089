/** Lo que dice `sincro init`. */
export const es = {
  noProject: (folder: string) =>
    `«${folder}» no es un proyecto de Supabase: no tiene la carpeta «supabase». Créala ahí con «npx supabase init», o indica la carpeta del proyecto: «sincro init <carpeta>».`,
  refused: "No se escribió nada:",
  failed: (path: string, code: string) => `«${path}» no se puede leer o escribir (${code}). Todo queda como estaba.`,
  problems: {
    differs: (path: string) => `${path} ya existe, y no es de Sincro: muévelo o dale otro nombre.`,
    "edited-file": (path: string) =>
      `${path} es de Sincro, y alguien lo ha cambiado: guarda aparte tu cambio y bórralo.`,
    "no-file": (path: string) => `${path} es una carpeta, y debe ser un archivo: muévela o dale otro nombre.`,
    older: (path: string, version: string) =>
      `${path} es de otro Sincro (${version}): «sincro init --upgrade» lo sustituye.`,
    "newer-file": (path: string, version: string) =>
      `${path} es de un Sincro más nuevo (${version}): actualiza este programa.`,
    newer: (file: string, migration: string) =>
      `supabase/migrations/${file} contiene ${migration}, que este Sincro no conoce: actualiza este programa.`,
    edited: (file: string, migration: string) =>
      `supabase/migrations/${file} contiene ${migration} con otro texto: recupera el original (por ejemplo con git) y haz los cambios en una migración tuya.`,
    gap: (file: string, migration: string) =>
      `supabase/migrations/${file} va después de ${migration}, que falta: recupera el archivo que la contenía.`,
    "no-moment": (newest: string) =>
      `La migración ${newest} se ordena después de cualquier fecha, y «db push» rechazaría una más antigua: cámbiale el número por una fecha (AAAAMMDDhhmmss).`,
  },
  actions: {
    write: "nuevo",
    replace: "sustituye al de un Sincro anterior",
    same: "ya está",
    theirs: "es vuestro: queda como está",
  },
  ahead:
    "La migración más nueva del proyecto va por delante de este reloj: la de Sincro lleva la fecha de un segundo después, para que «db push» la acepte.",
  nothing: "No hay nada que escribir: el proyecto ya lo tiene todo.",
  wouldWrite: (n: number) => `Se escribirían ${n} archivos; no se ha escrito nada.`,
  written: (n: number) => `Escritos ${n} archivos.`,
  config: "config.toml es vuestro y no se toca. Añade esto al final (donde la sección ya esté, solo la línea):",
  next: `Después:
  npx supabase db push
  npx supabase secrets set SINCRO_OPERATOR_TOKEN="$(openssl rand -hex 32)" STRIPE_SECRET_KEY=rk_live_…
  npx supabase functions deploy --use-api
Lo demás está en docs/guides/supabase-init.md.`,
};
