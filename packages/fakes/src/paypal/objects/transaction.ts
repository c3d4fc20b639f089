import type { Person } from "../../shared/people.ts";
import { local, money } from "../time.ts";

/** The part of a row that every reply has. */
interface PaypalTransactionInfo {
  transaction_id: string;
  /** What kind of movement it is, e.g. `T0006`. */
  transaction_event_code: string;
  transaction_initiation_date: string;
  transaction_updated_date: string;
  [field: string]: unknown;
}

/** A row of the transaction search as PayPal sends it. Its id is not unique: see the event code. */
export interface PaypalTransaction {
  transaction_info: PaypalTransactionInfo;
  [part: string]: unknown;
}

/** What a row is made from. */
export interface TransactionFields {
  id: string;
  eventCode: string;
  /** Unix seconds. */
  at: number;
  /** Cents, negative when money goes. */
  amount: number;
  currency: string;
  payer?: { person: Person; id: string } | undefined;
  item?: string | undefined;
  info?: Record<string, unknown> | undefined;
}

/** A row with all its parts; those that do not apply are empty, as PayPal leaves them. */
export function transaction({ payer, item, ...fields }: TransactionFields): PaypalTransaction {
  const { id, eventCode, at, amount, currency, info } = fields;
  return {
    transaction_info: {
      ...(payer && { paypal_account_id: payer.id }),
      transaction_id: id,
      transaction_event_code: eventCode,
      transaction_initiation_date: local(at),
      transaction_updated_date: local(at),
      transaction_amount: money(amount, currency),
      transaction_status: "S",
      protection_eligibility: "01",
      ...(item && { transaction_subject: plain(item) }),
      ...info,
    },
    payer_info: payer ? payerInfo(payer) : {},
    shipping_info: payer ? { name: plain(payer.person.name), address: addressOf(payer.person) } : {},
    cart_info: item ? { item_details: [itemOf(item, amount, currency)] } : {},
    store_info: {},
    auction_info: {},
    incentive_info: {},
  };
}

function payerInfo({ person, id }: { person: Person; id: string }) {
  const [given_name = "", ...surnames] = person.name.split(" ");
  return {
    account_id: id,
    email_address: person.email,
    phone_number: { country_code: person.phone.slice(1, 3), national_number: person.phone.slice(3) },
    address_status: "Y",
    payer_status: "Y",
    payer_name: { given_name, surname: surnames.join(" "), alternate_full_name: person.name },
    country_code: person.place.country,
    address: addressOf(person),
  };
}

function addressOf({ line1, postalCode, place }: Person) {
  const { city, state, country } = place;
  return { line1, city, state, country_code: country, postal_code: postalCode };
}

function itemOf(item: string, amount: number, currency: string) {
  const price = money(Math.abs(amount), currency);
  return { item_name: plain(item), item_quantity: "1", item_unit_price: price, item_amount: price };
}

/** Without the letters that PayPal's own patterns do not allow in names of things. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/[^a-zA-Z0-9_'\-., ":;!?]/g, "");
}
