import { describe, expect, it } from "vitest";
import { lifeEventRules } from "../../../src/baskets/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

const at = (days: number): Date => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000);

describe("lifeEventRules", () => {
  it("counts by hand", () => {
    const events = [{ customer: "ada", event: "home", date: at(10) }];
    const purchases = [
      { customer: "ada", product: "loan", date: at(40) },
      { customer: "bob", product: "loan", date: at(50) },
      { customer: "cem", product: "loan", date: at(101) },
      { customer: "dan", product: "loan", date: at(10) },
      { customer: "eve", product: "fund", date: at(300) },
    ];
    const rules = lifeEventRules(events, purchases, { within: 90 });
    // Of the four others, bob alone bought in the 90 days after day 10.
    expect(rules.toRows()).toMatchObject([
      { event: "home", product: "loan", events: 1, count: 1, share: 1, expected: 0.25, lift: 4 },
    ]);
    // One purchase at a chance of (1 + 0.5) / (4 + 1).
    expect(rules.column("adjustedPValue").at(0)).toBeCloseTo(0.3 * 2, 12);
  });

  it("counts those who never bought where it is told of them", () => {
    const events = [
      { customer: 9, event: "home", date: at(10) },
      { customer: 1, event: "home", date: at(10) },
    ];
    const purchases = [
      { customer: 1, product: "loan", date: at(20) },
      { customer: 2, product: "loan", date: at(200) },
    ];
    expect(lifeEventRules(events, purchases).ledger).toMatchObject({ notCustomers: 1, tooLate: 0 });
    const customers = Array.from({ length: 10 }, (_, i) => ({ customer: i }));
    const rules = lifeEventRules(events, purchases, { customers, minCount: 1 });
    expect(rules.toRows()).toMatchObject([{ events: 2, count: 1, share: 0.5, expected: 0, lift: null }]);
  });

  it("finds the product that an event calls for, and no other, whatever the season", () => {
    const random = createRandom(40);
    const events: { customer: number; event: string; date: Date }[] = [];
    const purchases: { customer: number; product: string; date: Date }[] = [];
    const customers = Array.from({ length: 1500 }, (_, customer) => ({ customer }));
    for (const { customer } of customers) {
      if (random.uniform() < 0.15) {
        // Homes are bought in spring, when everybody buys gardening tools.
        const home = 80 + 60 * random.uniform();
        events.push({ customer, event: "home", date: at(home) });
        if (random.uniform() < 0.3)
          purchases.push({ customer, product: "appliance loan", date: at(home + 60 * random.uniform()) });
      }
      if (random.uniform() < 0.4)
        purchases.push({ customer, product: "garden", date: at(100 + 80 * random.uniform()) });
      if (random.uniform() < 0.2)
        purchases.push({ customer, product: "appliance loan", date: at(400 * random.uniform()) });
    }
    const rules = lifeEventRules(events, purchases, { customers, within: 60 });
    const [loan, garden] = rules.toRows();
    expect([loan!.product, garden!.product]).toEqual(["appliance loan", "garden"]);
    expect(loan!.liftLower!).toBeGreaterThan(4);
    expect(loan!.adjustedPValue!).toBeLessThan(1e-9);
    expect(garden!.adjustedPValue!).toBeGreaterThan(0.05);
    expect(garden!.liftLower!).toBeLessThan(1);
    expect(garden!.liftUpper!).toBeGreaterThan(1);
  });

  it("raises false alarms no more often than it says", () => {
    const random = createRandom(41);
    let alarms = 0;
    for (let study = 0; study < 100; study++) {
      const customers = Array.from({ length: 150 }, (_, customer) => ({ customer }));
      const events = customers
        .filter(() => random.uniform() < 0.2)
        .map((row) => ({ ...row, event: "e", date: at(100 * random.uniform()) }));
      const purchases = customers
        .filter(() => random.uniform() < 0.3)
        .map((row) => ({ ...row, product: "p", date: at(200 * random.uniform()) }));
      const [rule] = lifeEventRules(events, purchases, { customers, within: 60, asOf: at(200) }).toRows();
      if ((rule?.adjustedPValue ?? 1) < 0.05) alarms++;
    }
    expect(alarms).toBeLessThanOrEqual(11);
  });

  it("leaves out events whose days are not over, and events that everybody has", () => {
    const rows = [
      { customer: 1, event: "late", date: at(95) },
      { customer: 1, event: "all", date: at(1) },
      { customer: 2, event: "all", date: at(1) },
    ];
    const purchases = [
      { customer: 1, product: "p", date: at(5) },
      { customer: 2, product: "p", date: at(100) },
    ];
    const rules = lifeEventRules(rows, purchases, { within: 30 });
    expect(rules.ledger).toEqual({
      ...{ events: 3, tooLate: 1, notCustomers: 0, withoutOthers: 2, repeated: 0 },
      ...{ purchases: 2, purchasesOfNotCustomers: 0 },
    });
    expect(rules.numRows).toBe(0);
  });

  it("counts an event that is told several times once", () => {
    const purchases = [
      { customer: "ada", product: "loan", date: at(20) },
      { customer: "bob", product: "fund", date: at(300) },
    ];
    const told = (days: number[]) => days.map((day) => ({ customer: "ada", event: "home", date: at(day) }));
    const once = lifeEventRules(told([10]), purchases, { within: 90 });
    const often = lifeEventRules(told([40, 10, 10, 100, 10]), purchases, { within: 90 });
    expect(often.toRows()).toEqual(once.toRows());
    expect(often.ledger).toMatchObject({ events: 5, repeated: 4 });
    // The next one is 91 days after the first, though only one day after one that does not count.
    expect(lifeEventRules(told([10, 100, 101]), purchases, { within: 90 }).ledger.repeated).toBe(1);
    const others = [...told([10]), { customer: "bob", event: "home", date: at(11) }];
    expect(lifeEventRules(others, purchases).ledger.repeated).toBe(0);
    const kinds = [...told([10]), { customer: "ada", event: "child", date: at(11) }];
    expect(lifeEventRules(kinds, purchases).ledger.repeated).toBe(0);
  });

  it("counts purchases of those who are not among the customers", () => {
    const events = [{ customer: 1, event: "home", date: at(10) }];
    const purchases = [1, 2, 3, 3].map((customer) => ({ customer, product: "loan", date: at(20) }));
    const customers = [{ customer: 1 }, { customer: 2 }];
    const rules = lifeEventRules(events, purchases, { customers, within: 5, asOf: at(60) });
    expect(rules.ledger).toMatchObject({ purchases: 4, purchasesOfNotCustomers: 2 });
    expect(lifeEventRules(events, purchases).ledger.purchasesOfNotCustomers).toBe(0);
  });

  it("refuses ids of different types, and empty tables", () => {
    const events = [{ customer: "1", event: "home", date: at(1) }];
    const purchases = [{ customer: 1, product: "p", date: at(5) }];
    expect(errorOf(() => lifeEventRules(events, purchases)).code).toBe("column-type");
    expect(errorOf(() => lifeEventRules([], purchases)).code).toBe("empty-table");
  });
});
