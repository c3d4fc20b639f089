import { describe, expect, it } from "vitest";
import { columnsOf } from "./columns.ts";

const read = (...header: string[]) =>
  columnsOf(header)?.map((column) => (column.kind === "field" ? column.field : `(${column.heading})`));

describe("columnsOf", () => {
  it.each([
    [
      ["Subscriber ID", "First Name", "Last Name", "Email", "Phone"],
      ["id", "first_name", "last_name", "email", "phone"],
    ],
    [
      ["ID de contacto", "Nombre", "Apellidos", "Correo electrónico", "Teléfono"],
      ["id", "first_name", "last_name", "email", "phone"],
    ],
    [
      ["Contact Id", "FULL NAME", "E-mail", "WhatsApp Phone"],
      ["id", "name", "email", "whatsapp_phone"],
    ],
    [
      ["id", "Nombre"],
      ["id", "name"],
    ],
  ])("knows %j", (header, fields) => {
    expect(read(...header)).toEqual(fields);
  });

  it("keeps what it does not know under its heading, and what comes twice or has none", () => {
    expect(read("id", "Ciudad", "email", "Correo", "Ciudad", " ", "toString")).toEqual([
      "id",
      "(Ciudad)",
      "email",
      "(Correo)",
      "(Ciudad 2)",
      "(#6)",
      "(toString)",
    ]);
  });

  it.each([[["name", "email"]], [[]], [["1,Ana"]]])("is nothing without an id: %j", (header) => {
    expect(columnsOf(header)).toBeNull();
  });
});
