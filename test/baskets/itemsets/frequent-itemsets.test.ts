import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frequentItemsets, type Itemsets } from "../../../src/baskets/index.js";
import { errorOf } from "../../error-of.js";
import { everyFrequentSet, outermost } from "./brute-force.js";

const shop = [["bread", "milk"], ["bread", "butter", "milk"], ["butter", "bread"], ["milk"], ["bread", "milk", "jam"]];

const asMap = (itemsets: Itemsets): Map<string, number> =>
  new Map(Array.from(itemsets.counts, (count, set) => [itemsets.itemsOf(set).join(), count]));

const sorted = (map: ReadonlyMap<string, number>): [string, number][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const anyBaskets = fc.array(fc.uniqueArray(fc.constantFrom(..."abcdefg"), { maxLength: 7 }), {
  minLength: 1,
  maxLength: 14,
});

describe("frequentItemsets", () => {
  it("counts every set of a small shop", () => {
    const found = frequentItemsets(shop, { minCount: 2 });
    expect(found.table().toRows()).toEqual([
      { items: "bread", length: 1, count: 4, support: 0.8 },
      { items: "milk", length: 1, count: 4, support: 0.8 },
      { items: "bread, milk", length: 2, count: 3, support: 0.6 },
      { items: "butter", length: 1, count: 2, support: 0.4 },
      { items: "bread, butter", length: 2, count: 2, support: 0.4 },
    ]);
    expect(found).toMatchObject({ baskets: 5, emptyBaskets: 0, minCount: 2, truncated: null });
  });

  it("finds what a search of all subsets finds, of every kind", () => {
    fc.assert(
      fc.property(anyBaskets, fc.integer({ min: 1, max: 5 }), (baskets, minCount) => {
        const all = everyFrequentSet(baskets, minCount);
        expect(sorted(asMap(frequentItemsets(baskets, { minCount })))).toEqual(sorted(all));
        for (const kind of ["closed", "maximal"] as const) {
          expect(sorted(asMap(frequentItemsets(baskets, { minCount, kind })))).toEqual(sorted(outermost(all, kind)));
        }
      }),
    );
  });

  it("finds the sets up to a length", () => {
    fc.assert(
      fc.property(anyBaskets, fc.integer({ min: 1, max: 4 }), (baskets, maxLength) => {
        const all = everyFrequentSet(baskets, 2);
        const short = (map: ReadonlyMap<string, number>) =>
          sorted(map).filter(([key]) => key.split(",").length <= maxLength);
        expect(sorted(asMap(frequentItemsets(baskets, { minCount: 2, maxLength })))).toEqual(short(all));
        const closed = frequentItemsets(baskets, { minCount: 2, maxLength, kind: "closed" });
        expect(sorted(asMap(closed))).toEqual(short(outermost(all, "closed")));
      }),
    );
  });

  it("compares shares with whole numbers of baskets: 7 of 100 are 0.07", () => {
    const baskets = Array.from({ length: 100 }, (_, i) => (i < 7 ? ["rare"] : ["common"]));
    expect(frequentItemsets(baskets, { minSupport: 0.07 }).minCount).toBe(7);
    expect(frequentItemsets(baskets, { minSupport: 0.0701 }).minCount).toBe(8);
    for (let count = 1; count <= 1000; count++) {
      const found = frequentItemsets([["a"], ["b"]], { minSupport: count / 1000, count: [999, 1] });
      expect(found.minCount).toBe(count);
    }
  });

  it("counts an item once a basket, and empty baskets as baskets", () => {
    const found = frequentItemsets([["a", "a", "b"], [], ["a"]], { minCount: 1 });
    expect(found.table().column("support").at(0)).toBe(2 / 3);
    expect(found).toMatchObject({ baskets: 3, emptyBaskets: 1 });
  });

  it("reads a table with a row for every item", () => {
    const rows = shop.flatMap((items, basket) => items.map((item) => ({ receipt: `r${basket}`, product: item })));
    const fromTable = frequentItemsets(rows, { basket: "receipt", item: "product", minCount: 2 });
    expect(fromTable.table().toRows()).toEqual(frequentItemsets(shop, { minCount: 2 }).table().toRows());
  });

  it("takes a count in place of identical baskets", () => {
    const counted = frequentItemsets(shop, { minCount: 3, count: [3, 1, 1, 0, 2] });
    const written = frequentItemsets([shop[0]!, shop[0]!, shop[0]!, shop[1]!, shop[2]!, shop[4]!, shop[4]!], {
      minCount: 3,
    });
    expect(counted.table().toRows()).toEqual(written.table().toRows());
  });

  it("says up to which length the sets are complete where there are too many", () => {
    const items = Array.from({ length: 50 }, (_, i) => `item ${i}`);
    const found = frequentItemsets(
      Array.from({ length: 30 }, () => items),
      { minSupport: 0.5, maxItemsets: 2000 },
    );
    expect(found.truncated?.maxLength).toBe(2);
    expect(found.truncated?.reason).toMatch(/more than 2000 sets; complete up to 2 items.*maxLength/);
    expect(found.size).toBe(50 + (50 * 49) / 2);
  });

  it("says thirty equal baskets of fifty items in one closed set", () => {
    const items = Array.from({ length: 50 }, (_, i) => `item ${i}`);
    const found = frequentItemsets(
      Array.from({ length: 30 }, () => items),
      { minSupport: 0.5, kind: "closed" },
    );
    expect(found.size).toBe(1);
    expect(found.itemsOf(0)).toHaveLength(50);
    expect(found.truncated).toBeNull();
  });

  it("counts groups in place of items, or beside them without saying the obvious", () => {
    const groups = [
      { item: "butter", group: "spread" },
      { item: "jam", group: "spread" },
    ];
    const replaced = asMap(frequentItemsets(shop, { minCount: 3, hierarchy: { groups } }));
    expect(replaced.get("bread,spread")).toBe(3);
    expect(replaced.has("butter")).toBe(false);
    const beside = asMap(frequentItemsets(shop, { minCount: 2, hierarchy: { groups, as: "beside" } }));
    expect(beside.get("bread,spread")).toBe(3);
    expect(beside.get("bread,butter")).toBe(2);
    expect(beside.has("butter,spread")).toBe(false);
  });

  it("refuses what has no answer and says what would", () => {
    const code = (call: () => unknown) => errorOf(call).code;
    expect(code(() => frequentItemsets([], { minCount: 1 }))).toBe("empty-table");
    expect(code(() => frequentItemsets(shop, {}))).toBe("invalid-option");
    expect(code(() => frequentItemsets(shop, { minCount: 1, minSupport: 0.1 }))).toBe("invalid-option");
    expect(code(() => frequentItemsets(shop, { minSupport: 0 }))).toBe("invalid-option");
    expect(code(() => frequentItemsets([["a", ""]], { minCount: 1 }))).toBe("missing-value");
    expect(code(() => frequentItemsets([["a"], "b"] as never, { minCount: 1 }))).toBe("unsupported-input");
    expect(code(() => frequentItemsets(shop, { minCount: 1, item: "x" }))).toBe("invalid-option");
    const rows = [
      { basket: 1, item: "a", n: 2 },
      { basket: 1, item: "b", n: 3 },
    ];
    expect(code(() => frequentItemsets(rows, { minCount: 1, count: "n" }))).toBe("inconsistent-row");
    expect(errorOf(() => frequentItemsets([{ basket: 1, item: null }], { minCount: 1 })).message).toMatch(
      /frequentItemsets: column "item", row 1/,
    );
  });
});
