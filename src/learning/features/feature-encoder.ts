import * as v from "valibot";
import type { ModelFormat, ModelHeader } from "../../errors/index.js";

/**
 * What becomes of a category that was not there when the encoder was made: an error, or all zeros (one-hot) and −1
 * (codes).
 */
export type UnseenPolicy = "error" | "ignore";

/**
 * What becomes of missing cells: an error, or NaN for numbers and codes and a category of their own for one-hot
 * columns.
 */
export type MissingFeaturePolicy = "error" | "keep";

/**
 * How a table of customers becomes a matrix of features. Made by `encodeFeatures`, and given to it for later tables.
 */
export interface FeatureEncoder extends ModelHeader {
  readonly kind: "feature-encoder";
  readonly schema: 1;
  readonly encoding: "one-hot" | "codes";
  readonly numeric: readonly string[];
  /**
   * Columns of categories with their levels in alphabetical order (by code unit). The first level is the one that
   * one-hot columns are compared with.
   */
  readonly categorical: readonly { readonly column: string; readonly levels: readonly string[] }[];
  readonly target: string | null;
  /** The value of the target that counts as 1, as text. */
  readonly positive: string | null;
  readonly unseen: UnseenPolicy;
  readonly missing: MissingFeaturePolicy;
}

/** How an encoder looks as plain data. */
export const featureEncoderFormat: ModelFormat<FeatureEncoder> = {
  kind: "feature-encoder",
  schema: 1,
  shape: () =>
    v.object({
      kind: v.literal("feature-encoder"),
      schema: v.literal(1),
      encoding: v.picklist(["one-hot", "codes"]),
      numeric: v.array(v.string()),
      categorical: v.array(v.object({ column: v.string(), levels: v.array(v.string()) })),
      target: v.nullable(v.string()),
      positive: v.nullable(v.string()),
      unseen: v.picklist(["error", "ignore"]),
      missing: v.picklist(["error", "keep"]),
    }),
};

/** The level that missing cells are under `missing: "keep"`. */
export const missingLevel = "(missing)";

/** The name of the one-hot column of a level. */
export function levelName(column: string, level: string): string {
  return `${column}=${level}`;
}

/** The column and the level of a one-hot column by its name; the level is null for any other name. */
export function splitLevelName(name: string): readonly [column: string, level: string | null] {
  const at = name.indexOf("=");
  return at > 0 && at < name.length - 1 ? [name.slice(0, at), name.slice(at + 1)] : [name, null];
}

/** The names of the features that an encoder makes, in their order. */
export function featureNames({ encoding, numeric, categorical }: FeatureEncoder): string[] {
  if (encoding === "codes") return [...numeric, ...categorical.map(({ column }) => column)];
  return [
    ...numeric,
    ...categorical.flatMap(({ column, levels }) => levels.slice(1).map((level) => levelName(column, level))),
  ];
}
