import { ClienteleError, knownOptions, oneOf, requireModel } from "../../errors/index.js";
import {
  createTable,
  hasColumn,
  numberColumn,
  readAnswerTable,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import type { PathModel } from "../model/path-model.js";
import { pathModelFormat } from "../model/path-model-format.js";
import { compositeWeights } from "./composite-weights.js";
import { fillByRegression } from "./open-answers.js";

/** Options of {@link constructScores}. */
export interface ScoreOptions {
  /**
   * `"index"` (the default): 0 to 100, on the scale of the index; `"standardized"`: mean 0 and variance 1 among the
   * respondents of the model.
   */
  readonly unit?: "index" | "standardized";
}

/**
 * How satisfied is each respondent? The score of every construct for every row of the answers, under the weights of the
 * model: a table with a column per construct, in the order of the rows.
 *
 * The weighted mean of the scores of the model's own respondents is the index. An open answer makes the scores of its
 * constructs missing under the policies `"error"` and `"listwise"`; under `"mean"` it counts as the mean, under
 * `"pairwise"` and `"em"` as its regression on the other answers. Columns of constructs without an index are missing
 * (see `indexReasons`).
 *
 * Errors: `unusable-model`, `unknown-column`, `not-a-number`, `not-finite`, `invalid-option`.
 *
 * @example
 * ```ts
 * const scores = constructScores(model, answers);
 * answers.withColumn("satisfaction", scores.column("satisfaction"));
 * ```
 */
export function constructScores(model: PathModel, answers: TableInput, options: ScoreOptions = {}): Table {
  const caller = "constructScores";
  requireModel(caller, model, [pathModelFormat]);
  knownOptions(caller, options, ["unit"]);
  const unit = oneOf(caller, "unit", options.unit, ["index", "standardized"], "index");
  const { items } = model.statistics;
  const { correlation, weights } = compositeWeights(model);
  const { data, rows } = standardizedAnswers(caller, model, answers);
  const policy = model.specification.missing;
  if (policy === "mean") for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i]!)) data[i] = 0;
  if (policy === "pairwise" || policy === "em") fillByRegression(data, correlation);
  const width = items.length;
  const columns = model.constructs.map((construct, k) => {
    const own = weights[k]!;
    const index = model.indices[construct] ?? Number.NaN;
    const spread = model.indexSpreads[construct] ?? Number.NaN;
    const scores = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      let score = 0;
      for (let i = 0; i < width; i++) if (own[i] !== 0) score += own[i]! * data[row * width + i]!;
      scores[row] = unit === "index" ? index + spread * score : score;
    }
    return [construct, scores] as const;
  });
  return createTable(columns, { unit });
}

/** The answers to the items of the model, standardized by its means and (divisor n) standard deviations. */
function standardizedAnswers(
  caller: string,
  model: PathModel,
  answers: TableInput,
): { readonly data: Float64Array; readonly rows: number } {
  const ranges = new Map(
    model.specification.ranges.map(({ item, minimum, maximum }) => [item, [minimum, maximum] as const]),
  );
  const table = readAnswerTable(
    caller,
    toTable(caller, answers),
    model.statistics.items,
    model.specification,
    (item) => ({
      scale: ranges.get(item) ?? null,
    }),
  );
  const { items, means, covariance, respondents } = model.statistics;
  const data = new Float64Array(table.numRows * items.length);
  items.forEach((item, i) => {
    if (!hasColumn(table, item)) {
      throw new ClienteleError(
        "unknown-column",
        { function: caller, column: item, value: item },
        "the answers have no column for this item of the model",
      );
    }
    const values = numberColumn(caller, table, item, { missing: "keep" });
    const deviation = Math.sqrt((covariance[i]![i]! * (respondents - 1)) / respondents);
    for (let row = 0; row < values.length; row++) data[row * items.length + i] = (values[row]! - means[i]!) / deviation;
  });
  return { data, rows: table.numRows };
}
