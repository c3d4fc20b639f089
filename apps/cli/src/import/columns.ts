/** What a column of an export becomes: a field that ManyChat's API has, or one that is kept under its own heading. */
export type Column =
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "kept"; readonly heading: string };

/** Headings by the field that they mean, in English and Spanish, without accents, capitals and signs. */
const headings: Readonly<Record<string, string>> = {
  id:
    "id subscriber_id subscriberid contact_id user_id manychat_id id_de_suscriptor id_del_suscriptor id_suscriptor " +
    "id_de_contacto id_del_contacto id_contacto id_de_usuario",
  first_name: "first_name firstname nombre nombre_de_pila",
  last_name: "last_name lastname surname apellido apellidos",
  name: "name full_name fullname nombre_completo nombre_y_apellidos",
  email: "email e_mail mail email_address correo correo_electronico",
  phone: "phone phone_number telefono numero_de_telefono movil celular",
  gender: "gender genero sexo",
  locale: "locale",
  language: "language idioma",
  timezone: "timezone time_zone zona_horaria",
  whatsapp_phone: "whatsapp whatsapp_phone whatsapp_phone_number telefono_de_whatsapp",
  ig_username: "ig_username instagram instagram_username usuario_de_instagram",
  subscribed: "subscribed subscribed_at subscription_date suscrito fecha_de_suscripcion",
  last_interaction: "last_interaction ultima_interaccion",
  last_seen: "last_seen ultima_vez_visto",
};

const fieldOf = new Map(
  Object.entries(headings).flatMap(([field, words]) => words.split(" ").map((word) => [word, field] as const)),
);

/**
 * Reads a header. Of two columns that mean the same field the first is it, the other is kept under its heading; so is
 * every column whose heading nobody knows.
 *
 * @returns null when no column is the subscriber's id: without it a row is nobody's
 */
export function columnsOf(header: readonly string[]): readonly Column[] | null {
  const plain = header.map(plainHeading);
  // "Nombre" alone is all of the name.
  const alone = !plain.some((word) => fieldOf.get(word) === "last_name");
  const taken = new Set<string>();
  const columns = header.map((heading, n): Column => {
    const known = fieldOf.get(plain[n] as string);
    const field = known === "first_name" && plain[n] === "nombre" && alone ? "name" : known;
    if (field !== undefined && !taken.has(field)) {
      taken.add(field);
      return { kind: "field", field };
    }
    return { kind: "kept", heading: unique(heading.trim() || `#${n + 1}`, taken) };
  });
  return taken.has("id") ? columns : null;
}

function unique(heading: string, taken: Set<string>): string {
  let name = heading;
  for (let n = 2; taken.has(`kept ${name}`); n++) name = `${heading} ${n}`;
  taken.add(`kept ${name}`);
  return name;
}

function plainHeading(heading: string): string {
  const bare = heading.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return bare.replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "");
}
