import { type Place, places, streets } from "./places.ts";
import { createRandom, type Random } from "./random.ts";

/** A made-up customer of a small business in Mexico or Spain. */
export interface Person {
  name: string;
  /** Unique per index; on a domain that can never exist (RFC 2606). */
  email: string;
  /** E.164, of the right length, in a range that is not assigned: nobody's phone rings. */
  phone: string;
  line1: string;
  postalCode: string;
  place: Place;
  currency: "mxn" | "eur";
}

const givenNames = (
  "Lucía Sofía Valeria Camila Ximena Fernanda Guadalupe Itzel Carmen Marta Elena Paula Daniela Regina Noelia " +
  "Rocío Alba Mariana Andrea Beatriz Mateo Santiago Diego Emiliano Alejandro Javier Carlos Luis Rodrigo Hugo " +
  "Álvaro Pablo Jorge Ignacio Andrés Gael Iker Raúl Sergio Tomás"
).split(" ");

const surnames = (
  "Hernández García Martínez López González Pérez Rodríguez Sánchez Ramírez Cruz Flores Gómez Morales Vázquez " +
  "Reyes Jiménez Torres Díaz Gutiérrez Ruiz Mendoza Aguilar Ortiz Castillo Moreno Romero Álvarez Méndez Chávez " +
  "Rivera Juárez Ramos Domínguez Herrera Medina Castro Vargas Guzmán Velázquez Muñoz Navarro Serrano Iglesias"
).split(" ");

const domains = ["correo.example", "buzon.example", "mensajes.example", "tallermariposa.example"];

/**
 * The person number `index` of the world that `seed` makes. Each provider's fake asks here, so that one person
 * has the same name, e-mail and phone in all of them.
 */
export function personAt(seed: number | string, index: number): Person {
  const random = createRandom(`${seed}/person/${index}`);
  const [given, first, second] = [random.pick(givenNames), random.pick(surnames), random.pick(surnames)];
  const country = random.weighted({ MX: 65, ES: 35 });
  const place = random.pick(places.filter((one) => one.country === country));
  return {
    name: `${given} ${first} ${second}`,
    email: `${plain(given)}.${plain(first)}${index + 10}@${random.pick(domains)}`,
    phone: phoneIn(place, random),
    line1: `${random.pick(streets[country])} ${random.int(1, 480)}`,
    postalCode: place.postal + digits(random, 3),
    place,
    currency: country === "MX" ? "mxn" : "eur",
  };
}

/** Mexican local numbers never begin with 0, Spanish ones never with 55: the shape is right, the number is free. */
function phoneIn({ country, area }: Place, random: Random): string {
  return country === "MX" ? `+52${area}0${digits(random, 9 - area.length)}` : `+3455${digits(random, 7)}`;
}

function digits(random: Random, length: number): string {
  return String(random.int(0, 10 ** length - 1)).padStart(length, "0");
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
