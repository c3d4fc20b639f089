/** A city and how its addresses look. */
export interface Place {
  city: string;
  state: string;
  country: "MX" | "ES";
  /** The first digits of its postal codes. */
  postal: string;
  /** Its area code; the phone numbers made with it are never assigned (see `people.ts`). */
  area: string;
}

export const places: readonly Place[] = [
  { city: "Ciudad de México", state: "CDMX", country: "MX", postal: "03", area: "55" },
  { city: "Guadalajara", state: "JAL", country: "MX", postal: "44", area: "33" },
  { city: "Monterrey", state: "NL", country: "MX", postal: "64", area: "81" },
  { city: "Puebla", state: "PUE", country: "MX", postal: "72", area: "222" },
  { city: "Querétaro", state: "QRO", country: "MX", postal: "76", area: "442" },
  { city: "Mérida", state: "YUC", country: "MX", postal: "97", area: "999" },
  { city: "Oaxaca de Juárez", state: "OAX", country: "MX", postal: "68", area: "951" },
  { city: "León", state: "GTO", country: "MX", postal: "37", area: "477" },
  { city: "Madrid", state: "Madrid", country: "ES", postal: "28", area: "" },
  { city: "Barcelona", state: "Barcelona", country: "ES", postal: "08", area: "" },
  { city: "Valencia", state: "Valencia", country: "ES", postal: "46", area: "" },
  { city: "Sevilla", state: "Sevilla", country: "ES", postal: "41", area: "" },
  { city: "Málaga", state: "Málaga", country: "ES", postal: "29", area: "" },
  { city: "Zaragoza", state: "Zaragoza", country: "ES", postal: "50", area: "" },
];

export const streets: Readonly<Record<Place["country"], readonly string[]>> = {
  MX: ["Av. Revolución", "Calle Hidalgo", "Av. Juárez", "Calle 5 de Mayo", "Av. Universidad", "Calle Morelos"],
  ES: ["Calle Mayor", "Calle del Olmo", "Avenida de la Constitución", "Calle San Vicente", "Paseo del Prado"],
};
