import * as fc from "fast-check";
import { oddJson, oddNumber, oddText, spoilt } from "./odd.ts";

/** One call of a SQL function, with its arguments as SQL reads them. */
export interface OddCall {
  readonly sql: string;
  readonly values: readonly (string | null)[];
}

/** The runs that calls meet: held by w1 at fence 2 after one page, unclaimed, failed, and of older code. */
export const runs = {
  held: "11111111-1111-4111-8111-111111111111",
  waiting: "22222222-2222-4222-8222-222222222222",
  failed: "33333333-3333-4333-8333-333333333333",
  adopted: "44444444-4444-4444-8444-444444444444",
} as const;
const runId = fc.oneof(
  { arbitrary: fc.constantFrom<string>(...Object.values(runs)), weight: 9 },
  fc.constantFrom("00000000-0000-0000-0000-000000000000", "no id"),
);

const worker = fc.oneof({ arbitrary: fc.constantFrom("w1", "w2"), weight: 4 }, oddText);
const fence = fc.oneof({ arbitrary: fc.constantFrom<unknown>(2, 0, 1), weight: 4 }, oddNumber);
const seq = fc.oneof({ arbitrary: fc.constantFrom<unknown>(1, 2), weight: 4 }, oddNumber);
const error = fc.oneof(fc.record({ code: oddText, message: oddText }), oddJson);
const events = {
  CLAIM: { worker },
  BEAT: { fence, worker },
  YIELD: { fence, worker, reason: fc.constantFrom("budget", "retry", "rate_limited"), dueAt: oddText, error },
  COMPLETE: { fence, worker, seq },
  FAIL: { fence, worker, error },
  CANCEL: { actor: worker, reason: oddText },
  STOPPED: { fence, worker },
  COMMIT: { fence, worker, seq, checkpoint: oddJson },
  EXPIRE: { queueMoves: fc.boolean(), release: fc.boolean() },
  START: { id: runId, source: oddText },
};
const event = fc.constantFrom(...Object.entries(events)).chain(([type, fields]) => {
  const right = fc.record(fields as Record<string, fc.Arbitrary<unknown>>).map((keys) => ({ type, ...keys }));
  return fc.oneof({ arbitrary: right, weight: 2 }, spoilt(right, ["type", ...Object.keys(fields)]), oddJson);
});
const record = spoilt(
  fc.record(
    { object: fc.constantFrom("a", "b"), id: worker, data: oddJson, updatedAt: oddText },
    { requiredKeys: ["object", "id", "data"] },
  ),
  ["object", "id", "data", "updatedAt"],
);
const records = fc.oneof({ arbitrary: fc.array(record, { maxLength: 3 }), weight: 4 }, oddJson);
const filter = fc.oneof(
  spoilt(
    fc.record(
      { runId, groupId: runId, source: oddText, account: oddText, all: fc.constant(true) },
      { requiredKeys: [] },
    ),
    ["runId", "groupId", "source", "account", "all"],
  ),
  oddJson,
);

const source = fc.oneof(fc.constantFrom("stripe", "manychat"), oddText);
const scopeName = fc.oneof({ arbitrary: fc.constant("stripe"), weight: 3 }, oddText);
const bucket = spoilt(
  fc.record({ bucket: oddText, intervalMs: oddNumber, burst: fc.oneof(fc.constantFrom<unknown>(1, 2), oddNumber) }),
  ["bucket", "intervalMs", "burst"],
);
const buckets = fc.oneof({ arbitrary: fc.array(bucket, { maxLength: 3 }), weight: 4 }, oddJson);
const objects = fc.oneof({ arbitrary: fc.constantFrom("{a,b}", "{}"), weight: 3 }, oddText);

const json = (value: fc.Arbitrary<unknown>) => value.map((one) => JSON.stringify(one));
const plain = (value: fc.Arbitrary<unknown>) => fc.option(value.map(String), { freq: 9 });
const call = (sql: string, ...values: fc.Arbitrary<string | null>[]): fc.Arbitrary<OddCall> =>
  fc.tuple(...values).map((given) => ({ sql, values: given }));

const mode = fc.oneof({ arbitrary: fc.constantFrom("full", "7d", "range"), weight: 3 }, oddText);
const conflict = fc.oneof({ arbitrary: fc.constantFrom("reject", "attach", "restart"), weight: 3 }, oddText);
const start = (name: string) =>
  call(
    `${name}($1::text, $2::text, $3::text, $4::text::timestamptz, $5::text::timestamptz, $6::text, $7::text::uuid, $8::text, $9::text::uuid, $10::text::uuid, $11::text, $12::text::boolean)`,
    ...[fc.oneof(fc.constant("stripe"), oddText), fc.oneof(fc.constant("default"), oddText), mode].map(plain),
    fc.option(oddText, { freq: 2 }),
    fc.option(oddText, { freq: 2 }),
    plain(conflict),
    fc.option(runId, { freq: 2 }),
    plain(worker),
    fc.option(runId, { freq: 2 }),
    fc.option(runId, { freq: 2 }),
    plain(worker),
    fc.option(fc.constantFrom("true", "false", "maybe")),
  );

export const oddCall: fc.Arbitrary<OddCall> = fc.oneof(
  { arbitrary: call("sync_send($1::text::uuid, $2::text::jsonb)", runId, json(event)), weight: 4 },
  {
    arbitrary: call(
      "sync_commit($1::text::uuid, $2::text::bigint, $3::text, $4::text::bigint, $5::text::jsonb, $6::text::jsonb, $7::text::bigint)",
      ...[plain(runId), plain(fence), plain(worker), plain(seq), json(records), json(oddJson), plain(oddNumber)],
    ),
    weight: 4,
  },
  {
    arbitrary: call("sync_push($1::text, $2::text, $3::text::jsonb)", plain(source), plain(worker), json(records)),
    weight: 2,
  },
  { arbitrary: start("sync_start"), weight: 2 },
  { arbitrary: start("sync_restart"), weight: 1 },
  {
    arbitrary: call("sync_cancel($1::text::jsonb, $2::text, $3::text)", json(filter), plain(worker), plain(oddText)),
    weight: 3,
  },
  call(
    "sync_prune($1::text::interval)",
    plain(fc.oneof(fc.constantFrom("0", "-1 day", "1e9 years", "infinity"), oddText)),
  ),
  call("sync_sweep($1::text::boolean)", plain(fc.boolean())),
  call(
    "sync_take($1::text, $2::text, $3::text::jsonb, $4::text::double precision)",
    ...[plain(scopeName), plain(scopeName), json(buckets), plain(oddNumber)],
  ),
  call(
    "sync_rest($1::text, $2::text, $3::text, $4::text::double precision)",
    ...[plain(scopeName), plain(scopeName), plain(oddText), plain(oddNumber)],
  ),
  call(
    "sync_mark_missing($1::text::uuid, $2::text::bigint, $3::text, $4::text::text[], $5::text::integer)",
    ...[plain(runId), plain(fence), plain(worker), plain(objects), plain(oddNumber)],
  ),
);
