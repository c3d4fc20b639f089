/** Lo que dicen `sincro schedule` y `sincro prune`, y las líneas de `doctor` que son de ellos. */
export const es = {
  none: "No hay ningún horario: «sincro schedule set stripe '0 3 * * *'» pone uno.",
  line: (source: string, mode: string, when: string, next: string) => `${source}  ${mode}  ${when}  ${next}`,
  next: (moment: string) => `próxima: ${moment}`,
  off: "desactivado",
  noNext: "sin próxima vez",
  last: (moment: string, outcome: string) => `última: ${moment}, ${outcome}`,
  outcomes: {
    started: "se inició",
    attached: "ya había una en curso",
    unconfigured: "sin credenciales",
    refused: "no se inició",
  },
  set: (source: string, mode: string, when: string, next: string) => `${source} (${mode}): ${when}. Próxima: ${next}.`,
  removed: (n: number) => (n === 1 ? "Se quitó un horario." : `Se quitaron ${n} horarios.`),
  nothingRemoved: "No había ningún horario así.",
  badKeep: "Di cuánto se conserva: un número de horas, días o semanas, por ejemplo --keep 90d (o SINCRO_KEEP).",
  pruned: (n: number) => (n === 1 ? "Se borró una ejecución." : `Se borraron ${n} ejecuciones.`),
  wouldPrune: (n: number) => (n === 1 ? "Se borraría una ejecución." : `Se borrarían ${n} ejecuciones.`),
  webhook: "Webhook",
  webhookOk: "avisa de los fallos; ningún aviso pendiente",
  webhookWaiting: (n: number, error: string) => `${n} avisos por repetir (${error})`,
  webhookGivenUp: (n: number, error: string) =>
    `${n} avisos sin entregar en 24 horas, tras todos los intentos (${error}): mira SINCRO_WEBHOOK_URL`,
};
