import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  affordability,
  analyzePareto,
  customerEquity,
  detectSignals,
  purchaseCycles,
  serviceLevel,
  simpleLifetimeValue,
  weightedIndex,
} from "../src/index.js";
import { gasSupplyTree } from "./satisfaction/gas-supply-tree.js";
import { describeWithSharedData, hasSharedData, sharedPath } from "./shared-data.js";

interface WorkedExample {
  readonly id: string;
  readonly inputs: never;
  readonly value: never;
  readonly tolerance?: number;
}

const examples: readonly WorkedExample[] = hasSharedData
  ? JSON.parse(readFileSync(sharedPath("reference/worked-examples.json"), "utf8"))
  : [];
const example = (id: string) => examples.find((one) => one.id === id)!;

const repeat = (groups: readonly (readonly [count: number, value: number])[]) =>
  groups.flatMap(([count, value]) => new Array<number>(count).fill(value));

/** The eight scores of the gas supplier's tree, in the order of its leaves, under given weights of its branches. */
function gasScore(weights: readonly [number, number, number]) {
  const answers = {
    ...{ pressure: [5], gasQuality: [4], repairAttitude: [4], timeliness: [4], result: [4] },
    ...{ readerAttitude: [5], errors: [5], billsOnTime: [3] },
  };
  const children = gasSupplyTree.children!.map((child, i) => ({ ...child, weight: weights[i]! }));
  const tree = { ...gasSupplyTree, children };
  return [weightedIndex(tree, answers).index, weightedIndex(tree, answers, { scale: { likert: 5 } }).index];
}

const placings = [
  [0.2, 0.1, 0.7],
  [0.2, 0.7, 0.1],
  [0.1, 0.2, 0.7],
  [0.1, 0.7, 0.2],
  [0.7, 0.1, 0.2],
  [0.7, 0.2, 0.1],
] as const;

/** What the library gives for each example, in the form of its `value`. */
const computed: Readonly<Record<string, (inputs: never) => unknown>> = {
  "gas-tree": () => {
    const [score, index] = gasScore(placings[0]);
    const all = placings.map((weights) => gasScore(weights)[0]!);
    return { score, index, "placings of .2/.1/.7": [Math.min(...all), Math.max(...all)] };
  },
  "bank-profit": () => {
    const profits = repeat([
      [20, 240],
      [180, 4900 / 180],
      [280, 10],
      [520, -2500 / 520],
    ]);
    const pareto = analyzePareto(profits);
    return {
      "topShare(.02)": pareto.topShare(0.02),
      "topShare(.2)": pareto.topShare(0.2),
      negativeCount: pareto.negativeCount,
      peakShare: pareto.peakShare,
    };
  },
  "half-eaten": () => {
    const { peakShare } = analyzePareto(
      repeat([
        [20, 8],
        [50, 0.8],
        [30, -100 / 30],
      ]),
    );
    return { peakShare, consumedShare: 1 - 1 / peakShare! };
  },
  mckinsey: () => ({
    "countForShare(.8)": analyzePareto(
      repeat([
        [40, 2],
        [960, 20 / 960],
      ]),
    ).countForShare(0.8),
  }),
  "two-measures": (inputs: { "top 20 of 100": Measures; "other 80": Measures }) => {
    const share = (measure: keyof Measures) =>
      analyzePareto(
        repeat([
          [20, inputs["top 20 of 100"][measure]],
          [80, inputs["other 80"][measure]],
        ]),
      ).topShare(0.2);
    return { revenueShare: share("revenue"), profitShare: share("profit") };
  },
  "payback-never": (inputs: {
    margin: number;
    retention: number;
    acquisitionCost: number;
    discountRate: number;
    unit: "year";
  }) => {
    const { value, paybackTime } = simpleLifetimeValue({ ...inputs, discountRate: { annual: inputs.discountRate } });
    return { value, paybackTime };
  },
  "customer-equity": (inputs: { "value each": number; customers: number }) =>
    customerEquity({ value: [inputs["value each"]], count: [inputs.customers] }, { value: "value", count: "count" })
      .total,
  "cycle-plus-three": (inputs: { cycleDays: number; margin: number }) => {
    const days = [0, 1, 2, 3].map((cycle) => new Date(Date.UTC(2026, 4, 13 + cycle * inputs.cycleDays)));
    const orders = days.map((date) => ({ customer: 1, date }));
    const rule = { signal: "overdue", margin: inputs.margin, alarmsPerDay: null };
    const signalsOn = (day: string) => detectSignals({ orders }, [rule], { asOf: `2026-${day}` }).numRows;
    const alertOn = (day: string) =>
      purchaseCycles(orders, { customer: "customer", date: "date", asOf: `2026-${day}`, margin: inputs.margin })
        .column("alert")
        .at(0);
    expect(["06-13", "06-14"].map((day) => signalsOn(day))).toEqual([0, 1]);
    return { "06-13": alertOn("06-13"), "06-14": alertOn("06-14") };
  },
  "service-level": ({ hours, target }: { hours: number[]; target: number }) => {
    const { share, lower, upper } = serviceLevel({ hours }, { hours: "hours", target }).total;
    return { share, wilson95: [lower, upper] };
  },
  housing: (inputs: Record<string, number> & { incomes: number[] }) => {
    const terms = {
      price: inputs["unit price"]! * inputs["area"]!,
      rate: { nominalAnnual: inputs["annual rate"]! },
      term: inputs["months"]!,
      downPayment: inputs["down payment"]! * inputs["unit price"]! * inputs["area"]!,
      shareOfIncome: inputs["share of income"]!,
    };
    const { installment, incomeRequired } = affordability(terms);
    const canPay = inputs.incomes.filter((income) => affordability({ ...terms, income: income / 12 }).affordable);
    return { installment, yearlyIncome: 12 * incomeRequired, canPay: canPay.length };
  },
};

interface Measures {
  readonly revenue: number;
  readonly profit: number;
}

/** Numbers within the tolerance, everything else exactly. */
function near(value: unknown, tolerance: number): unknown {
  if (typeof value === "number") return expect.closeTo(value, -Math.log10(2 * tolerance));
  if (Array.isArray(value)) return value.map((one) => near(one, tolerance));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, near(one, tolerance)]));
}

describeWithSharedData("the worked examples", () => {
  it.each(Object.keys(computed))("%s", (id) => {
    const { inputs, value, tolerance = 1e-6 } = example(id);
    const result = computed[id]!(inputs);
    expect(result).toEqual(near(value, typeof value === "number" ? tolerance * Math.max(1, value) : tolerance));
  });
});
