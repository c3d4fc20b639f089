import { afterAll, beforeAll, expect, it } from "vitest";
import { describePostgres } from "../testing/index.ts";
import { type ViewsDatabase, viewsDatabase } from "./database.test-kit.ts";

describePostgres("what providers send is read or is null", (version) => {
  let db: ViewsDatabase;
  beforeAll(async () => {
    db = await viewsDatabase(version);
  });
  afterAll(() => db.close());

  const json = (name: string, value: unknown) => db.value(`public.${name}($1)::text`, [JSON.stringify(value)]);

  it.for([
    [1_764_000_000, "2025-11-24 16:00:00+00"],
    [0, "1970-01-01 00:00:00+00"],
    [1.5, "1970-01-01 00:00:01.5+00"],
    ["2026-11-24T10:00:00.123Z", "2026-11-24 10:00:00.123+00"],
    ["2014-07-11T04:03:52+0000", "2014-07-11 04:03:52+00"],
    ["2026-11-24T10:00:00-06:00", "2026-11-24 16:00:00+00"],
    ["2024-02-29t23:59:60z", "2024-03-01 00:00:00+00"],
    ["2026-02-29T00:00:00Z", null],
    ["1900-02-29T00:00:00Z", null],
    ["2026-04-31T00:00:00Z", null],
    ["2026-13-01T00:00:00Z", null],
    ["0000-01-01T00:00:00Z", null],
    ["2026-01-01T24:00:00Z", null],
    ["2026-01-01T00:00:00", null],
    ["2026-01-01T00:00:00.Z", null],
    ["2026-01-01T00:00:00+15:00", null],
    ["now", null],
    ["infinity", null],
    ["yesterday", null],
    ["", null],
    [-1, null],
    [1e300, null],
    [true, null],
    [null, null],
    [["2026-11-24T10:00:00Z"], null],
    [{ date: 1 }, null],
  ] as const)("the moment %j is %s", async ([given, moment]) => {
    expect(await json("sync_moment", given)).toBe(moment);
  });

  it("a moment is the same whatever the session's zone and date style", async () => {
    const client = await db.pool.connect();
    try {
      await client.query("begin; set local timezone = 'America/Mexico_City'; set local datestyle = 'SQL, DMY'");
      const sql = `select public.sync_moment('"2026-01-02T03:04:05Z"') = '2026-01-02 03:04:05+00' as same`;
      expect((await client.query(sql)).rows).toEqual([{ same: true }]);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  it.for([
    [12, "12"],
    [-9_007_199_254_740_991, "-9007199254740991"],
    [12.5, null],
    [1e19, null],
    [1e300, null],
    ["12", null],
    [null, null],
  ] as const)("the whole number %j is %s", async ([given, whole]) => {
    expect(await json("sync_integer", given)).toBe(whole);
  });

  it.for([
    ["1234.56", "1234.56"],
    ["-.5", "-0.5"],
    [".50", "0.50"],
    ["7.", "7"],
    [0.1, "0.1"],
    ["1e5", null],
    ["NaN", null],
    ["1,234.56", null],
    ["", null],
    ["12345678901234567890", null],
    [1e19, null],
  ] as const)("the decimal %j is %s", async ([given, decimal]) => {
    const found = (await json("sync_decimal", given)) as string | null;
    expect(found).toBe(decimal);
  });

  it.for([
    [" Ana.López@Example.COM\n", "ana.lópez@example.com"],
    ["v@v.vv", "v@v.vv"],
    ["\va@b.co\f", "a@b.co"],
    ["ana+tag@mail.example.mx", "ana+tag@mail.example.mx"],
    ["ana@example", null],
    ["ana@.com", null],
    ["ana@example..com", null],
    ["ana@example.com.", null],
    ["@example.com", null],
    ["ana@b@example.com", null],
    ["ana luz@example.com", null],
    [`${"a".repeat(250)}@b.co`, null],
    [`a@b.co${" ".repeat(400)}`, null],
    ["", null],
    [null, null],
  ] as const)("the e-mail %j is %s", async ([given, email]) => {
    expect(await db.value("public.sync_email($1)", [given])).toBe(email);
  });

  it.for([
    ["+52 55 1234 5678", "+525512345678"],
    ["+1 (202) 555-0107", "+12025550107"],
    ["+44 (0)20 7946 0958", "+442079460958"],
    ["0052 55.1234.5678", "+525512345678"],
    ["55 1234 5678", null],
    ["+52", null],
    ["+0123456789", null],
    ["+1234567890123456", null],
    ["+52 55 1234 5678 ext 9", null],
    ["+52+5512345678", null],
    ["", null],
    [null, null],
  ] as const)("the phone %j is %s", async ([given, phone]) => {
    expect(await db.value("public.sync_phone($1)", [given])).toBe(phone);
  });

  it.for([
    ["MXN", 2, 2],
    ["JPY", 0, 0],
    ["KWD", 3, 3],
    ["CLF", 4, 4],
    ["HUF", 2, 2],
    ["ISK", 0, 2],
    ["UGX", 0, 2],
    ["MGA", 2, 0],
    ["XAU", null, null],
    ["mxn", null, null],
    ["pesos", null, null],
    [null, null, null],
  ] as const)("%s has %s digits, with Stripe %s", async ([currency, digits, stripe]) => {
    expect(await db.value("public.sync_currency_exponent($1)", [currency])).toBe(digits);
    expect(await db.value("public.sync_stripe_exponent($1)", [currency])).toBe(stripe);
  });

  it("an amount is rounded to the smallest unit, and null beyond 64 bits", async () => {
    const minor = (amount: string, exponent: number) =>
      db.value("public.sync_minor($1::numeric, $2::smallint)::text", [amount, exponent]);
    expect(await minor("1234.56", 2)).toBe("123456");
    expect(await minor("0.30000000000000004", 2)).toBe("30");
    expect(await minor("-0.005", 2)).toBe("-1");
    expect(await minor("100000000000000000", 4)).toBe(null);
    expect(await minor("99999999999999999", 4)).toBe(null);
    expect(await minor("90071992547409", 2)).toBe("9007199254740900");
  });
});
