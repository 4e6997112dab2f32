import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { associationRules, frequentItemsets } from "../../../src/baskets/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

const shop = [["bread", "milk"], ["bread", "butter", "milk"], ["butter", "bread"], ["milk"], ["bread", "milk", "jam"]];

describe("associationRules", () => {
  it("measures the rule from butter to bread as one does by hand", () => {
    const rules = associationRules(frequentItemsets(shop, { minCount: 2 }), { minConfidence: 0.9 });
    const [row] = rules.toRows();
    expect(rules.numRows).toBe(1);
    expect(row).toMatchObject({ antecedent: "butter", consequent: "bread", count: 2, support: 0.4, confidence: 1 });
    expect(row!.lift).toBeCloseTo(1.25, 12);
    expect(row!.leverage).toBeCloseTo(0.4 - 0.4 * 0.8, 12);
    expect(row!.conviction).toBe(Number.POSITIVE_INFINITY);
    // Both baskets with butter are among the four with bread: C(4, 2) / C(5, 2).
    expect(row!.pValue).toBeCloseTo(0.6, 12);
    expect(rules.itemsOf(0)).toEqual({ antecedent: ["butter"], consequent: ["bread"] });
  });

  it("compares confidence exactly: 4 of 5 are 0.8", () => {
    const baskets = [...Array.from({ length: 4 }, () => ["a", "b"]), ["a"]];
    const rules = associationRules(frequentItemsets(baskets, { minCount: 1 }), { minConfidence: 0.8 });
    expect(rules.toRows().map(({ antecedent }) => antecedent)).toContain("a");
  });

  it("gives a rule and the one turned round the same lift, and lists the more confident of them first", () => {
    const random = createRandom(3);
    const baskets = Array.from({ length: 200 }, () => [..."abcdefgh"].filter(() => random.uniform() < 0.3));
    const rows = associationRules(frequentItemsets(baskets, { minCount: 1, maxLength: 2 }), {
      minConfidence: 0,
    }).toRows();
    expect(rows).toHaveLength(56);
    rows.forEach((rule, place) => {
      const turned = rows.findIndex(
        (other) => other.antecedent === rule.consequent && other.consequent === rule.antecedent,
      );
      expect(rows[turned]!.lift).toBe(rule.lift);
      if (rule.confidence! > rows[turned]!.confidence!) expect(place).toBeLessThan(turned);
    });
  });

  it("leaves conviction open where everybody buys the consequent", () => {
    const rules = associationRules(frequentItemsets([["a", "b"], ["a", "b"], ["a"]], { minCount: 1 }), {
      minConfidence: 0,
    });
    const toA = rules.toRows().find(({ consequent }) => consequent === "a")!;
    expect(toA).toMatchObject({ lift: 1, leverage: 0, conviction: null, pValue: 1 });
  });

  it("drops the rules that a shorter one makes superfluous, as comparing all pairs of rules does", () => {
    const anyBaskets = fc.array(fc.uniqueArray(fc.constantFrom(..."abcde"), { minLength: 1 }), {
      minLength: 3,
      maxLength: 12,
    });
    fc.assert(
      fc.property(anyBaskets, (baskets) => {
        const found = frequentItemsets(baskets, { minCount: 1 });
        const all = associationRules(found, { minConfidence: 0, consequent: "any" });
        const rows = all.toRows().map((row, i) => ({ ...row, sets: all.itemsOf(i) }));
        const share = (items: readonly string[]) =>
          baskets.filter((basket: readonly string[]) => items.every((item) => basket.includes(item))).length /
          baskets.length;
        const isMoreGeneral = (other: (typeof rows)[number], rule: (typeof rows)[number]) =>
          other.consequent === rule.consequent &&
          other.sets.antecedent.length < rule.sets.antecedent.length &&
          other.sets.antecedent.every((item) => rule.sets.antecedent.includes(item));
        const kept = rows.filter(
          (rule) =>
            share(rule.sets.consequent) < rule.confidence! &&
            rows.every((other) => !isMoreGeneral(other, rule) || other.confidence! < rule.confidence!),
        );
        const dropped = associationRules(found, { minConfidence: 0, consequent: "any", redundant: "drop" });
        expect(dropped.toRows().map(({ antecedent, consequent }) => [antecedent, consequent])).toEqual(
          kept.map(({ antecedent, consequent }) => [antecedent, consequent]),
        );
        expect(dropped.droppedRedundant).toBe(rows.length - kept.length);
      }),
      { numRuns: 60 },
    );
  });

  it("corrects for all rules that were looked at, not for those that are shown", () => {
    const found = frequentItemsets(shop, { minCount: 2 });
    const shown = associationRules(found, { minConfidence: 0.9 }).toRows()[0]!;
    const all = associationRules(found, { minConfidence: 0 });
    // Three items in front of two others each, and two pairs in front of the third; milk and butter come together once.
    expect(all.candidates).toBe(8);
    expect(shown.adjustedPValue).toBe(all.toRows().find(({ antecedent }) => antecedent === "butter")!.adjustedPValue);
  });

  it("counts the rules looked at as trying all pairs of frequent sets does", () => {
    const anyBaskets = fc.array(fc.uniqueArray(fc.constantFrom(..."abcde"), { minLength: 1 }), {
      minLength: 3,
      maxLength: 12,
    });
    fc.assert(
      fc.property(anyBaskets, fc.constantFrom(1, 2, 3, undefined), (baskets, maxLength) => {
        const found = frequentItemsets(baskets, { minCount: 2, ...(maxLength === undefined ? {} : { maxLength }) });
        const sets = Array.from({ length: found.size }, (_, set) => found.itemsOf(set));
        const pairs = sets.flatMap((front) =>
          sets.filter(
            (behind) =>
              front.length + behind.length <= (maxLength ?? 5 + 5) && !behind.some((item) => front.includes(item)),
          ),
        );
        const candidates = (consequent: "single" | "any") =>
          associationRules(found, { minConfidence: 0, consequent }).candidates;
        expect(candidates("any")).toBe(pairs.length);
        expect(candidates("single")).toBe(pairs.filter((behind) => behind.length === 1).length);
      }),
      { numRuns: 60 },
    );
  });

  it("finds no rule certain where items have nothing to do with each other, though many come together", () => {
    const random = createRandom(11);
    const sure = Array.from({ length: 15 }, () => {
      const baskets = Array.from({ length: 500 }, () =>
        Array.from({ length: 100 }, (_, item) => `i${item}`).filter(() => random.uniform() < 0.03),
      );
      const rules = associationRules(frequentItemsets(baskets, { minCount: 2 }), { minConfidence: 0 });
      expect(rules.numRows).toBeGreaterThan(300);
      return rules.toRows().some(({ adjustedPValue }) => adjustedPValue! < 0.05);
    });
    // All rules are false here, so that one run in twenty may have any: 5 of 15 have one once in 1,600 times.
    expect(sure.filter(Boolean).length).toBeLessThan(5);
  });

  it("refuses itemsets that lack the counts of their parts", () => {
    const closed = frequentItemsets(shop, { minCount: 2, kind: "closed" });
    expect(errorOf(() => associationRules(closed, { minConfidence: 0.5 })).message).toMatch(/kind "all"/);
    expect(errorOf(() => associationRules({} as never, { minConfidence: 0.5 })).code).toBe("unsupported-input");
  });
});
