import { describe, expect, it } from "vitest";
import { associationRules, frequentItemsets, recommendNext } from "../../../src/baskets/index.js";
import { errorOf } from "../../error-of.js";
import { type Purchase, shopColumns, simulatedShop } from "./simulated-shop.js";

const shop = simulatedShop(120, 1);
const itemNumber = (item: unknown): number => Number(String(item).slice(1));

/** Five purchases of two customers, too few to learn from. */
const few: Purchase[] = [
  { customer: "anna", item: "tea", date: "2026-03-01", amount: 24.99 },
  { customer: "anna", item: "tea", date: "2026-03-08", amount: 0 },
  { customer: "anna", item: "tea", date: "2026-03-15", amount: 0 },
  { customer: "anna", item: "jam", date: "2026-03-15", amount: 0 },
  { customer: "ben", item: "jam", date: "2026-03-14", amount: 25 },
  { customer: "cleo", item: "rice", date: "2026-03-14", amount: 26 },
];

describe("recommendNext", () => {
  it("refuses an item with two prices, wherever they stand, and takes the same price twice", () => {
    const prices = (...given: number[]) => given.map((price) => ({ item: "tea", price }));
    const two = errorOf(() => recommendNext(few, { ...shopColumns, prices: prices(3, 4) }));
    expect(two.code).toBe("duplicate-name");
    expect(two.message).toMatch(/row 2.*two prices, 3 and 4/);
    const same = recommendNext(few, { ...shopColumns, prices: prices(3, 3) });
    expect(same.toRows()).toEqual(recommendNext(few, { ...shopColumns, prices: prices(3) }).toRows());
  });

  it("counts one customer and one day in the singular", () => {
    const [warning] = recommendNext(few, { ...shopColumns, asOf: "2026-03-16", days: 1 }).warnings;
    expect(warning).toMatch(/only 1 customer known 1 day before bought again/);
  });

  it("warns of ids that are in no purchase", () => {
    const warningsOf = (options: object) => recommendNext(few, { ...shopColumns, ...options }).warnings.slice(1);
    expect(warningsOf({ eligible: ["ana", "ben", "zoe"] })).toEqual([
      'option "eligible": "ana" bought nothing and gets no list, and so with 1 more of 3',
    ]);
    expect(warningsOf({ allow: ["teas"], deny: ["jam", "rise"] })).toEqual([
      'option "allow": "teas" was bought by nobody',
      'option "deny": "rise" was bought by nobody',
    ]);
    expect(warningsOf({ eligible: ["ben"], allow: ["tea"] })).toEqual([]);
  });

  it("offers what customers buy", () => {
    const lists = recommendNext(shop, { ...shopColumns, top: 5 });
    const bought = new Set(shop.map(({ customer, item }) => `${customer} ${item}`));
    expect(lists.numRows).toBe(120 * 5);
    for (const { customer, item } of lists.toRows()) expect(bought).toContain(`${customer} ${item}`);
  });

  it("offers, where repeats are left out, what customers of the same taste buy", () => {
    const early = simulatedShop(400, 5).filter(({ date }) => date < "2026-02-25");
    const lists = recommendNext(early, { ...shopColumns, repeats: false, days: 21, top: 4 });
    expect(lists.weights!.similarCustomers).toBeGreaterThan(0);
    for (const { customer, item } of lists.toRows()) {
      expect(itemNumber(item) < 20).toBe(itemNumber(customer) % 2 === 0);
    }
  });

  it("gives chances that come true on average", () => {
    const cutoff = "2026-09-07";
    const lists = recommendNext(shop, { ...shopColumns, asOf: cutoff, days: 14, top: 10 });
    const bought = new Set(
      shop
        .filter(({ date }) => date >= cutoff && date < "2026-09-21")
        .map(({ customer, item }) => `${customer} ${item}`),
    );
    const rows = lists.toRows();
    const expected = rows.reduce((sum, { score }) => sum + score!, 0);
    const variance = rows.reduce((sum, { score }) => sum + score! * (1 - score!), 0);
    const happened = rows.filter(({ customer, item }) => bought.has(`${customer} ${item}`)).length;
    expect(Math.abs(happened - expected)).toBeLessThan(4 * Math.sqrt(variance));
  });

  it("ranks by chance within each customer, from 1", () => {
    const rows = recommendNext(shop, { ...shopColumns, top: 5 }).toRows();
    rows.forEach((row, i) => {
      expect(row.rank).toBe((i % 5) + 1);
      if (row.rank! > 1) expect(row.score!).toBeLessThanOrEqual(rows[i - 1]!.score!);
    });
  });

  it("says why: the rhythm of what was bought before, how many similar customers bought it", () => {
    const lists = recommendNext(few, { ...shopColumns, asOf: "2026-03-20" });
    const why = (customer: string, item: string) =>
      lists.toRows().find((row) => row.customer === customer && row.item === item)!.why;
    expect(why("anna", "tea")).toBe("bought on 3 days, last on 2026-03-15, every 7 days: due in 2 days");
    const later = recommendNext(few, { ...shopColumns, asOf: "2026-03-25" }).toRows();
    expect(later.find(({ customer, item }) => customer === "anna" && item === "tea")!.why).toMatch(/due 3 days ago$/);
    expect(why("anna", "jam")).toBe("bought on 2026-03-15");
    expect(why("ben", "tea")).toBe("bought by the most similar customer");
    expect(why("cleo", "jam")).toBe("popular: bought by 2 customers");
  });

  it("lists own frequency without scores, and says so, where there is too little to learn from", () => {
    const lists = recommendNext(few, shopColumns);
    expect(lists.toRows()[0]).toMatchObject({ customer: "anna", item: "tea", score: null });
    expect(lists.weights).toBeNull();
    expect(lists.warnings[0]).toMatch(/own frequency: no customer/);
  });

  it("gives lists to those who spend 25 a week and more", () => {
    const lists = recommendNext(few, {
      ...shopColumns,
      asOf: "2026-03-20",
      amount: "amount",
      eligible: { spendPerWeek: 25, weeks: 1 },
    });
    expect([...new Set(lists.column("customer").toArray())]).toEqual(["ben", "cleo"]);
    expect(lists.ledger).toMatchObject({ customers: 3, notEligible: 1 });
  });

  it("keeps to the lists of what may be offered, and leaves repeats out when asked", () => {
    const allowed = recommendNext(few, { ...shopColumns, allow: ["tea", "rice"], deny: ["rice"] });
    expect(new Set(allowed.column("item").toArray())).toEqual(new Set(["tea"]));
    const fresh = recommendNext(few, { ...shopColumns, repeats: false });
    expect(
      fresh
        .where(({ customer }) => customer === "anna")
        .column("item")
        .toArray(),
    ).toEqual(["rice"]);
  });

  it("offers what is on sale, at the price of the day", () => {
    const prices = [
      { item: "tea", price: 4, promotion: null },
      { item: "jam", price: 3, promotion: 2 },
    ];
    const lists = recommendNext(few, { ...shopColumns, prices });
    expect(lists.toRows().find(({ item }) => item === "jam")).toMatchObject({ price: 2, promotion: true });
    expect(lists.column("item").toArray()).not.toContain("rice");
    const byRevenue = recommendNext(shop, {
      ...shopColumns,
      prices: { item: ["i1", "i2"], price: [1, 1e6] },
      rankBy: "expectedRevenue",
      top: 1,
    });
    expect(new Set(byRevenue.column("item").toArray())).toEqual(new Set(["i2"]));
  });

  it("learns from earlier offers: waits out the cadence, and stops what is ignored until it is redeemed", () => {
    const offer = (date: string, redeemed: boolean, customer = "ben", item = "tea") => ({
      ...{ customer, item, date, redeemed },
    });
    const listed = (offers: object[], cadence = 0) =>
      recommendNext(few, { ...shopColumns, asOf: "2026-03-20", offers, cadence, ignoredLimit: 2 });
    const ignored = [offer("2026-03-01", false), offer("2026-03-02", false)];
    const hasTea = (offers: object[]) =>
      listed(offers)
        .toRows()
        .some(({ customer, item }) => customer === "ben" && item === "tea");
    expect(hasTea(ignored.slice(1))).toBe(true);
    expect(hasTea(ignored)).toBe(false);
    expect(hasTea([...ignored, offer("2026-03-03", true)])).toBe(true);
    expect(hasTea([offer("2026-03-03", true), ...ignored])).toBe(true);
    const waiting = listed([offer("2026-03-15", true)], 7);
    expect(waiting.ledger.waiting).toBe(1);
    expect(waiting.column("customer").toArray()).not.toContain("ben");
  });

  it("takes candidates and reasons from rules", () => {
    const baskets = Array.from({ length: 4 }, () => ["jam", "bread"]);
    const rules = associationRules(frequentItemsets(baskets, { minCount: 1 }), { minConfidence: 0.5 });
    const shopWithBread = [...few, { customer: "dora", item: "bread", date: "2026-01-01", amount: 1 }];
    const lists = recommendNext(shopWithBread, { ...shopColumns, rules });
    expect(lists.toRows().find(({ customer, item }) => customer === "ben" && item === "bread")!.why).toBe(
      "100 % of baskets with jam hold it, too",
    );
  });

  it("gives the same lists whatever the order of the rows", () => {
    const byCustomer = (rows: Purchase[]) =>
      recommendNext(rows, { ...shopColumns, top: 3 })
        .toRows()
        .sort((a, b) => (`${a.customer} ${a.rank}` < `${b.customer} ${b.rank}` ? -1 : 1))
        .map(({ customer, rank, item, score }) => ({ customer, rank, item, score: score!.toFixed(9) }));
    expect(byCustomer([...shop].reverse())).toEqual(byCustomer(shop));
  });

  it("refuses what it cannot read and names what would help", () => {
    const message = (call: () => unknown) => errorOf(call).message;
    expect(message(() => recommendNext(few, { ...shopColumns, item: "product" }))).toMatch(/recommendNext.*"product"/);
    expect(message(() => recommendNext(few, { ...shopColumns, eligible: { spendPerWeek: 25 } }))).toMatch(/"amount"/);
    expect(message(() => recommendNext(few, { ...shopColumns, rankBy: "expectedRevenue" }))).toMatch(/"prices"/);
    expect(message(() => recommendNext(few, { ...shopColumns, cadence: 7 }))).toMatch(/"offers"/);
    expect(message(() => recommendNext(few, { ...shopColumns, allow: [1] }))).toMatch(/ids must have one type/);
    expect(message(() => recommendNext(few, { ...shopColumns, asOf: "2020-01-01" }))).toMatch(/nothing was bought/);
    const gap = [{ customer: null, item: "tea", date: "2026-03-01" }];
    expect(message(() => recommendNext(gap, shopColumns))).toMatch(/row 1.*missingCustomer: "drop"/);
  });
});
