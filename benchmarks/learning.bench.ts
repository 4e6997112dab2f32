import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  evaluateClassifier,
  explainPredictions,
  fitBoostedTrees,
  fitLogistic,
  predictProbability,
} from "../src/index.js";
import { createRandom } from "../src/numeric/index.js";
import type { Benchmark, Contender } from "./harness.js";
import { type PythonPeer, pythonPeer } from "./python-peer.js";
import { versionOf } from "./version-of.js";

const columns = 20;
const logisticRows = 1_000_000;
const treeRows = 200_000;
const testRows = 50_000;
const explainedRows = 100_000;
const scoredRows = 800_000;
const growth = { trees: 50, leaves: 31, minLeaf: 20, learningRate: 0.1 };

interface Sample {
  readonly X: { readonly data: Float64Array; readonly rows: number; readonly columns: number };
  readonly y: Uint8Array;
}

/** Logistic regression, boosted trees and evaluation against scikit-learn on one thread; TreeSHAP. */
export async function* run(): AsyncGenerator<Benchmark> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  const python = await pythonPeer("learning_peer", 1);
  try {
    yield* logisticTables(folder, python);
    yield await trees(folder, python);
    yield await prediction(folder, python);
    yield await evaluation(folder, python);
    yield categories();
    yield explanation();
  } finally {
    python?.close();
    rmSync(folder, { recursive: true });
  }
}

async function* logisticTables(folder: string, python: PythonPeer | null): AsyncGenerator<Benchmark> {
  const sample = linearSample(logisticRows);
  await load(sample, folder, python);
  for (const l2 of [1, 0]) {
    const given = { l2, tolerance: 1e-4 };
    const own = fitLogistic(sample.X, sample.y, { l2 });
    const theirs = await python?.call("logistic", given);
    const reached = [
      `clientele ${largestDerivative(sample, own.intercept, own.coefficients, l2).toPrecision(2)}`,
      ...(theirs === undefined ? [] : [`lbfgs ${largestDerivativeOf(sample, theirs.value as number[], l2)}`]),
    ];
    yield {
      title: l2 > 0 ? "Logistic regression, L2" : "Logistic regression, no penalty",
      task: `fitLogistic: ${logisticRows / 1e6} M rows, ${columns} normal columns of different spread, l2 = ${l2}${l2 > 0 ? "" : ", standard errors included on our side"}; lbfgs with the gradient tolerance of its default, 1e-4.`,
      rounds: 3,
      contenders: [
        ours(() => fitLogistic(sample.X, sample.y, { l2 })),
        ...peer("scikit-learn, lbfgs", python, () => python!.call("logistic", given)),
      ],
      note: `Largest derivative of the objective (a sum over the rows) where each stopped, columns on unit scale: ${reached.join(", ")}.`,
    };
  }
}

async function trees(folder: string, python: PythonPeer | null): Promise<Benchmark> {
  const all = bentSample(treeRows + testRows);
  const [train, test] = [rowsOf(all, 0, treeRows), rowsOf(all, treeRows, treeRows + testRows)];
  const own = evaluateClassifier(test.y, predictProbability(fitBoostedTrees(train.X, train.y, growth), test.X)).auc;
  await load(all, folder, python);
  const theirs = await python?.call("auc_of_trees", { ...growth, rows: treeRows });
  await load(train, folder, python);
  return {
    title: "Boosted trees",
    task: `fitBoostedTrees: ${treeRows / 1e3} k rows, ${columns} columns, ${growth.trees} trees of ${growth.leaves} leaves, at least ${growth.minLeaf} rows a leaf, rate ${growth.learningRate}, 255 bins.`,
    rounds: 3,
    contenders: [
      ours(() => fitBoostedTrees(train.X, train.y, growth)),
      ...peer("scikit-learn, HistGradientBoosting", python, () => python!.call("boosted_trees", growth)),
    ],
    note: `AUC on ${testRows / 1e3} k further rows: clientele ${own.toFixed(5)}${theirs === undefined ? "" : `, HistGradientBoosting ${Number(theirs.value).toFixed(5)}`}.`,
  };
}

/** Trees of the first rows predict all of them. */
async function prediction(folder: string, python: PythonPeer | null): Promise<Benchmark> {
  const all = bentSample(scoredRows);
  const deep = { ...growth, trees: 100 };
  const train = rowsOf(all, 0, treeRows);
  const model = fitBoostedTrees(train.X, train.y, deep);
  await load(all, folder, python);
  await python?.call("grow", { ...deep, rows: treeRows });
  return {
    title: "Boosted trees, prediction",
    task: `predictProbability: ${scoredRows / 1e3} k rows, ${columns} columns, ${deep.trees} trees of ${deep.leaves} leaves.`,
    rounds: 3,
    contenders: [
      ours(() => predictProbability(model, all.X)),
      ...peer("scikit-learn, predict_proba of HistGradientBoosting", python, () => python!.call("predict", null)),
    ],
  };
}

async function evaluation(folder: string, python: PythonPeer | null): Promise<Benchmark> {
  const random = createRandom(8);
  const p = Float64Array.from({ length: scoredRows }, () => 1 / (1 + Math.exp(1 - 1.5 * random.normal())));
  const y = Uint8Array.from(p, (probability) => (random.uniform() < probability ? 1 : 0));
  const data = new Float64Array(scoredRows * columns);
  for (let row = 0; row < scoredRows; row++) data[row * columns] = p[row]!;
  await load({ X: { data, rows: scoredRows, columns }, y }, folder, python);
  return {
    title: "Evaluation of a classifier",
    task: `evaluateClassifier: ${scoredRows / 1e3} k probabilities, all of them different; area with its interval, average precision, log loss, Brier score, calibration line and curve, gains. The peer computes the area alone.`,
    contenders: [
      ours(() => evaluateClassifier(y, p)),
      ...peer("scikit-learn, roc_auc_score", python, () => python!.call("area", null)),
    ],
  };
}

/** Categories as codes, missing values and counts: what the plain case leaves out. */
function categories(): Benchmark {
  const { X, y } = bentSample(treeRows);
  const data = X.data.map((value, at) =>
    at % columns < 5 ? Math.floor(4 * Math.abs(value)) : at % 7 === 0 ? Number.NaN : value,
  );
  const matrix = { ...X, data };
  const count = Float64Array.from(y, (_, row) => 1 + (row % 3));
  const categorical = [0, 1, 2, 3, 4];
  return {
    title: "Boosted trees with categories, missing values, counts",
    task: `The same ${treeRows / 1e3} k rows with five columns as categories and a seventh of the other cells missing; then each row standing for one to three cases.`,
    rounds: 3,
    contenders: [
      ours(() => fitBoostedTrees(matrix, y, { ...growth, categorical })),
      ours(() => fitBoostedTrees(matrix, y, { ...growth, categorical, count }), "clientele, with counts"),
    ],
  };
}

function explanation(): Benchmark {
  const { X, y } = bentSample(explainedRows);
  const model = fitBoostedTrees(X, y, { trees: 100, leaves: 8 });
  return {
    title: "TreeSHAP",
    task: `explainPredictions: ${explainedRows / 1e3} k rows, ${columns} columns, ${model.trees.length} trees of 8 leaves; all contributions as columns, with and without the three strongest in words. Target: below 10 CPU seconds.`,
    rounds: 3,
    contenders: [
      ours(() => explainPredictions(model, X)),
      ours(() => explainPredictions(model, X, { top: 0 }), "clientele, without words"),
    ],
  };
}

function ours(task: () => unknown, name = "clientele"): Contender {
  return { name, version: versionOf("clientele"), run: task };
}

function peer(name: string, python: PythonPeer | null, task: () => unknown): Contender[] {
  return python === null ? [] : [{ name, version: python.versions["scikit-learn"]!, run: task }];
}

async function load(sample: Sample, folder: string, python: PythonPeer | null): Promise<void> {
  if (python === null) return;
  const [features, outcome] = [join(folder, "features.bin"), join(folder, "outcome.bin")];
  writeFileSync(features, sample.X.data);
  writeFileSync(outcome, sample.y);
  await python.call("load", { features, outcome, columns });
}

/** An outcome whose log-odds are linear; spreads of the columns go from 0.5 to 2. */
function linearSample(rows: number): Sample {
  const random = createRandom(5);
  const weights = Float64Array.from({ length: columns }, () => 0.4 * random.normal());
  const data = new Float64Array(rows * columns);
  const y = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    let score = -1;
    for (let j = 0; j < columns; j++) {
      const value = random.normal() * (0.5 + (1.5 * j) / (columns - 1));
      data[row * columns + j] = value;
      score += weights[j]! * value;
    }
    y[row] = random.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return { X: { data, rows, columns }, y };
}

/** An outcome that depends on jumps, bends and products of normal columns. */
function bentSample(rows: number): Sample {
  const random = createRandom(6);
  // In tenths, so that the jump at 0.5 falls between two bins on both sides, and not by chance nearer to an edge on
  // one.
  const data = Float64Array.from({ length: rows * columns }, (_, at) =>
    at % columns === 1 ? Math.round(10 * random.normal()) / 10 : random.normal(),
  );
  const y = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const x = data.subarray(row * columns, (row + 1) * columns);
    const score =
      -0.5 + x[0]! + (x[1]! > 0.5 ? 1 : -0.5) + x[2]! * x[3]! + Math.sin(2 * x[4]!) + 0.3 * x[5]! - 0.2 * x[6]! ** 2;
    y[row] = random.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return { X: { data, rows, columns }, y };
}

function rowsOf({ X, y }: Sample, from: number, to: number): Sample {
  const data = X.data.slice(from * columns, to * columns);
  return { X: { data, rows: to - from, columns }, y: y.slice(from, to) };
}

function largestDerivativeOf(sample: Sample, [intercept, ...weights]: readonly number[], l2: number): string {
  return largestDerivative(sample, intercept!, weights, l2).toPrecision(2);
}

/** The largest |derivative| of Σ log loss + l2 / 2 · ‖w‖², by coefficients of columns divided by their spread. */
function largestDerivative({ X, y }: Sample, intercept: number, weights: readonly number[], l2: number): number {
  const gradient = new Float64Array(columns + 1);
  for (let row = 0; row < X.rows; row++) {
    let score = intercept;
    for (let j = 0; j < columns; j++) score += weights[j]! * X.data[row * columns + j]!;
    const residual = 1 / (1 + Math.exp(-score)) - y[row]!;
    gradient[columns]! += residual;
    for (let j = 0; j < columns; j++) gradient[j]! += residual * X.data[row * columns + j]!;
  }
  return gradient.reduce((largest, value, j) => {
    if (j === columns) return Math.max(largest, Math.abs(value));
    const spread = 0.5 + (1.5 * j) / (columns - 1);
    return Math.max(largest, Math.abs(value + l2 * weights[j]!) / spread);
  }, 0);
}
