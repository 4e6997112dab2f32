import { describe, expect, it } from "vitest";
import { nextEvents, productHoldings } from "../../../src/baskets/index.js";
import { createRandom } from "../../../src/numeric/index.js";

const held = [
  ["ada", "h1", "account"],
  ["ada", "h1", "loan"],
  ["ada", "h1", "loan"],
  ["bob", "h1", "card"],
  ["cem", "h2", "account"],
  ["dan", "h3", "account"],
  ["dan", "h3", "loan"],
].map(([customer, household, product]) => ({ customer, household, product }));

describe("productHoldings", () => {
  it("shows what each customer holds, each product once", () => {
    const { matrix, customers } = productHoldings(held);
    expect(matrix.toRows()).toEqual([
      { customer: "ada", products: 2, account: true, card: false, loan: true },
      { customer: "bob", products: 1, account: false, card: true, loan: false },
      { customer: "cem", products: 1, account: true, card: false, loan: false },
      { customer: "dan", products: 2, account: true, card: false, loan: true },
    ]);
    expect(customers).toMatchObject({ holders: 4, perHolder: 1.5 });
    expect(customers.depth.toRows()).toEqual([
      { products: 1, holders: 2, share: 0.5 },
      { products: 2, holders: 2, share: 0.5 },
    ]);
  });

  it("says which products go together", () => {
    const pair = productHoldings(held)
      .customers.pairs.toRows()
      .find(({ product, other }) => product === "account" && other === "loan")!;
    expect(pair).toMatchObject({ holders: 3, both: 2, share: 2 / 3 });
    expect(pair.lift).toBeCloseTo(4 / 3, 12);
  });

  it("counts a household as one", () => {
    expect(productHoldings(held).households).toBeNull();
    const { households } = productHoldings(held, { household: "household" });
    expect(households).toMatchObject({ holders: 3, perHolder: 2 });
  });
});

describe("nextEvents", () => {
  const log = [
    ["ada", "home", "2026-01-01"],
    ["ada", "appliance", "2026-01-11"],
    ["bob", "home", "2026-01-01"],
    ["bob", "appliance", "2026-02-01"],
    ["bob", "home", "2026-06-01"],
    ["cem", "book", "2026-01-01"],
  ].map(([customer, event, date]) => ({ customer, event, date }));

  it("counts what comes next, and how long that takes", () => {
    const next = nextEvents(log);
    expect(next.toRows()).toMatchObject([
      { event: "appliance", next: "home", count: 1, share: 1, lift: 3, medianDays: 120 },
      { event: "home", next: "appliance", count: 2, share: 1, lift: 1.5, medianDays: 20.5 },
    ]);
    expect([next.steps, next.last]).toEqual([3, 3]);
  });

  it("leaves out what comes too late, or too seldom", () => {
    expect(nextEvents(log, { within: 15 }).toRows()).toMatchObject([{ event: "home", next: "appliance", count: 1 }]);
    expect(nextEvents(log, { minCount: 2 }).numRows).toBe(1);
  });

  it("finds the rule that is there, and none where there is none", () => {
    const random = createRandom(4);
    const rows = Array.from({ length: 400 }, (_, customer) => {
      const first = random.integer(4);
      const then = first === 0 && random.uniform() < 0.6 ? 1 : random.integer(4);
      return [first, then].map((event, i) => ({ customer, event: `e${event}`, date: Date.UTC(2026, 0, 1 + i) }));
    }).flat();
    const found = nextEvents(rows).toRows();
    const certain = found.filter(({ adjustedPValue }) => adjustedPValue! < 0.01);
    expect(certain.map(({ event, next }) => [event, next])).toEqual([["e0", "e1"]]);
    expect(found.reduce((sum, { count }) => sum + count!, 0)).toBe(400);
  });

  it("finds no step certain where events come by chance, though most of the possible steps never come", () => {
    const random = createRandom(12);
    const sure = Array.from({ length: 40 }, () => {
      const rows = Array.from({ length: 300 }, (_, i) => ({
        customer: i % 50,
        event: `e${random.integer(200)}`,
        date: Date.UTC(2026, 0, 1) + i,
      }));
      return nextEvents(rows)
        .toRows()
        .some(({ adjustedPValue }) => adjustedPValue! < 0.05);
    });
    expect(sure.filter(Boolean).length).toBeLessThanOrEqual(6);
  });
});
