import { freezeModel, knownOptions, oneOf, requireModel } from "../../errors/index.js";
import {
  type BoostedTreesModel,
  type Classifier,
  fitBoostedTrees,
  fitLogistic,
  type LogisticModel,
  type Outcome,
  predictProbability,
} from "../../learning/index.js";
import { leastSquares, linearPredictor } from "../../numeric/index.js";
import {
  areMadeUp,
  type FeatureMatrix,
  type Features,
  readFeatures,
  readModelFeatures,
  takeRows,
} from "../../table/index.js";
import { type RandomizedRows, readRandomized } from "./randomized-rows.js";
import { type EffectLine, type UpliftLearner, type UpliftModel, upliftFormat } from "./uplift-model.js";

/** Options of {@link fitUplift}. */
export interface FitUpliftOptions {
  /**
   * `"two-model"` (the default): the outcome of the treated and of the control, apart, and the difference of both
   * predictions. `"class-transform"`: one model of "treated and yes, or control and no". `"x"`: the effect imputed to
   * each customer from the model of the other group, then fitted; good where one group is small.
   */
  readonly learner?: UpliftLearner;
  /** What predicts the outcome [`"logistic"`]. */
  readonly base?: "logistic" | "boosted-trees";
  /** The penalty of the logistic regression, on z-scores [1]. */
  readonly l2?: number;
  /** Names of the columns of X. */
  readonly names?: readonly string[];
}

/**
 * Whom does a contact move? Learns from an experiment (customers chosen by lot) how much more likely each customer is
 * to say yes because of the contact, not how likely at all: who buys anyway, or never, is not worth a letter. `qini`
 * says on other rows whether it found anything; often there is nothing to find.
 *
 * @param X - features known before the contact
 * @param y - the outcome, 0 or 1
 * @param treated - 1 for those contacted, 0 for the control
 *
 * Errors: `length-mismatch`, `out-of-range`, `one-class` (no control, no treated, or a group with one outcome only),
 * those of `fitLogistic` and `fitBoostedTrees`.
 *
 * Sources: Radcliffe and Surry (1999), two models; Jaskowski and Jaroszewicz (2012), class transformation, with
 * customers weighted by one over the chance of their group; Künzel et al. (2019), X-learner.
 *
 * @example
 * ```ts
 * const model = fitUplift(X, bought, mailed);
 * const whom = predictUplift(model, X); // the rise of the chance by a mail
 * ```
 */
export function fitUplift(X: Features, y: Outcome, treated: Outcome, options: FitUpliftOptions = {}): UpliftModel {
  const caller = "fitUplift";
  knownOptions(caller, options, ["learner", "base", "l2", "names"]);
  const learner = oneOf<UpliftLearner>(
    caller,
    "learner",
    options.learner,
    ["two-model", "class-transform", "x"],
    "two-model",
  );
  const base = oneOf(caller, "base", options.base, ["logistic", "boosted-trees"], "logistic");
  const matrix = readFeatures(caller, X, { names: options.names, missing: base === "logistic" ? "error" : "keep" });
  const rows = readRandomized(caller, y, treated, matrix.rows);
  const fitPart = (
    part: FeatureMatrix,
    outcome: Float64Array,
    weights?: Float64Array,
  ): LogisticModel | BoostedTreesModel =>
    base === "logistic"
      ? fitLogistic(part, outcome, {
          l2: options.l2 ?? 1,
          standardize: true,
          ...(weights === undefined ? {} : { weights }),
        })
      : fitBoostedTrees(part, outcome, weights === undefined ? {} : { weights });
  const header = {
    kind: "uplift" as const,
    schema: 1 as const,
    learner,
    names: [...matrix.names],
    treatedShare: rows.treatedRows / matrix.rows,
    treatedRows: rows.treatedRows,
    controlRows: rows.controlRows,
  };
  if (learner === "class-transform") {
    const { outcome, weights } = transformed(rows);
    const model = fitPart(matrix, outcome, weights);
    return freezeModel({ ...header, treatedModel: model, controlModel: null, effects: null });
  }
  const groups = [1, 0].map((group) => rowsOf(rows, group));
  const [treatedModel, controlModel] = groups.map((group) => fitPart(takeRows(matrix, group), pick(rows.y, group)));
  const effects = learner === "x" ? imputedEffects(matrix, rows, groups, [treatedModel!, controlModel!]) : null;
  return freezeModel({ ...header, treatedModel: treatedModel!, controlModel: controlModel!, effects });
}

/**
 * How much more likely each customer is to say yes with a contact than without, from −1 to 1.
 *
 * Errors: `unusable-model`, `length-mismatch`, `unknown-column`, `missing-value`.
 */
export function predictUplift(model: UpliftModel, X: Features): Float64Array {
  const caller = "predictUplift";
  requireModel(caller, model, [upliftFormat]);
  const matrix = readModelFeatures(caller, X, model.names, {
    anonymous: areMadeUp(model.names),
    missing: model.treatedModel.kind === "logistic" ? "error" : "keep",
  });
  const treated = predictProbability(model.treatedModel, matrix);
  if (model.controlModel === null) return treated.map((chance) => 2 * chance - 1);
  if (model.effects === null) {
    const control = predictProbability(model.controlModel, matrix);
    return treated.map((chance, row) => chance - control[row]!);
  }
  const ofTreated = alongLine(matrix, model.effects.treated);
  const ofControl = alongLine(matrix, model.effects.control);
  const share = model.treatedShare;
  return ofTreated.map((effect, row) => share * ofControl[row]! + (1 - share) * effect);
}

/**
 * Z is 1 for "treated and yes, or control and no"; with rows weighted by one over the share of their group, the effect
 * is 2 P(Z = 1) − 1 whatever the shares.
 */
function transformed({ y, treated, treatedRows, controlRows }: RandomizedRows) {
  const outcome = y.map((yes, row) => (yes === treated[row] ? 1 : 0));
  // With mean 1, so that a penalty counts as much as it does without weights.
  const half = treated.length / 2;
  const weights = treated.map((flag) => half / (flag === 1 ? treatedRows : controlRows));
  return { outcome, weights };
}

function rowsOf({ treated }: RandomizedRows, group: number): Int32Array {
  return Int32Array.from(treated.keys()).filter((row) => treated[row] === group);
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}

/**
 * The effects that the model of the other group imputes: y − μ₀(x) for the treated, μ₁(x) − y for the control, each
 * fitted by a line (Künzel et al. 2019, equations 6 to 8).
 */
function imputedEffects(
  matrix: FeatureMatrix,
  { y }: RandomizedRows,
  [treatedRows, controlRows]: readonly Int32Array[],
  [treatedModel, controlModel]: readonly Classifier[],
): NonNullable<UpliftModel["effects"]> {
  const line = (rows: Int32Array, other: Classifier, sign: 1 | -1): EffectLine => {
    const part = takeRows(matrix, rows);
    const expected = predictProbability(other, part);
    return fitLine(
      part,
      expected.map((chance, i) => sign * (y[rows[i]!]! - chance)),
    );
  };
  return { treated: line(treatedRows!, controlModel!, 1), control: line(controlRows!, treatedModel!, -1) };
}

/** Least squares with an intercept; a column that depends on others gets 0. Missing features count as 0. */
function fitLine({ data, rows, columns }: FeatureMatrix, target: Float64Array): EffectLine {
  const design = new Float64Array(rows * (columns + 1));
  for (let row = 0; row < rows; row++) {
    design[row * (columns + 1)] = 1;
    for (let column = 0; column < columns; column++) {
      const value = data[row * columns + column]!;
      design[row * (columns + 1) + 1 + column] = Number.isNaN(value) ? 0 : value;
    }
  }
  const [intercept, ...coefficients] = leastSquares({ data: design, rows, columns: columns + 1 }, target).coefficients;
  return { intercept: intercept!, coefficients };
}

function alongLine({ data, rows, columns }: FeatureMatrix, { intercept, coefficients }: EffectLine): Float64Array {
  const effects = new Float64Array(rows);
  const known = data.map((value) => (Number.isNaN(value) ? 0 : value));
  linearPredictor({ data: known, columns }, 0, rows, intercept, Float64Array.from(coefficients), effects);
  return effects;
}
