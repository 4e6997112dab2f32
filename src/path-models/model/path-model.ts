import type { PathStatistics } from "../moments/path-statistics.js";
import type { InformationCriteria } from "./information-criteria.js";
import type { ModelResidual } from "./model-residual.js";
import type { ReliabilityMeasure } from "./path-parameters.js";
import type { PathSpecification } from "./path-specification.js";

/** One number for one arrow, or one chain of arrows. */
export interface PathValue {
  readonly from: string;
  readonly to: string;
  /** Null where the data do not determine it. */
  readonly value: number | null;
}

/** A number for every item of every construct. */
export type ItemValues = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

/** How the fit of a path model ended. */
export type PathModelStatus = "converged" | "boundary" | "notIdentified" | "iterationLimit" | "failed";

/** Which ready-made model it is, and which way its complaints item points. */
export interface PathPreset {
  readonly name: "acsi" | "ecsi";
  /**
   * `"incidence"`: high means that the customer complained; `"handling"`: high means that complaints are handled well.
   */
  readonly complaintsMeasure: "incidence" | "handling";
}

/** A fitted path model: plain data. Unknown numbers are null, with the reason in `reason` or `indexReasons`. */
export interface PathModel {
  readonly kind: "path-model";
  readonly schema: 1;
  readonly preset: PathPreset | null;
  readonly status: PathModelStatus;
  /** What keeps the status from being `"converged"`; null when nothing does. */
  readonly reason: string | null;
  /** What to think about before using the numbers. */
  readonly warnings: readonly string[];
  readonly iterations: number;
  readonly specification: PathSpecification;
  /** Means and covariances of the items; what was missing is reported here. */
  readonly statistics: PathStatistics;
  /** Names of the constructs, in the order of the specification. */
  readonly constructs: readonly string[];
  /** Standardized weights: scores of standardized items have variance 1. */
  readonly outerWeights: ItemValues;
  /** Correlations of items with their construct; factor loadings under `consistent`. */
  readonly loadings: ItemValues;
  /** Weights in units of the answers, summing to 1: what the index is made of. Null where a weight is negative. */
  readonly indexWeights: Readonly<Record<string, Readonly<Record<string, number>> | null>>;
  readonly deviations: Readonly<Record<string, number>>;
  /** 0 to 100; null with the reason in `indexReasons`. */
  readonly indices: Readonly<Record<string, number | null>>;
  readonly indexReasons: Readonly<Record<string, string>>;
  /** Standard deviation of the index among respondents (divisor n), in points; null where there is no index. */
  readonly indexSpreads: Readonly<Record<string, number | null>>;
  readonly paths: readonly PathValue[];
  /** Of constructs that something leads to. */
  readonly rSquared: Readonly<Record<string, number | null>>;
  readonly adjustedRSquared: Readonly<Record<string, number | null>>;
  /** Along all chains of arrows. */
  readonly totalEffects: readonly PathValue[];
  /** Along chains of two arrows or more. */
  readonly indirectEffects: readonly PathValue[];
  readonly fSquared: readonly PathValue[];
  /** Variance inflation of antecedents: of `from` among all that lead to `to`. */
  readonly vif: readonly PathValue[];
  /** Variance inflation of items within their construct. */
  readonly itemVif: ItemValues;
  readonly informationCriteria: Readonly<Record<string, InformationCriteria>>;
  readonly srmr: ModelResidual;
  /** Correlations of the scores, in the order of `constructs`; null where they were not estimated together. */
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly reliability: Readonly<Record<string, Readonly<Record<ReliabilityMeasure, number | null>>>>;
  readonly htmt: readonly {
    readonly construct: string;
    readonly other: string;
    /** Of |r|, as seminr. */
    readonly absolute: number | null;
    /** Of r, as cSEM. */
    readonly signed: number | null;
  }[];
}
