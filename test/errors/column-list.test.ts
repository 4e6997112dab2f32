import { expect, it } from "vitest";
import {
  ClienteleError,
  churnFeatures,
  clusterCustomers,
  cronbachAlpha,
  encodeFeatures,
  entropyWeights,
  fitBgNbd,
  fitBoostedTrees,
  fitPathModel,
  kPrototypes,
  pathStatistics,
  profileGroups,
  readCsv,
  regressionWeights,
  satisfactionWorth,
  table,
} from "../../src/index.js";

const answers = { a: [1, 2, 3, 5], b: [2, 1, 4, 4], c: ["x", "y", "x", "y"] };
const customers = { frequency: [0, 2, 1], recency: [0, 9, 3], age: [30, 30, 30], a: [0, 1, 0] };
const orders = { customer: [1, 1, 2], date: [0, 5, 9] };

/** Every option that lists columns, as a function of what it lists. */
const lists: readonly (readonly [string, (names: string[]) => unknown])[] = [
  ["clusterCustomers features", (features) => clusterCustomers(answers, { features, k: 1 })],
  ["kPrototypes numeric", (numeric) => kPrototypes(answers, { numeric, categorical: ["c"], k: 1 })],
  ["kPrototypes categorical", (categorical) => kPrototypes(answers, { categorical, k: 1 })],
  ["profileGroups features", (features) => profileGroups(answers, { group: "c", features })],
  ["encodeFeatures numeric", (numeric) => encodeFeatures(answers, { numeric })],
  ["encodeFeatures categorical", (categorical) => encodeFeatures(answers, { categorical })],
  [
    "fitBoostedTrees categorical",
    (categorical) => fitBoostedTrees(table(answers).select("a"), [0, 1, 0, 1], { categorical }),
  ],
  ["fitBgNbd covariates", (purchase) => fitBgNbd(customers, { covariates: { purchase } })],
  [
    "churnFeatures extra",
    (values) =>
      churnFeatures(orders, {
        customer: "customer",
        date: "date",
        dateUnit: "day",
        cutoff: "1970-01-09",
        extra: { table: { customer: [1], date: [0], a: [1] }, dateUnit: "day", values },
      }),
  ],
  ["pathStatistics items", (items) => pathStatistics(answers, { items })],
  [
    "fitPathModel items",
    (items) =>
      fitPathModel(answers, {
        constructs: { one: { items }, two: { items: ["b"] } },
        paths: [{ from: "one", to: "two" }],
      }),
  ],
  ["cronbachAlpha items", (items) => cronbachAlpha(answers, { items })],
  ["entropyWeights items", (items) => entropyWeights(answers, { items })],
  ["entropyWeights reverse", (reverse) => entropyWeights(answers, { items: ["a", "b"], reverse })],
  ["regressionWeights items", (items) => regressionWeights(answers, { items, outcome: "b" })],
  [
    "satisfactionWorth controls",
    (controls) => satisfactionWorth(answers, { satisfaction: "b", outcome: "b", controls }),
  ],
  ["readCsv columns", (columns) => readCsv("a,b\n1,2\n", { columns })],
  ["join on", (on) => table(answers).join(table({ a: [1] }), { on })],
];

it.each(lists)("a column named twice is refused with one code and the column: %s", async (_, call) => {
  const error = await refusalOf(() => call(["a", "a"]));
  expect(error.code).toBe("duplicate-column");
  expect(error.place.column).toBe("a");
  expect(error.message).toMatch(/is named twice in option/);
});

it.each(lists)("a list that holds no names is refused with one code and sentence: %s", async (_, call) => {
  const list: readonly unknown[] = [[5], { a: 1 }, [["a"]]];
  for (const wrong of list) {
    const error = await refusalOf(() => call(wrong as string[]));
    expect([wrong, error.code]).toEqual([wrong, "invalid-option"]);
  }
});

async function refusalOf(call: () => unknown): Promise<ClienteleError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof ClienteleError) return error;
    throw error;
  }
  throw new Error("was not refused");
}
