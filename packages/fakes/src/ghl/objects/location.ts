/** The location itself, as `GET /locations/{id}` shows it. */
export function location(id: string) {
  return {
    id,
    companyId: "5DP4iH6HLkQsiKESj6rh",
    name: "Taller Mariposa",
    address: "Calle Hidalgo 12",
    city: "Guadalajara",
    state: "JAL",
    country: "MX",
    postalCode: "44100",
    website: "https://tallermariposa.example",
    timezone: "America/Mexico_City",
    email: "hola@tallermariposa.example",
  };
}
