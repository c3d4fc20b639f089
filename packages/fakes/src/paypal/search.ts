import { badParameter, PaypalRefusal, problemOf } from "./errors.ts";
import type { PaypalTransaction } from "./objects/transaction.ts";
import { numberIn, pageLinks, timeIn } from "./parameters.ts";
import type { PaypalSettings } from "./settings.ts";
import { DAY, local } from "./time.ts";
import type { PaypalWorld, Row } from "./world.ts";

/** The merchant's own account number. */
const accountNumber = "XZXSPECPDZHZU";

const longestMs = 31 * DAY * 1000;
const retentionMs = 3 * 365 * DAY * 1000;

/** Answers `GET /v1/reporting/transactions`. @throws PaypalRefusal */
export function searchTransactions(world: PaypalWorld, settings: PaypalSettings, url: URL) {
  const params = url.searchParams;
  const nowMs = world.nowS() * 1000;
  const refreshedMs = nowMs - Math.ceil(settings.lagMs / 1000) * 1000;
  const { start, end } = rangeIn(params, nowMs);
  if (start > refreshedMs || start < nowMs - retentionMs) throw notAvailable();
  const [page, pageSize] = [numberIn(params, "page", 1, 2 ** 31 - 1), numberIn(params, "page_size", 100, 500)];
  const partsOf = partsIn(params);
  const matches = filterIn(params);

  const until = Math.min(end, refreshedMs);
  const found = world.rows.filter((row) => row.at * 1000 >= start && row.at * 1000 <= until && matches(row));
  if (found.length > settings.maxItems) throw tooLarge(found.length, settings.maxItems);
  const pages = Math.ceil(found.length / pageSize);
  return {
    transaction_details: found.slice((page - 1) * pageSize, page * pageSize).map(({ detail }) => partsOf(detail)),
    account_number: accountNumber,
    start_date: local(start / 1000),
    end_date: local(until / 1000),
    last_refreshed_datetime: local(refreshedMs / 1000),
    page,
    total_items: found.length,
    total_pages: pages,
    links: pageLinks(url, page, pages),
  };
}

function rangeIn(params: URLSearchParams, nowMs: number) {
  const [start, end] = [timeIn(params, "start_date"), timeIn(params, "end_date")];
  const missing = start === undefined ? "start_date" : "end_date";
  if (start === undefined || end === undefined)
    throw badParameter(missing, null, "MISSING_REQUIRED_PARAMETER", "A required field is missing.");
  const refuse = (issue: string, description: string) =>
    badParameter("end_date", params.get("end_date"), issue, description);
  if (start > end) throw refuse("INVALID_DATE_RANGE", "Start date is greater than end date.");
  if (end > nowMs) throw refuse("INVALID_DATE_RANGE", "The date is in the future.");
  if (end - start > longestMs) throw refuse("INVALID_DATE_RANGE", "Date range is greater than 31 days.");
  return { start, end };
}

/** PayPal says the same of what it does not know yet and of what it knows no more. */
function notAvailable(): PaypalRefusal {
  return new PaypalRefusal({ ...problemOf(400), message: "Data for the given start date is not available." });
}

function tooLarge(total_items: number, maximum_items: number): PaypalRefusal {
  const message = "Result set size is greater than the maximum limit. Change the filter criteria and try again.";
  return new PaypalRefusal({
    status: 400,
    name: "RESULTSET_TOO_LARGE",
    message,
    more: { total_items, maximum_items },
  });
}

const parts = [
  "transaction_info",
  "payer_info",
  "shipping_info",
  "cart_info",
  "store_info",
  "auction_info",
  "incentive_info",
];

function partsIn(params: URLSearchParams): (detail: PaypalTransaction) => unknown {
  const asked = (params.get("fields") ?? "transaction_info").split(",");
  if (asked.includes("all")) return (detail) => detail;
  const unknown = asked.find((name) => !parts.includes(name));
  if (unknown !== undefined)
    throw badParameter("fields", unknown, "INVALID_PARAMETER_VALUE", "The value of a field is invalid.");
  return (detail) => Object.fromEntries(Object.entries(detail).filter(([name]) => asked.includes(name)));
}

function filterIn(params: URLSearchParams): (row: Row) => boolean {
  const all = params.get("balance_affecting_records_only") ?? "Y";
  if (!/^[YN]$/.test(all))
    throw badParameter("balance_affecting_records_only", all, "INVALID_PARAMETER_VALUE", "The value must be Y or N.");
  const wanted = ["transaction_id", "transaction_status"].map((name) => [name, params.get(name)] as const);
  const type = params.get("transaction_type");
  return ({ balance, detail: { transaction_info: info } }) =>
    (all === "N" || balance) &&
    (type === null || info.transaction_event_code === type) &&
    wanted.every(([name, value]) => value === null || info[name] === value);
}
