import {
  ClienteleError,
  freezeModel,
  inNameOf,
  knownOptions,
  numberOption,
  oneOf,
  requireColumnName,
  showValue,
} from "../../errors/index.js";
import {
  type EncodedFeatures,
  encodeFor,
  type FeatureEncoder,
  fitBoostedTrees,
  fitLogistic,
  type MissingAdvice,
} from "../../learning/index.js";
import { hasColumn, requireRows, type Table, type TableInput, takeRows, toTable } from "../../table/index.js";
import type { ResponseModel } from "./response-model.js";

/** Options of {@link fitResponse}. */
export interface FitResponseOptions {
  /** The column that says who responded. */
  readonly target: string;
  /** The value of the target that counts as a response [true, 1 or "yes"]. */
  readonly positive?: string | number | boolean;
  /** Columns of numbers to learn from. Without both lists: all columns but the target and the customer. */
  readonly numeric?: readonly string[];
  /** Columns of categories to learn from. */
  readonly categorical?: readonly string[];
  /** The column of the id, which is not learnt from [`"customer"` where there is such a column]. */
  readonly customer?: string;
  /** [`"logistic"`] */
  readonly classifier?: "logistic" | "boosted-trees";
  /** The penalty of the logistic regression, on z-scores [1]. */
  readonly l2?: number;
  /** A missing category is a category of its own, and boosted trees take missing numbers, with `"keep"` [`"error"`]. */
  readonly missing?: "error" | "keep";
}

/** The names of the options of {@link fitResponse}. */
export const fitResponseOptionNames: readonly string[] = [
  "target",
  "positive",
  "numeric",
  "categorical",
  "customer",
  "classifier",
  "l2",
  "missing",
];

/**
 * Who answers? Learns from an earlier campaign how likely each customer is to respond, from what was known before the
 * contact. `validateResponse` says how good that is on customers that the model has not seen, and how far down the list
 * it pays to write; `scoreResponse` makes the list.
 *
 * A column that is known only because of the contact (how long the call took) tells the outcome: leave it out.
 *
 * @param history - a row for each customer who was contacted
 *
 * Errors: those of `encodeFeatures` (`unknown-column`, `missing-value`, `column-type`, `out-of-range`), `one-class`,
 * `empty-table`, `invalid-option`, those of `fitLogistic` and `fitBoostedTrees`.
 *
 * @example
 * ```ts
 * const history = {
 *   age: [25, 47, 39, 61, 33, 52],
 *   channel: ["web", "shop", "web", "shop", "web", "web"],
 *   responded: [false, true, false, true, false, true],
 * };
 * const model = fitResponse(history, { target: "responded" });
 * scoreResponse(model, history).column("probability").toArray(); // highest for those above 45
 * ```
 */
export function fitResponse(history: TableInput, options: FitResponseOptions): ResponseModel {
  const caller = "fitResponse";
  knownOptions(caller, options, fitResponseOptionNames);
  const table = toTable(caller, history);
  requireRows(caller, table);
  const encoded = responseFeatures(caller, table, options);
  const rows = Int32Array.from({ length: table.numRows }, (_, row) => row);
  return responseModelOf(caller, encoded, rows, checkedClassifier(caller, options));
}

const missingAdvice: MissingAdvice = {
  number:
    'fill it with withColumn, leave such rows out with where, or take classifier: "boosted-trees" with missing: "keep"',
  category: 'missing: "keep" makes that a category of its own',
};

/** The features and the outcome of a history of contacts. */
export function responseFeatures(
  caller: string,
  table: Table,
  options: FitResponseOptions,
): EncodedFeatures & { readonly y: Uint8Array } {
  const target = requireColumnName(caller, "target", options.target);
  const { positive, numeric, categorical, missing } = options;
  const plan = { target, positive, numeric, categorical, missing, unseen: "ignore" } as const;
  const own = numeric === undefined && categorical === undefined;
  const encoded = encodeFor(caller, own ? withoutId(caller, table, options) : table, plan, missingAdvice);
  const y = encoded.y!;
  requireBothOutcomes(caller, target, encoded.encoder.positive!, y);
  if (missing === "keep" && options.classifier !== "boosted-trees") refuseMissingNumbers(caller, encoded);
  return { ...encoded, y };
}

/** Errors: `one-class`. */
function requireBothOutcomes(caller: string, target: string, positive: string, y: Uint8Array): void {
  if (y.includes(0) && y.includes(1)) return;
  throw new ClienteleError(
    "one-class",
    { function: caller, column: target },
    `every row has ${showValue(positive)}: nobody is there who did not respond, so there is nothing to learn`,
  );
}

/** The logistic regression takes no missing numbers, whatever becomes of categories. Errors: `missing-value`. */
function refuseMissingNumbers(caller: string, { X, encoder }: EncodedFeatures): void {
  const place = X.data.findIndex((value) => Number.isNaN(value));
  if (place < 0) return;
  throw new ClienteleError(
    "missing-value",
    {
      function: caller,
      column: encoder.numeric[place % X.columns],
      row: Math.floor(place / X.columns) + 1,
      value: null,
    },
    `the number is missing; ${missingAdvice.number}`,
  );
}

/** The table without the column of the id, which would be taken for a feature. */
function withoutId(caller: string, table: Table, { customer, target }: FitResponseOptions): Table {
  if (customer !== undefined) return table.drop(requireColumnName(caller, "customer", customer));
  return target !== "customer" && hasColumn(table, "customer") ? table.drop("customer") : table;
}

/** How the probabilities are learnt. */
export interface ClassifierChoice {
  readonly classifier: "logistic" | "boosted-trees";
  readonly l2: number;
}

/** The options that say how to learn, checked. */
export function checkedClassifier(caller: string, options: FitResponseOptions): ClassifierChoice {
  return {
    classifier: oneOf(caller, "classifier", options.classifier, ["logistic", "boosted-trees"], "logistic"),
    l2: numberOption(caller, "l2", options.l2 ?? 1, { min: 0 }),
  };
}

/** The model of some rows. */
export function responseModelOf(
  caller: string,
  { X, y, encoder }: { readonly X: EncodedFeatures["X"]; readonly y: Uint8Array; readonly encoder: FeatureEncoder },
  rows: Int32Array,
  { classifier, l2 }: ClassifierChoice,
): ResponseModel {
  const own = takeRows(X, rows);
  const outcome = Uint8Array.from(rows, (row) => y[row]!);
  return freezeModel({
    kind: "response" as const,
    schema: 1 as const,
    encoder,
    classifier: inNameOf(caller, () =>
      classifier === "logistic"
        ? fitLogistic(own, outcome, { l2, standardize: true })
        : fitBoostedTrees(own, outcome, { learningRate: 0.05 }),
    ),
    customers: rows.length,
    responses: outcome.reduce((sum, yes) => sum + yes, 0),
  });
}
