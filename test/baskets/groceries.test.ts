import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type AssociationRules, associationRules, frequentItemsets, type Itemsets } from "../../src/baskets/index.js";
import { describeWithSharedData, referenceRows, sharedPath } from "../shared-data.js";

const rows = referenceRows("segmentation-churn-baskets.json").filter(
  ({ topic, dataset }) => topic === "basket" && dataset === "groceries",
);

const numberAfter = (text: string, word: string): number | null => {
  const match = new RegExp(`${word} ([0-9.]+)`).exec(text);
  return match === null ? null : Number(match[1]);
};

const groceryBaskets = (): string[][] =>
  readFileSync(sharedPath("data/groceries.csv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));

const itemsetsOf = new Map<number, Itemsets>();

function itemsets(minSupport: number): Itemsets {
  const known = itemsetsOf.get(minSupport);
  if (known !== undefined) return known;
  const found = frequentItemsets(groceryBaskets(), { minSupport });
  itemsetsOf.set(minSupport, found);
  return found;
}

type Rule = [string[], string[], number, number, number, number, number | "inf"];

/** The first rules as the reference lists them: ties beyond the last digits are in its own order. */
function expectTopRules(rules: AssociationRules, by: "lift" | "confidence", expected: readonly Rule[]): void {
  const found = rules.toRows().map((row, i) => ({ ...row, ...rules.itemsOf(i) }));
  const values = found.map((row) => row[by]!).sort((a, b) => b - a);
  expected.forEach(([antecedent, consequent, support, confidence, lift, leverage, conviction], i) => {
    const rule = found.find(
      (row) => row.antecedent.join() === antecedent.join() && row.consequent.join() === consequent.join(),
    );
    expect(rule, `${antecedent} → ${consequent}`).toBeDefined();
    expect(rule![by]!).toBeCloseTo(values[i]!, 12);
    expect(rule!.support).toBeCloseTo(support, 9);
    expect(rule!.confidence).toBeCloseTo(confidence, 9);
    expect(rule!.lift).toBeCloseTo(lift, 9);
    expect(rule!.leverage).toBeCloseTo(leverage, 9);
    if (conviction === "inf") expect(rule!.conviction).toBe(Number.POSITIVE_INFINITY);
    else expect(rule!.conviction).toBeCloseTo(conviction, 9);
  });
}

describeWithSharedData("groceries", () => {
  it("offers the most popular items to as many as the reference says, the last item held out", () => {
    const reference = rows.find(({ quantity }) => quantity.startsWith("n, popularity HR@10"))!;
    const baskets = groceryBaskets();
    // Popularity by the baskets that are not tested; `itemsOf` has the most frequent first, equal ones by name.
    const known = frequentItemsets(
      baskets.filter((_, i) => i % 5 !== 0),
      { minCount: 1, maxLength: 1 },
    );
    const popular = Array.from({ length: known.size }, (_, set) => known.itemsOf(set)[0]!);
    const tested = baskets.filter((basket, i) => i % 5 === 0 && basket.length >= 2);
    const ranks = tested.map((basket) => {
      const seen = new Set(basket.slice(0, -1));
      return popular.filter((item) => !seen.has(item)).indexOf(basket.at(-1)!) + 1;
    });
    const hits = ranks.filter((rank) => rank >= 1 && rank <= 10).length / ranks.length;
    const reciprocal = ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : 1 / rank), 0) / ranks.length;
    const [n, hitRate, meanReciprocalRank] = reference.value as [number, number, number];
    expect(tested.length).toBe(n);
    expect(hits).toBeCloseTo(hitRate, 6);
    expect(reciprocal).toBeCloseTo(meanReciprocalRank, 6);
  });

  it("lists closed and maximal sets from which all sets and their counts can be had again", () => {
    const closed = frequentItemsets(groceryBaskets(), { minSupport: 0.005, kind: "closed" });
    const maximal = frequentItemsets(groceryBaskets(), { minSupport: 0.005, kind: "maximal" });
    const all = itemsets(0.005);
    const listed = (found: Itemsets) =>
      Array.from({ length: found.size }, (_, set) => ({
        items: new Set(found.itemsOf(set)),
        count: found.counts[set]!,
      }));
    const [closedSets, maximalSets] = [listed(closed), listed(maximal)];
    for (const { items, count } of listed(all)) {
      const holding = closedSets.filter((set) => [...items].every((item) => set.items.has(item)));
      expect(Math.max(...holding.map((set) => set.count))).toBe(count);
      expect(maximalSets.some((set) => [...items].every((item) => set.items.has(item)))).toBe(true);
    }
    expect(maximal.size).toBeLessThan(closed.size);
    expect(closed.size).toBeLessThanOrEqual(all.size);
  });

  it("drops redundant rules of thousands without comparing them pair by pair", () => {
    const found = itemsets(0.001);
    const all = associationRules(found, { minConfidence: 0.25, consequent: "any" });
    const kept = associationRules(found, { minConfidence: 0.25, consequent: "any", redundant: "drop" });
    expect(kept.numRows + kept.droppedRedundant).toBe(all.numRows);
    expect(kept.droppedRedundant).toBeGreaterThan(0);
  });

  const counts = rows.filter(({ quantity }) => quantity.startsWith("frequent itemsets total"));
  it.each(counts)("has as many itemsets as the reference: $preprocessing", ({ preprocessing, value }) => {
    const [total, byLength] = value as [number, Record<string, number>];
    const found = itemsets(numberAfter(preprocessing!, "minsup")!);
    expect(found.size).toBe(total);
    const lengths = found
      .table()
      .groupBy("length")
      .summarize({ sets: { count: true } })
      .toRows();
    expect(Object.fromEntries(lengths.map(({ length, sets }) => [length, sets]))).toEqual(byLength);
  });

  const rulesOf = (preprocessing: string, consequent: "single" | "any"): AssociationRules =>
    associationRules(itemsets(numberAfter(preprocessing, "minsup")!), {
      minConfidence: numberAfter(preprocessing, "minconf")!,
      consequent,
    });

  const ruleCounts = rows.filter(({ quantity }) => quantity.startsWith("rules (any"));
  it.each(ruleCounts)("has as many rules as the reference: $preprocessing", ({ preprocessing, value }) => {
    expect([rulesOf(preprocessing!, "any").numRows, rulesOf(preprocessing!, "single").numRows]).toEqual(value);
  });

  it.each([
    [0.001, 0.8, 410],
    [0.001, 0.5, 5668],
    [0.006, 0.25, 463],
    [0.01, 0.5, 15],
    [0.01, 0.25, 170],
  ])("counts thresholds as whole numbers: %d and %d give %d rules", (support, confidence, expected) => {
    expect(associationRules(itemsets(support), { minConfidence: confidence }).numRows).toBe(expected);
  });

  const tops = rows.filter(({ quantity }) => quantity.startsWith("top rules by"));
  it.each(tops)("ranks rules as the reference: $preprocessing, $quantity", ({ preprocessing, quantity, value }) => {
    const by = quantity.startsWith("top rules by lift") ? "lift" : "confidence";
    const consequent = (value as Rule[]).some(([, behind]) => behind.length > 1) ? "any" : "single";
    expectTopRules(rulesOf(preprocessing!, consequent), by, value as Rule[]);
  });
});
