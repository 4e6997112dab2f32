import { ClienteleError, knownOptions, oneOf, requireModel, showNames, showValue } from "../../errors/index.js";
import type { PathModel } from "../model/path-model.js";
import { pathModelFormat } from "../model/path-model-format.js";

/** Options of {@link pathWeights}. */
export interface PathWeightOptions {
  /**
   * `"items"` (the default): the weights of the items in the index of the construct. `"drivers"`: the weights of the
   * constructs that lead to it, directly or not, by their total effects.
   */
  readonly of?: "items" | "drivers";
}

/** Weights that a path model derives from the answers, for an indicator tree or a comparison of weights. */
export interface PathWeights {
  readonly construct: string;
  /** Summing to 1; null with the reason where one would be negative or is unknown. */
  readonly weights: Readonly<Record<string, number>> | null;
  readonly reason: string | null;
}

/**
 * What should the questions, or the drivers, weigh? The weights that a path model derives from the answers, ready for
 * `weightedIndex` or `compareWeights`.
 *
 * Items weigh as in the index of their construct: unstandardized outer weights that sum to 1, so that a weighted mean
 * of the answers gives the index. Drivers weigh by their total effect on the construct, in standard deviations, divided
 * by the sum.
 *
 * Errors: `unusable-model`, `invalid-option` (no such construct, or nothing leads to it).
 *
 * @example
 * ```ts
 * pathWeights(model, "satisfaction").weights; // { overall: 0.39, expected: 0.32, ideal: 0.29 }
 * pathWeights(model, "satisfaction", { of: "drivers" }).weights; // { expectations: 0.3, quality: 0.5, value: 0.2 }
 * ```
 */
export function pathWeights(model: PathModel, construct: string, options: PathWeightOptions = {}): PathWeights {
  const caller = "pathWeights";
  requireModel(caller, model, [pathModelFormat]);
  knownOptions(caller, options, ["of"]);
  const of = oneOf(caller, "of", options.of, ["items", "drivers"], "items");
  if (!model.constructs.includes(construct)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: construct },
      `${showValue(construct)} is no construct of the model; they are ` + `${showNames(model.constructs)}`,
    );
  }
  return of === "items" ? itemWeights(model, construct) : driverWeights(caller, model, construct);
}

function itemWeights(model: PathModel, construct: string): PathWeights {
  const weights = model.indexWeights[construct] ?? null;
  const reason = weights === null ? (model.indexReasons[construct] ?? model.reason ?? "the weights are unknown") : null;
  return { construct, weights, reason };
}

function driverWeights(caller: string, model: PathModel, construct: string): PathWeights {
  const effects = model.totalEffects.filter(({ to }) => to === construct);
  if (effects.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: construct },
      `nothing leads to ${showValue(construct)}, so it has no drivers`,
    );
  }
  const unknown = effects.find(({ value }) => value === null);
  const negative = effects.find(({ value }) => value !== null && value < 0);
  if (unknown !== undefined) {
    return {
      construct,
      weights: null,
      reason: `the effect of ${showValue(unknown.from)} is unknown: ${model.reason ?? "it is not determined"}`,
    };
  }
  if (negative !== undefined) {
    return {
      construct,
      weights: null,
      reason:
        `${showValue(negative.from)} has the negative total effect ${negative.value!.toPrecision(3)}, and a negative ` +
        "weight makes no index",
    };
  }
  const total = effects.reduce((sum, { value }) => sum + value!, 0);
  if (total === 0) return { construct, weights: null, reason: "no driver has any effect" };
  return {
    construct,
    weights: Object.fromEntries(effects.map(({ from, value }) => [from, value! / total])),
    reason: null,
  };
}
