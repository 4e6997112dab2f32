import { describe, expect, it } from "vitest";
import { recommendBySegment } from "../../../src/baskets/index.js";
import { errorOf } from "../../error-of.js";
import { type Purchase, shopColumns, simulatedShop } from "./simulated-shop.js";

const shop = simulatedShop(200, 1).filter(({ date }) => date < "2026-04-01");
const customers = [...new Set(shop.map(({ customer }) => customer))];
const itemNumber = (item: unknown): number => Number(String(item).slice(1));
const tasteOf = (customer: string): string => (Number(customer.slice(1)) % 2 === 0 ? "even" : "odd");
const segments = customers.map((customer) => ({ customer, segment: tasteOf(customer) }));
const items = Array.from({ length: 40 }, (_, i) => `i${i}`);
const groups = items.map((item, i) => ({ item, group: `g${Math.floor(i / 4)}` }));
const prices = items.map((item, i) => ({ item, price: 1 + (i % 4) }));

/** Two customers of one segment who buy beans, one of another who buys all coffee. */
const cafe: Purchase[] = [
  { customer: "ada", item: "beans", date: "2026-03-01", amount: 1 },
  { customer: "bob", item: "beans", date: "2026-03-02", amount: 1 },
  { customer: "bob", item: "jam", date: "2026-03-02", amount: 1 },
  ...["beans", "reserve", "jam"].map((item) => ({ customer: "cem", item, date: "2026-03-03", amount: 1 })),
  { customer: "dora", item: "tea", date: "2026-03-03", amount: 1 },
];
const cafeSegments = [
  { customer: "ada", segment: "small" },
  { customer: "bob", segment: "small" },
  { customer: "cem", segment: "large" },
  { customer: "eve", segment: "large" },
];
const cafeGroups = [
  { item: "beans", group: "coffee" },
  { item: "reserve", group: "coffee" },
];
const cafePrices = [
  { item: "beans", price: 5 },
  { item: "reserve", price: 9.5 },
  { item: "jam", price: 3 },
];

describe("recommendBySegment", () => {
  it("offers each segment what its own taste buys, and nothing of the other taste first", () => {
    const lists = recommendBySegment(shop, { ...shopColumns, segments, days: 21, top: 5 });
    expect(lists.column("segment").toArray()).toEqual([...Array(5).fill("even"), ...Array(5).fill("odd")]);
    for (const { segment, item, kind, score } of lists.toRows()) {
      expect(itemNumber(item) < 20).toBe(segment === "even");
      expect(kind).toBe("cross-sell");
      expect(score!).toBeGreaterThan(0);
    }
  });

  it("counts for whom an offer is new, and ranks by the buyers to expect", () => {
    const lists = recommendBySegment(shop, { ...shopColumns, segments, days: 21, top: 8 });
    const holders = (segment: unknown, item: unknown) =>
      customers.filter(
        (one) => tasteOf(one) === segment && shop.some((row) => row.customer === one && row.item === item),
      ).length;
    const rows = lists.toRows();
    rows.forEach((row, i) => {
      expect(row.customers!).toBeLessThanOrEqual(100 - holders(row.segment, row.item));
      expect(row.expectedBuyers!).toBeCloseTo(row.score! * row.customers!, 12);
      if (row.rank! > 1) expect(row.expectedBuyers!).toBeLessThanOrEqual(rows[i - 1]!.expectedBuyers!);
    });
  });

  it("expects as many buyers as come, summed over the items of a segment", () => {
    const before = "2026-03-11";
    const lists = recommendBySegment(shop, { ...shopColumns, segments, asOf: before, days: 21, top: 40 });
    const known = new Set(shop.filter(({ date }) => date < before).map(({ customer, item }) => `${customer} ${item}`));
    const next = new Set(
      shop
        .filter(({ date }) => date >= before)
        .map(({ customer, item }) => `${customer} ${item}`)
        .filter((pair) => !known.has(pair)),
    );
    const expected = lists.toRows().reduce((sum, { expectedBuyers }) => sum + expectedBuyers!, 0);
    expect(Math.abs(next.size - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  it("sells up to the dearer items of a group and across to other groups", () => {
    const lists = recommendBySegment(shop, { ...shopColumns, segments, groups, prices, days: 21, top: 40 });
    expect(new Set(lists.column("kind").toArray())).toEqual(new Set(["cross-sell", "up-sell"]));
    const price = (item: string) => 1 + (itemNumber(item) % 4);
    const group = (item: string) => Math.floor(itemNumber(item) / 4);
    const dearestOf = new Map<string, number>();
    for (const { customer, item } of shop) {
      const key = `${customer} ${group(item)}`;
      dearestOf.set(key, Math.max(dearestOf.get(key) ?? 0, price(item)));
    }
    for (const row of lists.toRows()) {
      const item = String(row.item);
      const suits = customers.filter((customer) => {
        const dearest = dearestOf.get(`${customer} ${group(item)}`);
        const suitsKind = row.kind === "cross-sell" ? dearest === undefined : dearest! < price(item);
        return tasteOf(customer) === row.segment && suitsKind;
      });
      expect(row.customers!).toBeLessThanOrEqual(suits.length);
      expect(row.price).toBe(price(item));
    }
  });

  it("says why, in words, and ranks by who buys where there is too little to learn from", () => {
    const lists = recommendBySegment(cafe, {
      ...shopColumns,
      segments: cafeSegments,
      groups: cafeGroups,
      prices: cafePrices,
    });
    expect(lists.toRows()).toEqual([
      {
        ...{
          segment: "small",
          kind: "cross-sell",
          rank: 1,
          item: "jam",
          score: null,
          customers: 1,
          expectedBuyers: null,
        },
        ...{ price: 3, why: "bought by 50 % of the segment and 50 % of all customers" },
      },
      {
        ...{
          segment: "small",
          kind: "up-sell",
          rank: 1,
          item: "reserve",
          score: null,
          customers: 2,
          expectedBuyers: null,
        },
        ...{
          price: 9.5,
          why:
            "at 9.50, where these customers pay up to 5.00 for coffee; " +
            "bought by 0 % of the segment and 25 % of all customers",
        },
      },
    ]);
    expect(lists.warnings[0]).toMatch(/no scores/);
    expect(lists.ledger).toMatchObject({ customers: 4, withoutSegment: 1, withoutPurchase: 1 });
  });

  it("names the item the largest share of whose buyers buy the offer, with how many they are", () => {
    const buy = (customer: string, items: readonly string[]) =>
      items.map((item) => ({ customer, item, date: "2026-03-01", amount: 1 }));
    const many = (prefix: string, count: number, items: readonly string[]) =>
      Array.from({ length: count }, (_, i) => buy(`${prefix}${i}`, items)).flat();
    // Bread stands beside milk 20 times of 30, butter only 8 times, but of 10.
    const baskets = [
      ...many("a", 14, ["bread", "milk"]),
      ...many("b", 6, ["bread", "milk", "butter"]),
      ...many("c", 2, ["milk", "butter"]),
      ...many("d", 8, ["bread"]),
      ...many("e", 2, ["bread", "butter"]),
    ];
    const ids = [...new Set(baskets.map(({ customer }) => customer))];
    const all = { customer: ids, segment: ids.map(() => "all") };
    const rows = recommendBySegment(baskets, { ...shopColumns, segments: all }).toRows();
    expect(rows.find(({ item }) => item === "milk")!.why).toBe(
      "bought by 69 % of the segment and 69 % of all customers; bought by 8 of the 10 customers who buy butter",
    );
  });

  it("keeps to what may be offered, and ranks by revenue where prices are given", () => {
    const denied = recommendBySegment(cafe, { ...shopColumns, segments: cafeSegments, deny: ["jam", "reserve"] });
    expect(denied.column("item").toArray()).not.toContain("jam");
    const dear = items.map((item, i) => ({ item, price: i === 7 || i === 27 ? 1e6 : 1 }));
    const lists = recommendBySegment(shop, {
      ...shopColumns,
      segments,
      prices: dear,
      rankBy: "expectedRevenue",
      top: 1,
    });
    expect(lists.column("item").toArray()).toEqual(["i7", "i27"]);
  });

  it("takes another column for the segment, and refuses a customer in two", () => {
    const tiers = segments.map(({ customer, segment }) => ({ customer, tier: segment }));
    const byTier = recommendBySegment(shop, { ...shopColumns, segments: tiers, segment: "tier", top: 2 });
    expect(byTier.toRows()).toEqual(recommendBySegment(shop, { ...shopColumns, segments, top: 2 }).toRows());
    const twice = [...cafeSegments, { customer: "ada", segment: "large" }];
    expect(errorOf(() => recommendBySegment(cafe, { ...shopColumns, segments: twice })).message).toMatch(
      /row 5.*two segments, "small" and "large"/,
    );
    const inTwoGroups = [...cafeGroups, { item: "beans", group: "staples" }];
    expect(
      errorOf(() => recommendBySegment(cafe, { ...shopColumns, segments: cafeSegments, groups: inTwoGroups })).code,
    ).toBe("duplicate-name");
    expect(errorOf(() => recommendBySegment(cafe, { ...shopColumns, segments: [] })).code).toBe("empty-table");
  });
});
