import type { Json } from "@sincro/machine";
import type { SyncRecordRow } from "./tables.ts";

/** `sync_text`: a string or a number without blanks around it. */
function text(value: Json | undefined): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  return String(value).replace(/^[ \t-\r]+|[ \t-\r]+$/g, "") || null;
}

function field(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value)).get(key);
}

/** `sync_email`: to compare by, or null. */
function email(value: string | null): string | null {
  const found = value?.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) ?? "";
  return [...found].length <= 254 && /^[^ \t-\r@]+@[^ \t-\r@.]+(?:\.[^ \t-\r@.]+)+$/.test(found) ? found : null;
}

/** `sync_phone`: as E.164, or null. */
function phone(value: string | null): string | null {
  if (value === null || [...value].length > 60) return null;
  const found = value
    .replaceAll("(0)", "")
    .replace(/[ .()/\t-]/g, "")
    .replace(/^00/, "+");
  return /^\+[1-9][0-9]{7,14}$/.test(found) ? found : null;
}

const contacts: readonly string[] = ["customer", "contact", "subscriber"];

/** Whom a record is about, as the database reads it: `sync_email_of` and `sync_phone_of`. */
export function personOf({ source, object, data }: SyncRecordRow) {
  const isContact = contacts.includes(object);
  const payer = field(data, "payer_info");
  const address =
    source === "paypal"
      ? field(payer === undefined ? field(data, "subscriber") : payer, "email_address")
      : field(data, "email");
  const whatsapp = text(field(data, "whatsapp_phone"))?.replace(/^\++/, "");
  const number = text(field(data, "phone")) ?? (whatsapp === undefined ? null : `+${whatsapp}`);
  return {
    email: isContact || source === "paypal" ? email(text(address)) : null,
    phone: isContact ? phone(number) : null,
  };
}
