import { afterAll, beforeAll, expect, it } from "vitest";
import { describePostgres } from "../testing/index.ts";
import { type ViewsDatabase, viewsDatabase } from "./database.test-kit.ts";

describePostgres("sync_contacts", (version) => {
  let db: ViewsDatabase;
  beforeAll(async () => {
    db = await viewsDatabase(version);
  });
  afterAll(() => db.close());

  it("shows a person as each source knows it, and merges nobody", async () => {
    const email = "Ana@Example.com";
    await db.records(
      {
        source: "stripe",
        object: "customer",
        id: "cus_1",
        data: { id: "cus_1", name: "Ana López", email, phone: "+52 55 1234 5678", created: 1_764_000_000 },
      },
      {
        source: "ghl",
        object: "contact",
        id: "ghl_1",
        data: {
          firstNameLowerCase: "ana",
          lastNameLowerCase: "lópez",
          email,
          phone: "5512345678",
          dateAdded: "2025-11-24T16:00:00.000Z",
        },
      },
      {
        source: "manychat",
        object: "subscriber",
        id: "mc_1",
        data: {
          first_name: "Ana",
          last_name: "",
          name: " ",
          email: "",
          phone: "",
          whatsapp_phone: "525512345678",
          subscribed: "2025-11-24T10:00:00-06:00",
        },
      },
    );
    const same = { account: "default", created_at: "2025-11-24T16:00:00+00:00", missing_at: null, updated_at: null };
    const normal = { email, email_normalized: "ana@example.com" };
    expect(await db.view("contacts")).toMatchObject(
      [
        {
          ...same,
          ...normal,
          source: "stripe",
          object: "customer",
          external_id: "cus_1",
          name: "Ana López",
          phone: "+52 55 1234 5678",
          phone_normalized: "+525512345678",
        },
        {
          ...same,
          ...normal,
          source: "ghl",
          external_id: "ghl_1",
          name: "ana lópez",
          phone: "5512345678",
          phone_normalized: null,
        },
        {
          ...same,
          source: "manychat",
          external_id: "mc_1",
          name: "Ana",
          email: null,
          email_normalized: null,
          phone: "525512345678",
          phone_normalized: "+525512345678",
        },
      ].sort((a, b) => (a.external_id < b.external_id ? -1 : 1)),
    );
  });

  it("holds people only, and only of sources that have them", async () => {
    await db.records(
      { source: "stripe", object: "charge", data: { email: "a@example.com" } },
      { source: "elsewhere", object: "customer", data: { email: "a@example.com" } },
      { source: "paypal", object: "transaction", data: { payer_info: { email_address: "a@example.com" } } },
    );
    expect(await db.view("contacts")).toEqual([]);
  });

  it("says of each row which run wrote it, when, and whether the provider still has it", async () => {
    await db.records({ source: "stripe", object: "customer", id: "cus_1", data: { id: "cus_1" } });
    await db.pool.query(
      "update sync_records set missing_at = '2026-11-24T10:00:00Z', updated_at = '2026-11-23T10:00:00Z'",
    );
    const [row] = await db.view("contacts");
    expect(row).toMatchObject({
      missing_at: "2026-11-24T10:00:00+00:00",
      updated_at: "2026-11-23T10:00:00+00:00",
      name: null,
    });
    expect(row?.run_id).toBe(await db.value("md5('run')::uuid"));
    expect(row?.synced_at).toEqual(expect.any(String));
  });
});
