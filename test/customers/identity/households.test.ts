import { parsePhoneNumberFromString } from "libphonenumber-js";
import { expect, it } from "vitest";
import { groupHouseholds, productHoldings, table } from "../../../src/index.js";
import { errorOf } from "../../error-of.js";

const customers = {
  customer: [4, 1, 2, 3, 5, 6],
  surname: ["Weber", "weber", "Kaya", "Kaya", null, "Lind"],
  street: ["Hauptstraße 5", "Hauptstr. 5", "Hauptstr. 5", "Am Markt 1", null, "Am Markt 2"],
  phone: ["0170 111 2222", null, "0170 3334444", "+49 170 3334444", null, null],
  balance: [900, 300, 50, null, 20, 7],
  products: [2, 1, 1, 3, 0, 1],
};

const same = [["surname", { column: "street", as: "address" }], [{ column: "phone", as: "phone" }]] as const;

it("joins customers who agree in all columns of a rule, and totals what they have", () => {
  const households = groupHouseholds(customers, { same, measures: ["balance", "products"] });
  expect(households.toRows()).toEqual([
    { household: 0, members: 2, balance: 1200, products: 3 },
    { household: 1, members: 2, balance: 50, products: 4 },
    { household: 2, members: 1, balance: 20, products: 0 },
    { household: 3, members: 1, balance: 7, products: 1 },
  ]);
  expect(households.membership.toRows().map(({ customer, household }) => [customer, household])).toEqual([
    [4, 0],
    [1, 0],
    [2, 1],
    [3, 1],
    [5, 2],
    [6, 3],
  ]);
  expect(households.ledger).toEqual({ customers: 6, households: 4, alone: 2, withoutValues: 1, tooLarge: 0 });
  expect(households.warnings.join()).toMatch(/1 customer lacks the values of every rule and is a household of its own/);
});

it("joins what different rules join to one household", () => {
  const { membership } = groupHouseholds(
    { customer: [1, 2, 3], street: ["a 1", "a 1", null], phone: [null, "123456", "123456"] },
    { same: [["street"], ["phone"]] },
  );
  expect(membership.column("household").toArray()).toEqual([0, 0, 0]);
});

it("tells phones of different countries apart, with and without the package of phone numbers", () => {
  const phone = ["+49 171 2345678", "+1 171 2345678", "0049 171 2345678", "0171 2345678", "0171 2345678"];
  const rows = { customer: [1, 2, 3, 4, 5], phone };
  const householdsWith = (libraries: object) =>
    groupHouseholds(rows, { same: [[{ column: "phone", as: "phone" }]], ...libraries })
      .membership.column("household")
      .toArray();
  // Without a country nothing says which of the two the numbers without a code are.
  expect(householdsWith({})).toEqual([0, 1, 0, 2, 2]);
  expect(householdsWith({ phones: { parsePhoneNumberFromString }, country: "DE" })).toEqual([0, 1, 0, 0, 0]);
});

it("does not make a household of an office", () => {
  const many = Array.from({ length: 30 }, (_, i) => i);
  const { ledger, warnings } = groupHouseholds(
    { customer: many, street: many.map(() => "Office Road 1") },
    { same: [["street"]] },
  );
  expect(ledger).toMatchObject({ households: 30, tooLarge: 1 });
  expect(warnings.join()).toMatch(/1 group with the same values has more than 12 customers and was not joined/);
});

it("leaves totals out that are too large for a number, and says so", () => {
  const households = groupHouseholds(
    { customer: [1, 2, 3], street: ["a 1", "a 1", "b 2"], balance: [1e308, 1e308, 5] },
    {
      same: [["street"]],
      measures: { total: { sum: "balance" }, mean: { mean: "balance" }, most: { max: "balance" } },
    },
  );
  expect(households.toRows()).toMatchObject([
    { total: null, mean: null, most: 1e308 },
    { total: 5, mean: 5, most: 5 },
  ]);
  expect(households.warnings).toEqual([
    '"total" of 1 household is larger than a number can be, or made from infinite values, and is missing',
    '"mean" of 1 household is larger than a number can be, or made from infinite values, and is missing',
  ]);
});

it("takes measures by name, and goes where customers go", () => {
  const households = groupHouseholds(customers, {
    same,
    measures: { richest: { max: "balance" }, accounts: { sum: "products" } },
  });
  expect(households.column("richest").toArray()).toEqual([900, 50, 20, 7]);
  const held = table(customers).join(households.membership, { on: "customer" });
  const holdings = productHoldings(
    { customer: held.column("customer"), household: held.column("household"), product: ["a", "b", "a", "c", "a", "a"] },
    { customer: "customer", product: "product", household: "household" },
  );
  expect(holdings.households).not.toBeNull();
});

it.each([
  ["a customer twice", { customer: [1, 1], a: ["x", "y"] }, { same: [["a"]] }, "inconsistent-row"],
  ["no rules", { customer: [1], a: ["x"] }, { same: [] }, "invalid-option"],
  ["an empty rule", { customer: [1], a: ["x"] }, { same: [[]] }, "invalid-option"],
  ["an unknown column", { customer: [1], a: ["x"] }, { same: [["b"]] }, "unknown-column"],
  ["sums of text", { customer: [1], a: ["x"] }, { same: [["a"]], measures: ["a"] }, "column-type"],
  [
    "a measure called like a column of the result",
    { customer: [1], members: [1] },
    { same: [["customer"]], measures: ["members"] },
    "duplicate-column",
  ],
  ["no customers", { customer: [], a: [] }, { same: [["a"]] }, "empty-table"],
])("refuses %s", (_, input, options, code) => {
  const error = errorOf(() => groupHouseholds(input, options as never));
  expect(error).toMatchObject({ code });
  expect(error.message).toMatch(/^groupHouseholds: /);
});
