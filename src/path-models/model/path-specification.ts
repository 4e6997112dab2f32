import type { AnswerCodes, SurveyWeights } from "../../table/index.js";
import type { MissingAnswerPolicy } from "../moments/missing-policy.js";
import type { InnerScheme, WeightMode } from "../solver/pls-plan.js";

/** A construct measured by items. */
export interface MeasuredConstruct {
  /** Columns of the answers. */
  readonly items: readonly string[];
  /** `"A"` [default] weighs by correlation (reflective), `"B"` by regression (formative), `"unit"` all the same. */
  readonly mode?: WeightMode;
}

/** A construct whose parts are constructs themselves. */
export interface HigherOrderConstruct {
  /** Names of the lower-order constructs; they stand in no path themselves. */
  readonly constructs: readonly string[];
  readonly mode?: WeightMode;
}

/** Lowest and highest answer: of every item, or by item. */
export type AnswerRange = readonly [number, number] | Readonly<Record<string, readonly [number, number]>>;

/** Options of {@link fitPathModel}. */
export interface PathModelOptions extends AnswerCodes {
  /** The measurement model: which items stand for which construct. */
  readonly constructs: Readonly<Record<string, MeasuredConstruct | HigherOrderConstruct>>;
  /** The structural model: arrows between constructs, without a circle. */
  readonly paths: readonly { readonly from: string; readonly to: string }[];
  /** Inner weighting [`"path"`]. */
  readonly scheme?: InnerScheme;
  /** Consistent PLS: constructs of mode A are common factors and corrected for unreliability [false]. */
  readonly consistent?: boolean;
  /** What is done about missing answers [`"error"`]. */
  readonly missing?: MissingAnswerPolicy;
  /** Survey weights: a column of the answers, or a number for each respondent. */
  readonly weights?: SurveyWeights;
  /** Lowest and highest possible answer; without it there are no indices of 0 to 100. */
  readonly scale?: AnswerRange;
  /** The iterations have converged when the change of the weights falls below this [1e-10]. */
  readonly tolerance?: number;
  /** The most iterations [300]. */
  readonly maxIterations?: number;
  /** How the change is measured: `"absolute"` [default] Σ|Δw| as in seminr, `"squared"` Σ(|w| − |w'|)² as in plspm. */
  readonly stopRule?: "absolute" | "squared";
  /** Divisor of variances: `"sample"` [default] n − 1, `"population"` n. Weights and paths do not depend on it. */
  readonly deviation?: "sample" | "population";
  /** f²: `"refit"` [default] estimates the model anew without the path (seminr), `"fixed"` keeps the scores (cSEM). */
  readonly fSquared?: "refit" | "fixed";
}

/** A construct in plain data. */
export interface ConstructSpecification {
  readonly name: string;
  readonly mode: WeightMode;
  /** Its items; empty for a construct of higher order. */
  readonly items: readonly string[];
  /** Its lower-order constructs; empty for a measured one. */
  readonly constructs: readonly string[];
}

/** All that is needed to estimate a path model again on other answers. */
export interface PathSpecification {
  readonly constructs: readonly ConstructSpecification[];
  readonly paths: readonly { readonly from: string; readonly to: string }[];
  readonly scheme: InnerScheme;
  readonly consistent: boolean;
  readonly missing: MissingAnswerPolicy;
  /** The column of survey weights; null without weights, and when they came as numbers. */
  readonly weights: string | null;
  /** Whether the weights came as numbers, so that they have to be given again. */
  readonly weightsGiven: boolean;
  /** Lowest and highest possible answer by item, where known. */
  readonly ranges: readonly { readonly item: string; readonly minimum: number; readonly maximum: number }[];
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly stopRule: "absolute" | "squared";
  readonly deviation: "sample" | "population";
  readonly fSquared: "refit" | "fixed";
  /** Codes for "no answer", where some were declared. */
  readonly missingValues?: readonly (number | string)[] | undefined;
  /** What labels count, where that was declared. */
  readonly answerLabels?: Readonly<Record<string, number>> | undefined;
}
