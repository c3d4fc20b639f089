import { expect, it } from "vitest";
import { personAt } from "./people.ts";

const people = Array.from({ length: 3000 }, (_, index) => personAt(7, index));

it("knows the same person by the same number, whoever asks first", () => {
  expect(personAt(7, 1234)).toEqual(people[1234]);
});

it("gives nobody somebody else's e-mail, and none that could exist", () => {
  expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
  expect(people.filter(({ email }) => !/^[a-z]+\.[a-z]+\d+@[a-z]+\.example$/.test(email))).toEqual([]);
});

it("gives phone numbers of the right length that belong to nobody", () => {
  const unassigned = /^\+52(55|33|81|222|442|999|951|477)0\d{6,7}$|^\+3455\d{7}$/;
  expect(people.filter(({ phone }) => !unassigned.test(phone))).toEqual([]);
  expect(new Set(people.map(({ phone }) => phone.length))).toEqual(new Set([13, 12]));
});

it("lives in Mexico and Spain and pays in their money", () => {
  const homes = new Set(people.map(({ place, currency }) => `${place.country} ${currency}`));
  expect(homes).toEqual(new Set(["MX mxn", "ES eur"]));
});
