import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitHoldout } from "../../../src/customers/index.js";
import {
  expectedPurchases,
  expectedPurchasesNewCustomer,
  expectedSpend,
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  simulateOrders,
  validateHoldout,
} from "../../../src/lifetime-value/index.js";
import { correlation } from "../../../src/numeric/index.js";
import { describeWithSharedData, referenceRows, sharedTable } from "../../shared-data.js";
import { bgNbd, paretoNbd, spend } from "../known-models.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const orders = simulateOrders(paretoNbd, { customers: 400, start: "2025-01-01", end: "2025-12-31", seed: 4, spend });
const split = splitHoldout(orders, { ...columns, unit: "week", calibrationEnd: "2025-09-30", end: "2025-12-31" });
const report = validateHoldout({ mine: bgNbd, ["__proto__"]: paretoNbd, other: paretoNbd }, split, {
  spendModel: spend,
  tracking: { orders, ...columns },
});

describe("the validation of models on a holdout", () => {
  it("takes the length of the holdout from the split", () => {
    expect(report).toMatchObject({ unit: "week", customers: split.calibration.numRows });
    expect(report.horizon).toBeCloseTo(92 / 7, 12);
  });

  it("compares what each model predicts with what happened", () => {
    const mine = report.models["mine"]!;
    const predicted = expectedPurchases(bgNbd, split.calibration, { horizon: 92 / 7 });
    const actual = split.holdout.column("purchases").toArray() as number[];
    mine.predictions.forEach((value, i) => {
      expect(value).toBeCloseTo(predicted[i]!, 11);
    });
    const n = actual.length;
    const total = actual.reduce((sum, count) => sum + count, 0);
    const errors = actual.map((count, i) => predicted[i]! - count);
    expect(mine.actual).toBe(total);
    expect(mine.bias).toBeCloseTo(
      errors.reduce((sum, e) => sum + e, 0),
      9,
    );
    expect(mine.relativeBias).toBeCloseTo(mine.bias / total, 12);
    expect(mine.mae).toBeCloseTo(errors.reduce((sum, e) => sum + Math.abs(e), 0) / n, 12);
    expect(mine.rmse).toBeCloseTo(Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / n), 12);
    expect(mine.correlation).toBeCloseTo(correlation(actual, predicted), 12);
    const perPurchase = expectedSpend(spend, split.calibration);
    const money = predicted.reduce((sum, count, i) => sum + count * perPurchase[i]!, 0);
    expect(mine.revenue!.predicted).toBeCloseTo(money, 6);
    const spent = split.holdout.column("spend").toArray() as number[];
    expect(mine.revenue!.actual).toBeCloseTo(
      spent.reduce((sum, amount) => sum + amount, 0),
      6,
    );
  });

  it("keeps models by whatever name, and ranks them by their error", () => {
    expect(Object.keys(report.models)).toEqual(["mine", "__proto__", "other"]);
    const rows = report.summary.toRows();
    const errors = rows.map((row) => row.rmse!);
    expect([...errors].sort((a, b) => a - b)).toEqual(errors);
    expect(rows.find((row) => row.model === "other")).toMatchObject({ rmse: report.models["other"]!.rmse });
    const twice = validateHoldout([bgNbd, bgNbd], split);
    expect(Object.keys(twice.models)).toEqual(["bg-nbd", "bg-nbd (2)"]);
    expect(Object.keys(validateHoldout(bgNbd, split).models)).toEqual(["bg-nbd"]);
  });

  it("sorts customers into tenths by what was predicted", () => {
    const { lift } = report.models["mine"]!;
    const rows = lift.toRows();
    expect(rows).toHaveLength(10);
    expect(rows.reduce((sum, row) => sum + row.customers!, 0)).toBe(report.customers);
    expect(rows[9]!.cumulativeShare).toBeCloseTo(1, 12);
    expect(rows[0]!.lift).toBeGreaterThan(2);
    expect(rows[0]!.lift).toBe(report.summary.toRows().find((row) => row.model === "mine")!.topLift);
    for (let i = 1; i < 10; i++) expect(rows[i]!.predicted).toBeLessThanOrEqual(rows[i - 1]!.predicted!);
    const mean = report.models["mine"]!.actual / report.customers;
    for (const row of rows) expect(row.lift).toBeCloseTo(row.actual! / mean, 12);
  });

  it("sets predicted against actual means by frequency", () => {
    const rows = report.models["mine"]!.calibration.toRows();
    expect(rows[0]!.frequency).toBe("0");
    expect(rows.reduce((sum, row) => sum + row.customers!, 0)).toBe(report.customers);
    const total = rows.reduce((sum, row) => sum + row.customers! * row.actual!, 0);
    expect(total).toBeCloseTo(report.models["mine"]!.actual, 9);
    expect(
      validateHoldout(bgNbd, split, { topFrequency: 2 })
        .models["bg-nbd"]!.calibration.toRows()
        .map((row) => row.frequency),
    ).toEqual(["0", "1", "2+"]);
  });

  it("follows actual and predicted purchases week by week, through calibration and holdout", () => {
    const mine = report.tracking.where((row) => row.model === "mine");
    const ahead = mine.where((row) => row.phase === "holdout").toRows();
    expect(ahead).toHaveLength(14);
    expect(ahead.at(-1)).toMatchObject({ period: 14, cumulativeActual: report.models["mine"]!.actual });
    expect(ahead.at(-1)!.cumulativePredicted).toBeCloseTo(report.models["mine"]!.predicted, 8);
    let actual = 0;
    let predicted = 0;
    for (const row of ahead) {
      actual += row.actual!;
      predicted += row.predicted!;
      expect(row.cumulativeActual).toBe(actual);
      expect(row.cumulativePredicted).toBeCloseTo(predicted, 9);
    }
    const past = mine.where((row) => row.phase === "calibration").toRows();
    const repeats = (split.calibration.column("frequency").toArray() as number[]).reduce((sum, x) => sum + x, 0);
    expect(past.at(-1)!.cumulativeActual).toBe(repeats);
    const ages = split.calibration.column("age").toArray() as number[];
    const expected = ages.reduce((sum, age) => sum + expectedPurchasesNewCustomer(bgNbd, age), 0);
    expect(past.at(-1)!.cumulativePredicted).toBeCloseTo(expected, 8);
    // Against the days themselves: the purchase days of the second week of the holdout.
    const days = new Set<string>();
    for (const { customer, date } of orders) {
      const day = (date as Date).toISOString().slice(0, 10);
      if (day >= "2025-10-08" && day <= "2025-10-14") days.add(`${customer} ${day}`);
    }
    const known = new Set(split.calibration.column("customer").toArray());
    const counted = [...days].filter((key) => known.has(Number(key.split(" ")[0])));
    expect(ahead[1]!.actual).toBe(counted.length);
  });

  it("predicts without days where there are none", () => {
    const plain = validateHoldout(
      { ...bgNbd, unit: null },
      { calibration: { frequency: [2, 0], recency: [30.43, 0], age: [38.86, 20] }, holdout: { purchases: [1, 0] } },
      { horizon: 3.5 },
    );
    const rows = plain.tracking.toRows();
    expect(rows.map((row) => [row.phase, row.from, row.to, row.actual])).toEqual([
      ["holdout", 0, 1, null],
      ["holdout", 1, 2, null],
      ["holdout", 2, 3, null],
      ["holdout", 3, 3.5, null],
    ]);
    expect(rows[3]!.cumulativePredicted).toBeCloseTo(plain.models["bg-nbd"]!.predicted, 12);
    expect(plain.models["bg-nbd"]!.revenue).toBeNull();
  });

  it("finds nothing wrong with a model that predicts what happens, whatever the customers", () => {
    const row = fc.record({
      frequency: fc.integer({ min: 0, max: 20 }),
      age: fc.double({ min: 1, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const calibration = rows.map(({ frequency, age }) => ({
          frequency,
          age,
          recency: frequency === 0 ? 0 : age / 2,
        }));
        const purchases = expectedPurchases(bgNbd, calibration, { horizon: 10 });
        const perfect = validateHoldout(bgNbd, { calibration, holdout: { purchases } }, { horizon: 10 }).models[
          "bg-nbd"
        ]!;
        expect(perfect.bias).toBeCloseTo(0, 10);
        expect(perfect.rmse).toBeCloseTo(0, 10);
        if (perfect.correlation !== null) expect(perfect.correlation).toBeCloseTo(1, 8);
        expect(perfect.lift.toRows().at(-1)!.cumulativeShare).toBeCloseTo(1, 9);
      }),
    );
  });

  it("says null, not NaN, where nobody purchased", () => {
    const idle = validateHoldout(
      bgNbd,
      { calibration: { frequency: [0, 0], recency: [0, 0], age: [5, 9] }, holdout: { purchases: [0, 0] } },
      { horizon: 4 },
    );
    expect(idle.models["bg-nbd"]).toMatchObject({ actual: 0, relativeBias: null, correlation: null });
    expect(idle.models["bg-nbd"]!.lift.toRows()[0]).toMatchObject({ lift: null, cumulativeShare: null });
  });

  it.each([
    [{}, { purchases: [1, 2] }, { horizon: 3 }, /2 rows for 1 customer /],
    [{}, { purchases: [-1] }, { horizon: 3 }, /row 1.*at least 0/],
    [{}, { purchases: [1] }, {}, /"horizon"/],
    [{}, { purchases: [1] }, { horizon: 0 }, /horizon/],
    [{}, { purchased: [1] }, { horizon: 3 }, /column "purchases"/],
    [
      { customer: ["a"] },
      { customer: ["b"], purchases: [1] },
      { horizon: 3 },
      /is b in the holdout and a in the calibration/,
    ],
    [{ count: [2] }, { purchases: [1] }, { horizon: 3 }, /customer by customer/],
    [{}, { purchases: [1] }, { horizon: 3, spendModel: spend }, /column "spend"/],
    [{}, { purchases: [1] }, { horizon: 3, weeks: 2 }, /no option "weeks"/],
    [{ frequency: [3] }, { purchases: [1] }, { horizon: 3 }, /recency/],
  ])("refuses calibration %j with holdout %j and options %j", (changed, holdout, options, message) => {
    const calibration = { frequency: [0], recency: [0], age: [9], ...changed };
    expect(() => validateHoldout(bgNbd, { calibration, holdout }, options as never)).toThrow(message);
  });

  it("refuses to validate nothing, or what is no model", () => {
    expect(() => validateHoldout([], split)).toThrow(/at least one model/);
    expect(() => validateHoldout(null as never, split)).toThrow(/at least one model/);
    expect(() => validateHoldout([spend as never], split)).toThrow(/needs a model of kind/);
    expect(() => validateHoldout({ ...bgNbd, unit: "day" }, split)).toThrow(/units of a day/);
  });
});

describeWithSharedData("the published holdout of CDNOW customers", () => {
  const rows = referenceRows("lifetime-value.json");

  async function cdnow() {
    const columns = (await sharedTable("cdnow_btyd_cbs.csv")).toColumns() as Record<string, number[]>;
    return {
      calibration: { frequency: columns["x"]!, recency: columns["t.x"]!, age: columns["T.cal"]! },
      holdout: { purchases: columns["x.star"]! },
    };
  }

  it.each([
    ["BG/NBD", bgNbd],
    ["Pareto/NBD", paretoNbd],
  ] as const)("%s: total, RMSE, MAE and correlation", async (name, model) => {
    const data = await cdnow();
    const { models } = validateHoldout({ ...model, unit: null }, data, { horizon: 39 });
    const result = models[model.kind]!;
    const total = rows.find((row) => row.model === name && row.quantity.startsWith("sum of conditional expectations"))!;
    expect(Math.abs(result.predicted - (total.value as number))).toBeLessThanOrEqual(total.tolerance!);
    const errors = rows.find((row) => row.model === name && row.quantity.startsWith("holdout RMSE"))!;
    const expected = errors.value as number[];
    [result.rmse, result.mae, result.correlation!].forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(errors.tolerance!);
    });
    expect(result.actual).toBe(1882);
  });

  it.each([
    ["BG/NBD", fitBgNbd],
    ["MBG/NBD", fitMbgNbd],
    ["Pareto/NBD", fitParetoNbd],
  ] as const)("%s: means by frequency at the maximum", async (name, fitModel) => {
    const data = await cdnow();
    const model = fitModel(data.calibration);
    const { calibration } = validateHoldout(model, data, { horizon: 39 }).models[model.kind]!;
    const found = calibration.toColumns();
    expect(found.customers).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    const actual = rows.find((row) => row.quantity.startsWith("holdout actual mean by x"))!;
    (actual.value as number[]).forEach((value, i) => {
      expect(Math.abs(found.actual[i]! - value)).toBeLessThanOrEqual(actual.tolerance!);
    });
    const predicted = rows.find((row) => row.model === name && row.quantity.startsWith("holdout mean conditional"));
    if (name !== "MBG/NBD") expect(predicted).toBeDefined();
    ((predicted?.value ?? []) as number[]).forEach((value, i) => {
      expect(Math.abs(found.predicted[i]! - value)).toBeLessThanOrEqual(predicted!.tolerance!);
    });
  });

  it("the cumulated repeat purchases of the tracking file", async () => {
    const all = await sharedTable("cdnow_sample_trans.csv");
    const options = { customer: "master_id", date: "date" } as const;
    const data = splitHoldout(all, { ...options, unit: "week", calibrationEnd: "1997-09-30", end: "1998-06-30" });
    const { tracking } = validateHoldout(fitBgNbd(data.calibration), data, { tracking: { orders: all, ...options } });
    const published = (await sharedTable("cdnow_btyd_cu_tracking.csv")).toColumns() as Record<string, number[]>;
    const past = tracking.where((row) => row.phase === "calibration").toRows();
    const ahead = tracking.where((row) => row.phase === "holdout").toRows();
    const cumulative = published["cumulative_repeat_transactions"]!;
    expect(past.at(-1)!.cumulativeActual).toBe(cumulative[38]);
    expect(past.at(-1)!.cumulativeActual! + ahead.at(-1)!.cumulativeActual!).toBe(cumulative[77]);
    // Their weeks begin with the calendar's; ours with the day after the calibration.
    ahead.forEach((row, i) => {
      const total = past.at(-1)!.cumulativeActual! + row.cumulativeActual!;
      expect(Math.abs(total - cumulative[39 + i]!)).toBeLessThanOrEqual(40);
    });
  });
});
