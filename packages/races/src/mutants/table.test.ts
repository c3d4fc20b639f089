import { expect, it } from "vitest";
import { withRegion } from "./table.ts";

it("the table goes between its marks, and nowhere else", () => {
  const page = "a\n<!-- seeded defects: begin -->\nold\n<!-- seeded defects: end -->\nb\n";
  const written = withRegion(page, "new");
  expect(written).toBe("a\n<!-- seeded defects: begin -->\nnew\n<!-- seeded defects: end -->\nb\n");
  expect(withRegion(written, "new")).toBe(written);
  expect(() => withRegion("a\nb\n", "new")).toThrow("lacks its marks");
});
