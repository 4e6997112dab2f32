import { describe, expect, it } from "vitest";
import {
  acquisitionCost,
  campaignRates,
  campaignReturn,
  closingRates,
  compareSources,
  contactDepth,
  contactEffectiveness,
  contactPressure,
  differenceInDifferences,
  fitResponse,
  fitUplift,
  funnel,
  matchedEffect,
  qini,
  readExperiment,
  scoreResponse,
  upliftByDecile,
} from "../../src/campaigns/index.js";
import { isTable } from "../../src/table/index.js";
import { errorOf } from "../error-of.js";

/** Numbers that are none, wherever they stand in a result, as a reader of rows would see them. */
function numbersThatAreNone(value: unknown, at = "result"): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [at];
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  if (isTable(value)) {
    const rows = value.toRows();
    return rows.flatMap((row, i) => numbersThatAreNone(row, `${at}[${i}]`));
  }
  return Object.entries(value).flatMap(([name, inner]) => numbersThatAreNone(inner, `${at}.${name}`));
}

describe("campaigns without a control group", () => {
  const all = { group: ["mail", "mail"], bought: [1, 0] };

  it.each<[string, () => unknown, string]>([
    ["readExperiment", () => readExperiment(all, { group: "group", outcome: "bought", control: "mail" }), "one-class"],
    [
      "readExperiment",
      () => readExperiment(all, { group: "group", outcome: "bought", control: "none" }),
      "invalid-option",
    ],
    ["fitUplift", () => fitUplift([[1], [2]], [1, 0], [1, 1]), "one-class"],
    ["qini", () => qini([1, 0], [1, 1], [0.1, 0.2]), "one-class"],
    ["upliftByDecile", () => upliftByDecile([1, 0], [1, 1], [0.1, 0.2]), "one-class"],
    [
      "matchedEffect",
      () => matchedEffect({ x: [1, 2], t: [1, 1], y: [1, 0] }, { treated: "t", outcome: "y" }),
      "one-class",
    ],
    [
      "differenceInDifferences",
      () =>
        differenceInDifferences(
          { group: ["mail", "mail"], period: [1, 2], y: [1, 0] },
          { group: "group", treated: "mail", period: "period", start: 2, outcome: "y" },
        ),
      "one-class",
    ],
  ])("%s says so in its own name", (name, call, code) => {
    const error = errorOf(call);
    expect([error.place.function, error.code]).toEqual([name, code]);
  });
});

describe("a campaign of zero cost", () => {
  it.each<[string, () => object]>([
    [
      "acquisitionCost",
      () =>
        acquisitionCost({ channel: ["web"], cost: [0], customers: [5], m: [3], v: [9] }, { margin: "m", value: "v" }),
    ],
    ["acquisitionCost of nobody", () => acquisitionCost({ channel: ["web"], cost: [0], customers: [0] })],
    ["campaignReturn", () => campaignReturn({ investment: 0, cashFlows: [5], discountRate: { annual: 0.1 } })],
    ["closingRates", () => closingRates({ type: ["a", "b"], contacts: [5, 0], sales: [1, 0], cost: [0, 0] })],
    [
      "contactEffectiveness",
      () => contactEffectiveness({ kind: ["a"], channel: ["b"], outcome: [1], c: [0] }, { cost: "c" }),
    ],
    [
      "compareSources",
      () => compareSources({ source: ["a", "b"], won: [1, 0], c: [0, 0], v: [5, null] }, { cost: "c", value: "v" }),
    ],
    ["contactDepth", () => contactDepth([1, 0, 1], [3, 2, 1], { contactCost: 0, marginPerResponse: 5, samples: 20 })],
    [
      "contactDepth without a margin",
      () => contactDepth([1, 0], [2, 1], { contactCost: 0, marginPerResponse: 0, samples: 20 }),
    ],
    [
      "scoreResponse",
      () =>
        scoreResponse(
          fitResponse({ x: [1, 2, 3, 4], y: [0, 1, 0, 1] }, { target: "y" }),
          { x: [1] },
          { contactCost: 0, marginPerResponse: 0 },
        ),
    ],
  ])("gives figures that are numbers or unknown: %s", (_, call) => {
    expect(numbersThatAreNone(call())).toEqual([]);
  });
});

describe("a group of one", () => {
  const log = { customer: [1], date: ["2026-01-01"], kind: ["call"], channel: ["phone"], outcome: [1], score: [3] };
  it.each<[string, () => object]>([
    [
      "readExperiment",
      () =>
        readExperiment(
          { group: ["a", "b"], bought: [1, 0], spend: [5, 0] },
          { group: "group", outcome: "bought", control: "b", value: "spend" },
        ),
    ],
    ["upliftByDecile", () => upliftByDecile([1, 0], [1, 0], [0.1, 0.2])],
    ["qini", () => qini([1, 0], [1, 0], [0.1, 0.2], { samples: 20 })],
    ["campaignRates", () => campaignRates({ campaign: ["a"], response: [1], satisfaction: [3] })],
    ["compareSources", () => compareSources({ source: ["a"], won: [null] })],
    ["contactEffectiveness", () => contactEffectiveness(log, { satisfaction: "score" })],
    ["contactPressure", () => contactPressure(log)],
    ["contactDepth", () => contactDepth([1], [3], { contactCost: 1, marginPerResponse: 5, samples: 20 })],
    [
      "funnel",
      () =>
        funnel(
          { lead: [1], stage: ["offer"], date: ["2026-01-01"], source: ["web"] },
          { customer: "lead", stage: "stage", time: "date", stages: ["offer", "sale"], by: "source" },
        ),
    ],
    ["matchedEffect", () => matchedEffect({ x: [1, 1], t: [1, 0], y: [1, 0] }, { treated: "t", outcome: "y" })],
    [
      "differenceInDifferences",
      () =>
        differenceInDifferences(
          { g: ["a", "b", "a", "b"], p: [1, 1, 2, 2], c: [1, 2, 1, 2], y: [1, 2, 3, 5] },
          { group: "g", treated: "a", period: "p", start: 2, outcome: "y", customer: "c" },
        ),
    ],
  ])("gives figures that are numbers or unknown: %s", (_, call) => {
    expect(numbersThatAreNone(call())).toEqual([]);
  });
});

describe("columns that have usual names", () => {
  const other = { who: ["a"], day: ["2026-01-01"], contacts: [1] };

  it.each<[() => unknown, string, string]>([
    [() => contactPressure(other), "customer", "customer"],
    [() => contactEffectiveness(other), "kind", "by"],
    [() => contactEffectiveness(other, { by: "who" }), "outcome", "outcome"],
    [() => closingRates(other, { by: "who" }), "sales", "sales"],
    [() => campaignRates(other), "campaign", "by"],
    [() => compareSources(other), "source", "source"],
    [() => acquisitionCost(other, { channel: "who" }), "cost", "cost"],
  ])("say by which option they are named, where the caller did not write them: %s", (call, column, option) => {
    const error = errorOf(call);
    expect(error.code).toBe("unknown-column");
    expect(error.message).toContain(
      `column "${column}": there is no such column, and option "${option}" names no other; the columns are "who"`,
    );
  });

  it("are named by texts", () => {
    const error = errorOf(() => closingRates(other, { by: "who", contacts: 5 as never }));
    expect(error.message).toBe('closingRates: option "contacts" must be the name of a column, got 5');
  });
});
