// */10 * * * *  cd /srv/app && node apps/examples/src/node-cron/main.ts >> sync.log 2>&1
//
// With DATABASE_URL and STRIPE_SECRET_KEY. Exit codes: 0 done, or somebody else is at it; 1 failed; 2 wrong configuration.
import { connectPostgres } from "@sincro/store/postgres";
import { charges } from "./charges.ts";
import { syncOnce } from "./sync-once.ts";

const { DATABASE_URL, STRIPE_SECRET_KEY: key, STRIPE_API_BASE: url = "https://api.stripe.com" } = process.env;
if (DATABASE_URL === undefined || key === undefined) {
  console.error("set DATABASE_URL and STRIPE_SECRET_KEY");
  process.exit(2);
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());

const store = connectPostgres(DATABASE_URL);
try {
  const { says, code } = await syncOnce(store, "charges", (run) => charges(run, { url, key }), stop.signal);
  console.log(says);
  process.exitCode = code;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await store.close();
}
