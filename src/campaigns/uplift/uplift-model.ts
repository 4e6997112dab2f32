import * as v from "valibot";
import { finiteNumber, finiteNumbers, type ModelFormat, type ModelHeader, positiveNumber } from "../../errors/index.js";
import { type BoostedTreesModel, boostedTreesShape, type LogisticModel, logisticShape } from "../../learning/index.js";

/** How the effect of a contact is estimated. */
export type UpliftLearner = "two-model" | "class-transform" | "x";

/** A line through the effects that were imputed to customers. */
export interface EffectLine {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

/** A model of the effect that a contact has on each customer. */
export interface UpliftModel extends ModelHeader {
  readonly kind: "uplift";
  readonly schema: 1;
  readonly learner: UpliftLearner;
  readonly names: readonly string[];
  /** The share of the rows that were treated. */
  readonly treatedShare: number;
  /**
   * `"two-model"` and `"x"`: of the outcome among the treated, and among the control; `"class-transform"`: of the
   * transformed outcome, and null.
   */
  readonly treatedModel: LogisticModel | BoostedTreesModel;
  readonly controlModel: LogisticModel | BoostedTreesModel | null;
  /** `"x"`: the effects of the treated and of the control as lines; null otherwise. */
  readonly effects: { readonly treated: EffectLine; readonly control: EffectLine } | null;
  readonly treatedRows: number;
  readonly controlRows: number;
}

const lineShape = () => v.object({ intercept: finiteNumber(), coefficients: finiteNumbers() });

const upliftShape = (): v.GenericSchema<unknown, UpliftModel> => {
  const classifier = v.union([logisticShape(), boostedTreesShape()]);
  const parts = v.object({
    kind: v.literal("uplift"),
    schema: v.literal(1),
    learner: v.picklist(["two-model", "class-transform", "x"]),
    names: v.array(v.string()),
    treatedShare: v.pipe(positiveNumber(), v.maxValue(1)),
    treatedModel: classifier,
    controlModel: v.nullable(classifier),
    effects: v.nullable(v.object({ treated: lineShape(), control: lineShape() })),
    treatedRows: finiteNumber(),
    controlRows: finiteNumber(),
  });
  return v.pipe(
    parts,
    v.check(
      ({ names, treatedModel, controlModel }) =>
        [treatedModel, ...(controlModel === null ? [] : [controlModel])].every(
          (model) => model.names.length === names.length && model.names.every((name, i) => name === names[i]),
        ),
      "models of the features that names list",
    ),
  );
};

/** How an uplift model looks as plain data. */
export const upliftFormat: ModelFormat<UpliftModel> = { kind: "uplift", schema: 1, shape: upliftShape };
