import {
  acsi,
  bootstrapPathModel,
  compareIndices,
  constructScores,
  ecsi,
  fitPathModel,
  importancePerformance,
  type PathModel,
  type PathModelOptions,
  pathStatistics,
  pathWeights,
  predictPathModel,
  regressionWeights,
  reliability,
  type TableInput,
} from "../../../src/index.js";
import type { ConformanceEntry, InputColumns, NameOf } from "../conformance-entry.js";

const items = ["image", "expected", "reliable", "fast", "worth", "overall", "ideal", "handled", "stays"] as const;

/** Answers from 1 to 10 of 80 respondents who share a mood, by a small linear congruential generator. */
function answers(): InputColumns {
  let state = 987_654_321;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const columns: InputColumns = Object.fromEntries([...items, "weight"].map((name) => [name, []]));
  for (let row = 0; row < 80; row++) {
    const mood = next();
    for (const item of items) columns[item]!.push(1 + Math.min(9, Math.floor(10 * (0.55 * mood + 0.45 * next()))));
    columns["weight"]!.push(1 + (row % 3));
  }
  return columns;
}

function options(nameOf: NameOf): PathModelOptions {
  return {
    constructs: {
      quality: { items: [nameOf("reliable"), nameOf("fast"), nameOf("worth")] },
      satisfaction: { items: [nameOf("overall"), nameOf("ideal")] },
      loyalty: { items: [nameOf("stays"), nameOf("handled")] },
    },
    paths: [
      { from: "quality", to: "satisfaction" },
      { from: "quality", to: "loyalty" },
      { from: "satisfaction", to: "loyalty" },
    ],
    scale: [1, 10],
  };
}

function fitted(input: object, nameOf: NameOf): PathModel {
  return fitPathModel(input as TableInput, options(nameOf));
}

/** The numbers of a model without the names of its items. */
function numbersOf(model: PathModel): object {
  return {
    status: model.status,
    weights: Object.values(model.outerWeights).map((weights) => Object.values(weights)),
    loadings: Object.values(model.loadings).map((loadings) => Object.values(loadings)),
    paths: model.paths,
    indices: model.indices,
    totalEffects: model.totalEffects,
    fSquared: model.fSquared,
    srmr: model.srmr,
    reliability: model.reliability,
    htmt: model.htmt,
    criteria: model.informationCriteria,
  };
}

function presetItems(nameOf: NameOf) {
  return {
    expectations: nameOf("expected"),
    quality: [nameOf("reliable"), nameOf("fast")],
    value: nameOf("worth"),
    satisfaction: [nameOf("overall"), nameOf("ideal")],
    complaints: nameOf("handled"),
    loyalty: nameOf("stays"),
  };
}

function half(input: object, odd: boolean): object {
  const rows = Array.isArray(input) ? input : null;
  if (rows !== null) return rows.filter((_, row) => (row % 2 === 1) === odd);
  if ("toRows" in input && typeof input.toRows === "function") return half(input.toRows() as object[], odd);
  const cut = {};
  for (const [name, values] of Object.entries(input as Record<string, ArrayLike<unknown>>)) {
    const value = Array.from(values).filter((_, row) => (row % 2 === 1) === odd);
    Object.defineProperty(cut, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return cut;
}

const drawnByRow = "respondents are drawn by their place in the table";
const numeric = ["reliable", "fast", "worth", "overall", "ideal", "stays", "handled"];

/** Path models and what is done with them. */
export const satisfactionPathModelEntries: readonly ConformanceEntry[] = [
  {
    name: "fitPathModel",
    input: answers,
    run: (input, nameOf) => numbersOf(fitted(input, nameOf)),
    model: fitted,
    apply: (model, input, nameOf) =>
      constructScores(model as PathModel, input as TableInput)
        .toRows()
        .concat(reliability(fitted(input, nameOf)).toRows() as never[]),
    numeric,
  },
  {
    name: "fitPathModel, survey weights and missing answers by EM",
    input: () => {
      const columns = answers();
      columns["fast"] = columns["fast"]!.map((answer, row) => (row % 9 === 4 ? null : answer));
      columns["stays"] = columns["stays"]!.map((answer, row) => (row % 13 === 2 ? null : answer));
      return columns;
    },
    run: (input, nameOf) =>
      numbersOf(fitPathModel(input as TableInput, { ...options(nameOf), missing: "em", weights: nameOf("weight") })),
    // EM stops when a step changes less than 1e-9.
    shuffle: 1e-7,
    numeric: [...numeric, "weight"],
  },
  {
    name: "fitPathModel, consistent and of higher order",
    input: answers,
    run: (input, nameOf) =>
      numbersOf(
        fitPathModel(input as TableInput, {
          constructs: { ...options(nameOf).constructs, regard: { constructs: ["satisfaction", "loyalty"] } },
          paths: [{ from: "quality", to: "regard" }],
          consistent: true,
          scale: [1, 10],
        }),
      ),
    numeric,
  },
  {
    name: "pathStatistics",
    input: answers,
    run: (input, nameOf) => {
      const { means, covariance, respondents } = pathStatistics(input as TableInput, { items: items.map(nameOf) });
      return { means, covariance, respondents };
    },
    model: (input, nameOf) => pathStatistics(input as TableInput, { items: items.map(nameOf) }),
    numeric,
  },
  {
    name: "acsi",
    input: answers,
    run: (input, nameOf) =>
      numbersOf(acsi(input as TableInput, { ...presetItems(nameOf), complaintsMeasure: "handling" })),
    model: (input, nameOf) => acsi(input as TableInput, { ...presetItems(nameOf), complaintsMeasure: "handling" }),
    numeric: ["expected", ...numeric],
  },
  {
    name: "ecsi",
    input: answers,
    run: (input, nameOf) => numbersOf(ecsi(input as TableInput, { ...presetItems(nameOf), image: [nameOf("image")] })),
    numeric: ["image", ...numeric],
  },
  {
    name: "bootstrapPathModel",
    input: answers,
    run: (input, nameOf) => {
      const result = bootstrapPathModel(fitted(input, nameOf), input as TableInput, {
        samples: 30,
        seed: 5,
        interval: "bca",
      });
      return {
        paths: result.paths.toRows(),
        indices: result.indices.toRows(),
        reliability: result.reliability.toRows(),
        dropped: result.dropped,
      };
    },
    shuffle: drawnByRow,
    numeric,
  },
  {
    name: "compareIndices",
    input: answers,
    run: (input, nameOf) =>
      compareIndices(fitted(half(input, true), nameOf), fitted(half(input, false), nameOf)).toRows(),
    shuffle: "the halves are made by place in the table",
    numeric,
  },
  {
    name: "reliability",
    input: answers,
    run: (input, nameOf) => {
      const report = reliability(fitted(input, nameOf), input as TableInput);
      return {
        constructs: report.toRows(),
        htmt: report.htmt.toRows(),
        fornellLarcker: report.fornellLarcker.toRows(),
      };
    },
    numeric,
  },
  {
    name: "importancePerformance",
    input: answers,
    run: (input, nameOf) => importancePerformance(fitted(input, nameOf), "loyalty").toRows(),
    numeric,
  },
  {
    name: "predictPathModel",
    input: answers,
    run: (input, nameOf) => {
      const ahead = predictPathModel(fitted(input, nameOf), input as TableInput, { folds: 5, seed: 3 });
      return { qSquared: ahead.column("qSquared").toArray(), constructs: ahead.constructs.toRows() };
    },
    shuffle: "folds are drawn by place in the table",
    numeric,
  },
  {
    name: "constructScores",
    input: answers,
    run: (input, nameOf) =>
      constructScores(fitted(input, nameOf), input as TableInput)
        .toRows()
        .sort(
          (a, b) =>
            (a["quality"] as number) - (b["quality"] as number) || (a["loyalty"] as number) - (b["loyalty"] as number),
        ),
    numeric,
  },
  {
    name: "pathWeights",
    input: answers,
    run: (input, nameOf) => ({
      items: Object.values(pathWeights(fitted(input, nameOf), "satisfaction").weights ?? {}),
      drivers: pathWeights(fitted(input, nameOf), "loyalty", { of: "drivers" }),
    }),
    numeric,
  },
  {
    name: "regressionWeights",
    input: answers,
    run: (input, nameOf) => {
      const result = regressionWeights(input as TableInput, {
        outcome: nameOf("overall"),
        items: [nameOf("reliable"), nameOf("fast"), nameOf("worth")],
      });
      return { weights: Object.values(result.weights ?? {}), rSquared: result.rSquared };
    },
    numeric: ["reliable", "fast", "worth", "overall"],
  },
];
