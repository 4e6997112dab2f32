import {
  type BoostedTreesModel,
  type CalibratedModel,
  calibrate,
  encodeFeatures,
  evaluateClassifier,
  explainPredictions,
  type FeatureEncoder,
  fitBoostedTrees,
  fitLogistic,
  gainsTable,
  type LogisticModel,
  overallDrivers,
  predictProbability,
  type Table,
  type TableInput,
  table,
} from "../../../src/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

const indices = (length: number) => Array.from({ length }, (_, i) => i);

/** Ninety customers with two features, a plan, a forecast and whether they left; some are alike in all of it. */
const customers = () => {
  const kind = indices(90).map((i) => (i * 7) % 60);
  return {
    id: indices(90).map((i) => `c${i}`),
    tenure: kind.map((i) => (i * 11) % 37),
    orders: kind.map((i) => ((i * i) % 13) / 4),
    plan: kind.map((i) => ["basic", "plus", "pro"][i % 3]),
    forecast: kind.map((i) => (1 + ((i * 17) % 19)) / 21),
    left: kind.map((i) => ((i * 11) % 37 < 18 !== (i % 4 === 0) ? 1 : 0)),
  };
};

const read = (input: object): Table => table(input as TableInput);

const features = (input: object, nameOf: NameOf): Table => read(input).select(nameOf("tenure"), nameOf("orders"));

const column = (input: object, nameOf: NameOf, name: string) => read(input).column(nameOf(name));

/** The column of counts, where rows have been collapsed. */
function countOf(input: object) {
  const rows = read(input);
  return rows.columnNames.includes("count") ? { count: rows.column("count") } : {};
}

/** The names of the features stay those of the fit, so that models under hostile names compare. */
const matrix = (input: object, nameOf: NameOf): number[][] =>
  features(input, nameOf)
    .toRows()
    .map((row) => [Number(row[nameOf("tenure")]), Number(row[nameOf("orders")])]);

function logistic(input: object, nameOf: NameOf, options: object = {}): LogisticModel {
  return fitLogistic(features(input, nameOf), column(input, nameOf, "left"), {
    names: ["tenure", "orders"],
    ...countOf(input),
    ...options,
  });
}

function trees(input: object, nameOf: NameOf): BoostedTreesModel {
  return fitBoostedTrees(features(input, nameOf), column(input, nameOf, "left"), {
    names: ["tenure", "orders"],
    trees: 8,
    minLeaf: 6,
    ...countOf(input),
  });
}

function calibrated(input: object, nameOf: NameOf): CalibratedModel {
  const base = logistic(input, nameOf);
  return calibrate(base, matrixOf(input, nameOf), column(input, nameOf, "left"), countOf(input));
}

function matrixOf(input: object, nameOf: NameOf) {
  const rows = matrix(input, nameOf);
  return { data: Float64Array.from(rows.flat()), rows: rows.length, columns: 2 };
}

/** What does not depend on the way the search went: coefficients and what is said of them. */
function findings({ iterations, gradientNorm, rows, ...model }: LogisticModel) {
  return { ...model, cameToRest: iterations > 0 && gradientNorm < 1e-6, anyRows: rows > 0 };
}

/** Results by id, so that the order of the rows does not matter. */
function byId(input: object, nameOf: NameOf, values: readonly unknown[]) {
  return column(input, nameOf, "id")
    .toArray()
    .map((id, row) => [String(id), values[row]] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A logistic model whose first feature is given in a unit that makes its numbers larger by a factor. */
function inOtherUnit(model: ReturnType<typeof findings>, factor: number) {
  const coefficients = [model.coefficients[0]! / factor, model.coefficients[1]!];
  const sizes = [1, factor, 1];
  return {
    ...model,
    coefficients,
    oddsRatios: coefficients.map((value) => Math.exp(value)),
    standardErrors: [model.standardErrors![0]! / factor, model.standardErrors![1]],
    means: [model.means[0]! * factor, model.means[1]],
    covariance: model.covariance!.map((row, i) => row.map((value, j) => value / sizes[i]! / sizes[j]!)),
  };
}

const grouped = { by: ["tenure", "orders", "left"], count: "count" };

export const learningEntries: readonly ConformanceEntry[] = [
  {
    name: "fitLogistic",
    input: customers,
    run: (input, nameOf) => findings(logistic(input, nameOf)),
    model: logistic,
    apply: (model, input, nameOf) => [...predictProbability(model as LogisticModel, matrixOf(input, nameOf))],
    grouped,
    rescale: [{ column: "tenure", factor: 12, expect: inOtherUnit }],
    numeric: ["tenure", "orders", "left"],
  },
  {
    name: "fitLogistic, standardized and penalized",
    input: customers,
    run: (input, nameOf) => findings(logistic(input, nameOf, { l2: 1, standardize: true })),
    model: (input, nameOf) => logistic(input, nameOf, { l2: 1, standardize: true }),
    apply: (model, input, nameOf) => [...predictProbability(model as LogisticModel, matrixOf(input, nameOf))],
    grouped,
    numeric: ["tenure", "orders", "left"],
  },
  {
    name: "fitBoostedTrees",
    input: customers,
    run: (input, nameOf) => {
      const model = trees(input, nameOf);
      const grid = indices(40).flatMap((tenure) => [0, 1, 2, 3].map((orders) => [tenure, orders]));
      return { p: [...predictProbability(model, grid)], loss: model.trainingLoss, cases: model.cases };
    },
    model: trees,
    apply: (model, input, nameOf) => [...predictProbability(model as BoostedTreesModel, matrixOf(input, nameOf))],
    grouped,
    numeric: ["tenure", "orders", "left"],
  },
  {
    name: "calibrate",
    input: customers,
    run: (input, nameOf) => {
      const { map, cases, positives } = calibrated(input, nameOf);
      return { map, cases, positives };
    },
    model: calibrated,
    apply: (model, input, nameOf) => [...predictProbability(model as CalibratedModel, matrixOf(input, nameOf))],
    numeric: ["tenure", "orders", "left"],
  },
  {
    name: "predictProbability",
    input: customers,
    run: (input, nameOf) => byId(input, nameOf, [...predictProbability(trees(input, nameOf), matrixOf(input, nameOf))]),
    numeric: ["tenure", "orders"],
  },
  {
    name: "evaluateClassifier",
    input: customers,
    run: (input, nameOf) => {
      const { gains, calibration, ...report } = evaluateClassifier(
        column(input, nameOf, "left"),
        column(input, nameOf, "forecast"),
        countOf(input),
      );
      return { ...report, ...calibration, curve: calibration.curve.toRows(), parts: gains.column("rows").toArray() };
    },
    grouped: { by: ["forecast", "left"], count: "count" },
    numeric: ["forecast", "left"],
  },
  {
    name: "gainsTable",
    input: customers,
    run: (input, nameOf) =>
      gainsTable(column(input, nameOf, "left"), column(input, nameOf, "forecast"), {
        bins: 6,
        contactCost: 1,
        valuePerPositive: 4,
        ...countOf(input),
      }).toRows(),
    grouped: { by: ["forecast", "left"], count: "count" },
    rescale: [
      {
        column: "forecast",
        factor: 1000,
        expect: (rows: readonly { lowestScore: number }[], factor: number) =>
          rows.map((row) => ({ ...row, lowestScore: row.lowestScore * factor })),
      },
    ],
    numeric: ["forecast", "left"],
  },
  {
    name: "explainPredictions",
    input: customers,
    run: (input, nameOf) => {
      const explained = explainPredictions(trees(input, nameOf), matrixOf(input, nameOf), { top: 2 });
      const rows = explained
        .toRows()
        .map(({ reasons, ...numbers }) => ({ ...numbers, said: String(reasons).length > 0 }));
      return byId(input, nameOf, rows);
    },
    numeric: ["tenure", "orders"],
  },
  {
    name: "overallDrivers",
    input: customers,
    run: (input, nameOf) => {
      const drivers = overallDrivers(logistic(input, nameOf), matrixOf(input, nameOf), countOf(input));
      const rows = drivers
        .toRows()
        .map(({ varianceInflation, ...row }) => ({ ...row, alone: varianceInflation! < 10 }));
      return { rows, remarks: drivers.remarks };
    },
    grouped,
    numeric: ["tenure", "orders"],
  },
  {
    name: "encodeFeatures",
    input: customers,
    run: (input, nameOf) => {
      const { X, y, ledger } = encoded(input, nameOf);
      const rows = indices(X.rows).map((row) => [y?.[row], ...X.data.subarray(row * X.columns, (row + 1) * X.columns)]);
      return { rows: byId(input, nameOf, rows), ledger };
    },
    model: (input, nameOf) => encoded(input, nameOf).encoder,
    apply: (model, input) => [...encodeFeatures(input as TableInput, { encoder: model as FeatureEncoder }).X.data],
    numeric: ["tenure", "orders"],
  },
];

function encoded(input: object, nameOf: NameOf) {
  return encodeFeatures(input as TableInput, {
    numeric: [nameOf("tenure"), nameOf("orders")],
    categorical: [nameOf("plan")],
    target: nameOf("left"),
    positive: 1,
  });
}
