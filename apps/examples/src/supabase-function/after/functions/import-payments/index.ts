// Brings Stripe's charges into `clients` and `transactions`: POST {} starts, POST { "cancel": true } cancels.
import { supabaseStore } from "@sincro/store/supabase";
import { startRun, withRun } from "@sincro/worker";
import { createClient } from "@supabase/supabase-js";

const supabase = createClient(Deno.env.get("SUPABASE_URL") ?? "", Deno.env.get("SUPABASE_SERVICE_ROLE_KEY") ?? "");
const store = supabaseStore(supabase, { commit: "commit_page" });
const stripe = Deno.env.get("STRIPE_API_BASE") ?? "https://api.stripe.com";
const headers = { authorization: `Bearer ${Deno.env.get("STRIPE_SECRET_KEY")}` };

interface Charge {
  id: string;
  amount: number;
  currency: string;
  status: string;
  created: number;
  customer: string | null;
  billing_details: { name: string | null; email: string | null };
}

async function chargesAfter(id: string | null, signal: AbortSignal): Promise<{ data: Charge[]; has_more: boolean }> {
  const query = new URLSearchParams({ limit: "100", ...(id && { starting_after: id }) });
  const answer = await fetch(`${stripe}/v1/charges?${query}`, { headers, signal });
  if (!answer.ok) throw new Error(`Stripe answered ${answer.status}`);
  return answer.json();
}

function clientsOf(charges: Charge[]) {
  const known = charges.filter((charge) => charge.customer !== null);
  const rows = known.map((charge) => ({ id: charge.customer, ...charge.billing_details }));
  return [...new Map(rows.map(({ id, name, email }) => [id, { id, name, email }])).values()];
}

function transactionsOf(charges: Charge[]) {
  return charges.map(({ id, amount, currency, status, created, customer }) => {
    return { id, amount, currency, status, client_id: customer, paid_at: new Date(created * 1000).toISOString() };
  });
}

async function importAll(job: { id: string }) {
  const outcome = await withRun(store, job, async (run) => {
    let last = run.checkpoint as string | null;
    for (;;) {
      const page = await chargesAfter(last, run.signal);
      last = page.data.at(-1)?.id ?? last;
      const clients = clientsOf(page.data).map((data) => ({ object: "client", id: `${data.id}`, data }));
      const transactions = transactionsOf(page.data).map((data) => ({ object: "transaction", id: data.id, data }));
      await run.commit({ records: [...clients, ...transactions], checkpoint: last });
      if (!page.has_more) break;
    }
  });
  if (outcome.kind === "yielded") await supabase.functions.invoke("import-payments", { body: { sweep: true } });
}

const cors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "authorization, x-client-info, apikey, content-type",
};
const say = (status: number, body: unknown) => Response.json(body, { status, headers: cors });

Deno.serve(async (request) => {
  if (request.method === "OPTIONS") return new Response("ok", { headers: cors });
  const body = await request.json();
  if (body.cancel) {
    await store.cancel({ source: "payments" }, "dashboard");
    return say(200, { success: true });
  }
  for (const run of (await store.sweep()).due) if (run.source === "payments") EdgeRuntime.waitUntil(importAll(run));
  if (body.sweep) return say(200, { success: true });
  const got = await startRun(store, { source: "payments" });
  if (got.outcome === "refused") return say(422, got);
  const job = got.run;
  EdgeRuntime.waitUntil(importAll(job));
  if (got.outcome === "conflict") return say(409, { error: "already running", id: job.id });
  return say(202, { id: job.id });
});
