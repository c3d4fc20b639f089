/** A custom field as a subscriber carries it. */
export interface ManychatCustomField {
  id: number;
  name: string;
  type: "text" | "number" | "date" | "datetime" | "boolean";
  description: string;
  value: string | number | boolean | null;
}

/** A subscriber as ManyChat sends it. Moments are W3C datetimes; what is not known is an empty text. */
export interface ManychatSubscriber {
  /** Digits. */
  id: string;
  page_id: string;
  user_refs: { user_ref: string; opted_in: string }[];
  first_name: string;
  last_name: string;
  name: string;
  gender: string;
  profile_pic: string;
  locale: string;
  language: string;
  timezone: string;
  live_chat_url: string;
  last_input_text: string;
  optin_phone: boolean;
  phone: string;
  optin_email: boolean;
  email: string;
  subscribed: string;
  last_interaction: string | null;
  last_seen: string;
  is_followup_enabled: boolean;
  ig_username: string;
  ig_id: number;
  whatsapp_phone: string;
  whatsapp_bsuid: string | null;
  whatsapp_username: string | null;
  optin_whatsapp: boolean;
  custom_fields: ManychatCustomField[];
  tags: { id: number; name: string }[];
}

/** Somebody of whom nothing is known but when they subscribed. */
export function subscriber(
  fields: Pick<ManychatSubscriber, "id" | "page_id" | "subscribed"> & Partial<ManychatSubscriber>,
): ManychatSubscriber {
  const { id, page_id, subscribed, first_name = "", last_name = "" } = fields;
  return {
    user_refs: [],
    first_name,
    last_name,
    name: `${first_name} ${last_name}`.trim(),
    gender: "",
    profile_pic: "",
    locale: "",
    language: "",
    timezone: "",
    live_chat_url: `https://manychat.com/fb${page_id}/chat/${id}`,
    last_input_text: "",
    optin_phone: false,
    phone: "",
    optin_email: false,
    email: "",
    last_interaction: null,
    last_seen: subscribed,
    is_followup_enabled: true,
    ig_username: "",
    ig_id: 0,
    whatsapp_phone: "",
    whatsapp_bsuid: null,
    whatsapp_username: null,
    optin_whatsapp: false,
    custom_fields: [],
    tags: [],
    ...fields,
  };
}
