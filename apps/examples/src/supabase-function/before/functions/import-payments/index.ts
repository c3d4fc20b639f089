// Brings Stripe's charges into `clients` and `transactions`: POST {} starts, POST { "cancel": true } cancels.
import { createClient } from "@supabase/supabase-js";

const supabase = createClient(Deno.env.get("SUPABASE_URL") ?? "", Deno.env.get("SUPABASE_SERVICE_ROLE_KEY") ?? "");
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

async function chargesAfter(id: string | null): Promise<{ data: Charge[]; has_more: boolean }> {
  const query = new URLSearchParams({ limit: "100", ...(id && { starting_after: id }) });
  const answer = await fetch(`${stripe}/v1/charges?${query}`, { headers });
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
  try {
    let last: string | null = null;
    for (;;) {
      const page = await chargesAfter(last);
      last = page.data.at(-1)?.id ?? last;
      const clients = await supabase.from("clients").upsert(clientsOf(page.data));
      if (clients.error) throw clients.error;
      const transactions = await supabase.from("transactions").upsert(transactionsOf(page.data));
      if (transactions.error) throw transactions.error;
      if (!page.has_more) break;
    }
    await supabase.from("import_status").update({ status: "completed" }).eq("id", job.id);
  } catch (error) {
    const failed = { status: "failed", error: String(error) };
    await supabase.from("import_status").update(failed).eq("id", job.id);
  }
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
    await supabase.from("import_status").update({ status: "cancelled" }).eq("status", "running");
    return say(200, { success: true });
  }
  const { data: running } = await supabase.from("import_status").select().eq("status", "running").limit(1);
  if (running?.[0]) return say(409, { error: "already running", id: running[0].id });
  const { data: job } = await supabase.from("import_status").insert({ status: "running" }).select().single();
  EdgeRuntime.waitUntil(importAll(job));
  return say(202, { id: job.id });
});
