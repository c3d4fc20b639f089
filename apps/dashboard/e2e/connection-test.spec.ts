import { expect, runsOf, test } from "./stack.ts";

test("the connection is tested from the card: what the provider says stands there, nothing is started, and a refused key is told apart", async ({
  home,
  stage,
  server,
}) => {
  const card = home.getByTestId("card-stripe");
  const press = home.getByTestId("test-stripe");
  const tested = card.getByTestId("tested");
  stage.fake.gate.close();
  await press.dblclick();
  await expect(press).toHaveAttribute("aria-busy", "true");
  await stage.fake.gate.untilHeld(1);
  stage.fake.gate.open();
  await expect(tested).toContainText("Conexión correcta");
  await expect(press).not.toHaveAttribute("aria-busy");
  stage.fake.faults.set({ rules: [{ kind: "status", status: 401 }] });
  await press.click();
  await expect(tested).toContainText("La prueba no pasó");
  await home.getByTestId("choose-en").click();
  await expect(tested).toContainText("The test did not pass");
  expect(await runsOf(server)).toEqual([]);
});
