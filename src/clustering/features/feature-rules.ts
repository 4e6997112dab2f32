import { ClienteleError, columnList, knownOptions, numberOption, oneOf, showValue } from "../../errors/index.js";

/** What is done to a value before it is scaled. */
export type FeatureTransform = "identity" | "log" | "log1p" | "asinh" | "sqrt";

/** How transformed values are brought to a common scale. */
export type FeatureScale = "zscore" | "robust" | "range" | "none";

/**
 * How a column enters a distance. A word stands for a common pair: `"zscore"`, `"robust"` (median and interquartile
 * range), `"range"` (0 to 1) and `"none"` take the values as they are and scale them so; `"log"` (values above 0),
 * `"log1p"` (ln(1 + x), from 0), `"sqrt"` (from 0) and `"asinh"` (any sign; like a logarithm for large amounts of
 * either sign) transform, then z-score. An object names both steps and a weight.
 */
export type FeatureRule =
  | FeatureScale
  | Exclude<FeatureTransform, "identity">
  | {
      readonly transform?: FeatureTransform | undefined;
      readonly scale?: FeatureScale | undefined;
      /** How much the column counts in squared distances [1]. */
      readonly weight?: number | undefined;
    };

/** Columns and how each enters a distance; a list of names means `"zscore"` for each. */
export type FeatureRules = Readonly<Record<string, FeatureRule>> | readonly string[];

/** A rule spelled out. */
export interface NamedRule {
  readonly name: string;
  readonly transform: FeatureTransform;
  readonly scale: FeatureScale;
  readonly weight: number;
}

/** The names of all transforms. */
export const featureTransforms = ["identity", "log", "log1p", "asinh", "sqrt"] as const;
const featureScales = ["zscore", "robust", "range", "none"] as const;
const words = ["zscore", "robust", "range", "none", "log", "log1p", "asinh", "sqrt"] as const;

/** Rules spelled out, in the order in which they were given. `option` is what the caller calls them. */
export function readRules(caller: string, rules: FeatureRules, option = "features"): NamedRule[] {
  const entries = entriesOf(caller, rules, option);
  if (entries.length === 0) {
    throw new ClienteleError("invalid-option", { function: caller }, `option "${option}" names no column`);
  }
  return entries.map(([name, rule]) => readRule(caller, name, rule, `${option}.${name}`));
}

function entriesOf(caller: string, rules: unknown, option: string): (readonly [string, unknown])[] {
  if (Array.isArray(rules)) return columnList(caller, option, rules).map((name) => [name, "zscore"]);
  if (typeof rules === "object" && rules !== null) return Object.entries(rules);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: rules },
    `option "${option}" must be an object like { orders: "log", age: "zscore" } or a list of column names, got ` +
      `${showValue(rules)}`,
  );
}

function readRule(caller: string, name: string, rule: unknown, option: string): NamedRule {
  if (typeof rule === "object" && rule !== null) {
    const { transform, scale, weight = 1 } = rule as Exclude<FeatureRule, string>;
    knownOptions(caller, rule, ["transform", "scale", "weight"]);
    return {
      name,
      transform: oneOf(caller, `${option}.transform`, transform, featureTransforms, "identity"),
      scale: oneOf(caller, `${option}.scale`, scale, featureScales, "zscore"),
      weight: numberOption(caller, `${option}.weight`, weight, { min: 0 }),
    };
  }
  const word = oneOf(caller, option, rule as (typeof words)[number] | undefined, words, "zscore");
  const isScale = (featureScales as readonly string[]).includes(word);
  return {
    name,
    transform: isScale ? "identity" : (word as FeatureTransform),
    scale: isScale ? (word as FeatureScale) : "zscore",
    weight: 1,
  };
}
