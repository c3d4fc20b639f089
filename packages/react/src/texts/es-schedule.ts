const days = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"] as const;

/** Spanish texts about syncs that start by themselves. */
export function scheduleEs() {
  return {
    schedule: {
      line: (when: string, next: string | null) =>
        next === null ? `Programada: ${when}` : `Programada: ${when}; próxima: ${next}`,
      daily: (time: string) => `todos los días a las ${time}`,
      weekly: (day: number, time: string) => `cada ${days[day % 7]} a las ${time}`,
      weekdays: (time: string) => `de lunes a viernes a las ${time}`,
      monthly: (day: number, time: string) => `el día ${day} de cada mes a las ${time}`,
      hourly: (minute: string) => `cada hora, en el minuto ${minute}`,
      hours: (n: number, minute: string) => `cada ${n} horas, en el minuto ${minute}`,
      minutes: (n: number) => (n === 1 ? "cada minuto" : `cada ${n} minutos`),
      other: (cron: string) => `«${cron}»`,
    },
  };
}
