import type { Person } from "../../shared/people.ts";

/** Something the business sells; prices in the smallest unit of the currency. */
interface Offer {
  name: string;
  mxn: number;
  eur: number;
}

/** Sold once. */
export const goods: readonly Offer[] = [
  { name: "Curso en línea: Repostería desde cero", mxn: 149_000, eur: 7_900 },
  { name: "Taller presencial: Pan de masa madre", mxn: 85_000, eur: 4_500 },
  { name: "Asesoría individual, una hora", mxn: 65_000, eur: 4_000 },
  { name: "Kit de moldes y utensilios", mxn: 72_050, eur: 3_890 },
  { name: "Paquete de tres talleres", mxn: 219_000, eur: 11_500 },
  { name: "Recetario digital de temporada", mxn: 24_900, eur: 1_290 },
  { name: "Tarjeta de regalo", mxn: 50_000, eur: 2_500 },
  { name: "Anticipo de pastel de boda", mxn: 180_000, eur: 9_500 },
];

/** A membership. */
export interface Plan extends Offer {
  interval: "month" | "year";
}

/** Paid monthly. */
export const monthlyPlans: readonly Plan[] = [
  { name: "Membresía Cocina Abierta", mxn: 29_900, eur: 1_490, interval: "month" },
  { name: "Club de recetas", mxn: 14_900, eur: 790, interval: "month" },
  { name: "Acompañamiento para negocios", mxn: 189_000, eur: 9_500, interval: "month" },
];

/** Paid yearly. */
export const yearlyPlans: readonly Plan[] = [
  { name: "Membresía Cocina Abierta, anual", mxn: 299_000, eur: 14_900, interval: "year" },
];

/** What an offer costs somebody. */
export const amountFor = (offer: Offer, { currency }: Pick<Person, "currency">): number => offer[currency];
