import type { Random } from "../shared/random.ts";

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/** PayPal's payer ids leave out what people mistake for something else. */
const payer = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Makes ids of the shapes that PayPal's have. */
export interface PaypalIds {
  /** `5TY05013RG002845M` */
  transaction(): string;
  /** `I-BW452GLLEP1G` */
  subscription(): string;
  /** `P-5ML4271244454362WXNWU5NQ` */
  plan(): string;
  /** `2J6QB8YJQSJRJ` */
  payer(): string;
  /** `4a924c46669da`: one for each answer. */
  debug(): string;
}

/** Ids out of one stream of chance. */
export function createIds(random: Random): PaypalIds {
  const draw = (length: number, from: string) =>
    Array.from({ length }, () => from[random.int(0, from.length - 1)]).join("");
  return {
    transaction: () => draw(17, upper),
    subscription: () => `I-${draw(12, upper)}`,
    plan: () => `P-${draw(24, upper)}`,
    payer: () => draw(13, payer),
    debug: () => draw(13, "0123456789abcdef"),
  };
}
