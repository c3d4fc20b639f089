import { badParameter } from "./errors.ts";
import type { PaypalSubscription } from "./objects/subscription.ts";
import { numberIn, pageLinks, timeIn } from "./parameters.ts";
import type { PaypalWorld } from "./world.ts";

const statuses = ["APPROVAL_PENDING", "APPROVED", "ACTIVE", "SUSPENDED", "CANCELLED", "EXPIRED"];

/** Answers `GET /v1/billing/subscriptions`, newest first. @throws PaypalRefusal */
export function listSubscriptions(world: PaypalWorld, url: URL) {
  const params = url.searchParams;
  const [page, pageSize] = [numberIn(params, "page", 1, 100_000), numberIn(params, "page_size", 10, 20)];
  const matches = filterIn(params);
  const found = [...world.subscriptions.values()]
    .filter(matches)
    .sort((a, b) => b.create_time.localeCompare(a.create_time) || a.id.localeCompare(b.id));
  const pages = Math.ceil(found.length / pageSize);
  return {
    subscriptions: found.slice((page - 1) * pageSize, page * pageSize),
    links: pageLinks(url, page, pages),
  };
}

function filterIn(params: URLSearchParams): (subscription: PaypalSubscription) => boolean {
  const created = boundsIn(params, "created");
  const changed = boundsIn(params, "status_updated");
  const wanted = params.get("statuses")?.split(",") ?? statuses;
  const unknown = wanted.find((status) => !statuses.includes(status));
  if (unknown !== undefined)
    throw badParameter("statuses", unknown, "INVALID_PARAMETER_VALUE", "The value of a field is invalid.");
  const plans = params.get("plan_ids")?.split(",");
  return ({ status, create_time, status_update_time, plan_id }) =>
    wanted.includes(status) &&
    created(create_time) &&
    changed(status_update_time) &&
    (plans === undefined || plans.includes(String(plan_id)));
}

/** Both bounds are not of the range, as their names say. */
function boundsIn(params: URLSearchParams, name: string): (time: string) => boolean {
  const [after = -Infinity, before = Infinity] = [timeIn(params, `${name}_after`), timeIn(params, `${name}_before`)];
  return (time) => Date.parse(time) > after && Date.parse(time) < before;
}
