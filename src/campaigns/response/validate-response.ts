import { compareSegments, type SegmentComparison } from "../../customers/index.js";
import { ClienteleError, inNameOf, knownOptions, numberOption } from "../../errors/index.js";
import {
  type ClassifierReport,
  type EncodedFeatures,
  evaluateClassifier,
  type GainsColumns,
  gainsTable,
  predictProbability,
} from "../../learning/index.js";
import {
  createTable,
  findColumn,
  requireRows,
  type Table,
  type TableInput,
  takeRows,
  toTable,
} from "../../table/index.js";
import { type ContactDepth, depthOf } from "./contact-depth.js";
import { type ContactDepthOptions, depthOptionNames, readDepthPlan } from "./depth-options.js";
import {
  checkedClassifier,
  type FitResponseOptions,
  fitResponseOptionNames,
  responseFeatures,
  responseModelOf,
} from "./fit-response.js";
import { columnOfTest, type ResponseTest, readTest, type TestParts, testParts } from "./response-test.js";

/** Options of {@link validateResponse}: those of `fitResponse`, how to test, and money as in `contactDepth`. */
export interface ValidateResponseOptions extends FitResponseOptions, Partial<ContactDepthOptions> {
  /** [`{ folds: 5 }`] A later campaign is harder than other rows of the same one: test by `date` where there is one. */
  readonly test?: ResponseTest;
  /** Parts of the gains table [10]. */
  readonly bins?: number;
}

/** The columns of `scored`. */
export type TestedResponseColumns = {
  /** The row of the history, from 1. */
  row: number;
  responded: boolean;
  /** From a model that has not seen the row. */
  probability: number;
};

/** What a response model is worth on customers that it has not seen. */
export interface ResponseValidation {
  readonly method: TestParts["method"];
  readonly report: ClassifierReport;
  /** With profits where money is given. */
  readonly gains: Table<GainsColumns>;
  /** Down to which score a contact pays; null without `contactCost` and `marginPerResponse`. */
  readonly depth: ContactDepth | null;
  /** Responders (a) against all others (b), in the whole history. */
  readonly profile: SegmentComparison;
  readonly scored: Table<TestedResponseColumns>;
  /** What the test found, in a sentence. */
  readonly finding: string;
  readonly warnings: readonly string[];
}

/**
 * Does the list find those who respond, and how far down does it pay? Scores each customer of the test by a model that
 * has not seen it, and gives the quality of the ranking and of the probabilities, gains and lift, the depth that earns
 * most, and what sets responders apart from the others.
 *
 * Errors: those of `fitResponse`; `too-few-rows` where a part to fit or to test on would have one outcome only;
 * `invalid-option`.
 *
 * @param history - a row for each customer who was contacted
 *
 * @example
 * ```ts
 * const found = validateResponse(history, { target: "responded", contactCost: 2, marginPerResponse: 25 });
 * found.report.auc; // the chance that a responder is ranked above another customer
 * found.depth.share; // the best share to contact
 * found.profile.sentences(); // what sets responders apart
 * ```
 */
export function validateResponse(history: TableInput, options: ValidateResponseOptions): ResponseValidation {
  const caller = "validateResponse";
  knownOptions(caller, options, [...fitResponseOptionNames, ...depthOptionNames, "test", "bins"]);
  const table = toTable(caller, history);
  requireRows(caller, table);
  const choice = checkedClassifier(caller, options);
  const money = readMoney(caller, options);
  const plan = money === null ? null : readDepthPlan(caller, money);
  const bins = numberOption(caller, "bins", options.bins ?? 10, { min: 1, integer: true });
  const seed = numberOption(caller, "seed", options.seed ?? 0, { min: 0, integer: true });
  const test = readTest(caller, options.test);
  const own = options.numeric === undefined && options.categorical === undefined;
  for (const name of columnOfTest(test)) findColumn(caller, table, name);
  const encoded = responseFeatures(caller, own ? table.drop(...columnOfTest(test)) : table, options);
  const { method, parts } = testParts(caller, table, encoded.y, test, seed);
  const scores = new Float64Array(table.numRows).fill(Number.NaN);
  for (const { fit, test } of parts) {
    const model = responseModelOf(caller, encoded, fit, choice);
    const probabilities = predictProbability(model.classifier, takeRows(encoded.X, test));
    test.forEach((row, i) => {
      scores[row] = probabilities[i]!;
    });
  }
  const rows = Int32Array.from(scores.keys()).filter((row) => !Number.isNaN(scores[row]!));
  const y = Float64Array.from(rows, (row) => encoded.y[row]!);
  const probability = Float64Array.from(rows, (row) => scores[row]!);
  const report = evaluateClassifier(y, probability, { level: options.level });
  const depth = plan === null ? null : depthOf(caller, y, probability, plan);
  return Object.freeze({
    method,
    report,
    gains: gainsTable(y, probability, {
      bins,
      contactCost: plan?.contactCost,
      valuePerPositive: plan?.marginPerResponse,
    }),
    depth,
    profile: profileOf(caller, table, encoded, options.target),
    scored: createTable<TestedResponseColumns>({
      row: rows.map((row) => row + 1),
      responded: Array.from(y, (yes) => yes === 1),
      probability,
    }),
    finding: findingOf(report, depth),
    warnings: Object.freeze([...encoded.warnings]),
  });
}

function readMoney(caller: string, options: ValidateResponseOptions): ContactDepthOptions | null {
  const { contactCost, marginPerResponse } = options;
  if (contactCost === undefined && marginPerResponse === undefined) return null;
  if (contactCost === undefined || marginPerResponse === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      'the options "contactCost" and "marginPerResponse" belong together',
    );
  }
  return { ...options, contactCost, marginPerResponse };
}

/** Responders against the others in all features but dates. */
function profileOf(
  caller: string,
  table: Table,
  { encoder, y }: EncodedFeatures & { readonly y: Uint8Array },
  target: string,
): SegmentComparison {
  const features = [...encoder.numeric, ...encoder.categorical.map(({ column }) => column)];
  const responded = table.withColumn(
    target,
    Array.from(y, (yes) => yes === 1),
  );
  const compared = features.filter((name) => findColumn(caller, table, name).type !== "date");
  return inNameOf(caller, () => compareSegments(responded, { group: target, a: true, b: false, features: compared }));
}

function findingOf(report: ClassifierReport, depth: ContactDepth | null): string {
  const [lower, upper] = report.aucInterval;
  const area = `AUC ${report.auc.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
  const ranking =
    lower > 0.5
      ? `the list finds those who respond: ${area}`
      : upper < 0.5
        ? `the list is the wrong way round: ${area}`
        : `no better than by lot as far as can be told: ${area}`;
  return depth === null ? ranking : `${ranking}; ${depth.finding}`;
}
