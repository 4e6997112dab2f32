import {
  ClienteleError,
  freezeModel,
  knownOptions,
  oneOf,
  requireDistinctNames,
  requireModel,
  showValue,
} from "../../errors/index.js";
import {
  type FeatureMatrix,
  findColumn,
  hasColumn,
  idLikeness,
  numberColumn,
  type Table,
  type TableInput,
  textColumn,
  toTable,
} from "../../table/index.js";
import {
  type FeatureEncoder,
  featureEncoderFormat,
  featureNames,
  type MissingFeaturePolicy,
  missingLevel,
  type UnseenPolicy,
} from "./feature-encoder.js";
import { encoderOptionNames, makeEncoder } from "./make-encoder.js";

/** Options of {@link encodeFeatures} for a new encoder. */
export interface NewEncoderOptions {
  /** Columns of numbers. When neither list is given: all columns of numbers but the target. */
  readonly numeric?: readonly string[] | undefined;
  /**
   * Columns of categories, of any type. When neither list is given: all columns of text or true and false but the
   * target.
   */
  readonly categorical?: readonly string[] | undefined;
  /** The column of the outcome. */
  readonly target?: string | undefined;
  /** The value of the target that counts as 1 [true, 1 or "yes", where the column has such values]. */
  readonly positive?: string | number | boolean | undefined;
  /**
   * `"one-hot"`: a column of 0 and 1 for each level but the first in alphabetical order; `"codes"`: the place of the
   * level, for trees [`"one-hot"`].
   */
  readonly encoding?: "one-hot" | "codes" | undefined;
  /**
   * A category that the encoder does not know: `"error"` names it; `"ignore"` makes it all zeros, like the first level,
   * or −1 in codes, which trees do not take for missing [`"error"`].
   */
  readonly unseen?: UnseenPolicy | undefined;
  /**
   * A missing cell: `"error"` names it; `"keep"` makes it NaN, or a level of its own called (missing) in one-hot
   * columns [`"error"`].
   */
  readonly missing?: MissingFeaturePolicy | undefined;
}

/** Options of {@link encodeFeatures} for a table that is to be encoded like an earlier one. */
export interface KnownEncoderOptions {
  readonly encoder: FeatureEncoder;
  /** Overrides what the encoder says. */
  readonly unseen?: UnseenPolicy | undefined;
}

/** A table as numbers, with the way it was done. */
export interface EncodedFeatures {
  readonly X: FeatureMatrix;
  /** The outcome as 0 and 1; null when there is no target, or the table does not have it. */
  readonly y: Uint8Array | null;
  readonly names: readonly string[];
  readonly encoder: FeatureEncoder;
  /** Columns of X that hold categories as codes, for the option `categorical` of `fitBoostedTrees`. */
  readonly categorical: readonly string[];
  /** Columns that look like ids: they tell customers of the fit apart, and say nothing about others. */
  readonly warnings: readonly string[];
  /** What was done to how many cells. */
  readonly ledger: { readonly rows: number; readonly unseen: number; readonly missing: number };
}

/** What mends a missing cell, in the function that was called. */
export interface MissingAdvice {
  readonly number: string;
  readonly category: string;
}

const adviceOfNew: MissingAdvice = {
  number:
    'missing: "keep" makes it NaN, which fitBoostedTrees takes and fitLogistic does not; or fill it with withColumn, ' +
    "or leave such rows out with where",
  category: 'missing: "keep" makes that a category of its own',
};

const adviceOfKnown: MissingAdvice = {
  number: 'the encoder was made with missing: "error"; fill it with withColumn, or leave such rows out with where',
  category: 'the encoder was made with missing: "error"; fill it with withColumn, or leave such rows out with where',
};

/**
 * Makes a matrix of features from a table: numbers as they are, categories as columns of 0 and 1 named `column=level`
 * (the first level in alphabetical order is left out, being the one the others are compared with) or as codes. Numbers
 * come first, then categories, each in the order given. Alphabetical means by code unit; numbers and dates used as
 * categories are ordered as text.
 *
 * Give the `encoder` of the fit to encode a later table in the same way; a target that the later table lacks makes `y`
 * null. The result's `X` carries its names into the fit.
 *
 * Errors: `unknown-column`, `not-a-number`, `missing-value`, `out-of-range` (a category that the encoder does not know;
 * a `positive` that does not occur), `column-type` (a column of ids among the categories found by itself; a target
 * whose positive value is not plain), `duplicate-name`, `empty-table`, `invalid-option`.
 *
 * @example
 * ```ts
 * const customers = table({ tenure: [1, 30], contract: ["monthly", "yearly"], churn: ["Yes", "No"] });
 * const { X, y, names } = encodeFeatures(customers, { target: "churn", positive: "Yes" });
 * names; // ["tenure", "contract=yearly"]
 * ```
 */
export function encodeFeatures(
  input: TableInput,
  options: NewEncoderOptions & { readonly target: string },
): EncodedFeatures & { readonly y: Uint8Array };
export function encodeFeatures(input: TableInput, options?: NewEncoderOptions | KnownEncoderOptions): EncodedFeatures;
export function encodeFeatures(
  input: TableInput,
  options: NewEncoderOptions | KnownEncoderOptions = {},
): EncodedFeatures {
  return encodeFor("encodeFeatures", input, options);
}

/** {@link encodeFeatures} for another public function, with what mends a missing cell there. */
export function encodeFor(
  caller: string,
  input: TableInput,
  options: NewEncoderOptions | KnownEncoderOptions,
  advice?: MissingAdvice,
): EncodedFeatures {
  if (typeof options !== "object" || options === null) knownOptions(caller, options, encoderOptionNames);
  const table = toTable(caller, input);
  if (table.numRows === 0) throw new ClienteleError("empty-table", { function: caller }, "the table has no rows");
  if (!("encoder" in options)) {
    return encodeWith({ caller, advice: advice ?? adviceOfNew }, makeEncoder(caller, table, options), table, true);
  }
  knownOptions(caller, options, ["encoder", "unseen"]);
  requireModel(caller, options.encoder, [featureEncoderFormat]);
  const unseen = oneOf(caller, "unseen", options.unseen, ["error", "ignore"], options.encoder.unseen);
  return encodeWith(
    { caller, advice: advice ?? adviceOfKnown },
    unseen === options.encoder.unseen ? options.encoder : freezeModel({ ...options.encoder, unseen }),
    table,
    false,
  );
}

/** Who is told of cells that cannot be encoded, and what mends them. */
interface Told {
  readonly caller: string;
  readonly advice: MissingAdvice;
}

function encodeWith(told: Told, encoder: FeatureEncoder, table: Table, needsTarget: boolean): EncodedFeatures {
  const { caller } = told;
  const names = featureNames(encoder);
  requireDistinctNames(caller, names);
  if (names.length === 0)
    throw new ClienteleError(
      "empty-table",
      { function: caller },
      encoder.categorical.length === 0
        ? "there is no feature: no column is left to encode"
        : "there is no feature: every column of categories has a single level",
    );
  const rows = table.numRows;
  const data = new Float64Array(rows * names.length);
  const ledger = { rows, unseen: 0, missing: 0 };
  let at = 0;
  for (const name of encoder.numeric) {
    const values = numberColumn(caller, table, name, { missing: "keep" });
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(values[row]!)) {
        if (encoder.missing === "error") refuseMissing(told, name, row, "number");
        ledger.missing++;
      }
      data[row * names.length + at] = values[row]!;
    }
    at++;
  }
  for (const { column, levels } of encoder.categorical) {
    const codes = levelCodes(told, encoder, table, column, levels, ledger);
    if (encoder.encoding === "codes") {
      for (let row = 0; row < rows; row++) data[row * names.length + at] = codes[row]!;
      at++;
    } else {
      for (let row = 0; row < rows; row++) if (codes[row]! > 0) data[row * names.length + at + codes[row]! - 1] = 1;
      at += Math.max(0, levels.length - 1);
    }
  }
  const hasTarget = encoder.target !== null && (needsTarget || hasColumn(table, encoder.target));
  return {
    X: { data, rows, columns: names.length, names },
    y: hasTarget ? outcomeOf(caller, table, encoder.target!, encoder.positive!) : null,
    names,
    encoder,
    categorical: encoder.encoding === "codes" ? encoder.categorical.map(({ column }) => column) : [],
    ledger,
    warnings: idWarnings(caller, table, [...encoder.numeric, ...encoder.categorical.map(({ column }) => column)]),
  };
}

function idWarnings(caller: string, table: Table, columns: readonly string[]): string[] {
  return columns.flatMap((column) => {
    const why = idLikeness(findColumn(caller, table, column));
    return why === null
      ? []
      : [`${showValue(column)} looks like an id (${why}): it says who a customer is, not how; leave it out`];
  });
}

/** The place of each row's category among the levels; −1 where it is unknown, and NaN where it is missing in codes. */
function levelCodes(
  told: Told,
  { unseen, missing, encoding }: FeatureEncoder,
  table: Table,
  column: string,
  levels: readonly string[],
  ledger: { unseen: number; missing: number },
): Float64Array {
  const text = textColumn(told.caller, table, column);
  const placeOf = new Map(levels.map((level, place) => [level, place]));
  const places = Int32Array.from(text.labels, (label) => placeOf.get(label) ?? -1);
  const missingPlace = encoding === "codes" ? Number.NaN : (placeOf.get(missingLevel) ?? -1);
  return Float64Array.from(text.codes, (code, row) => {
    if (code < 0) {
      if (missing === "error") refuseMissing(told, column, row, "category");
      ledger.missing++;
      if (missingPlace < 0) refuseUnseen(told.caller, unseen, column, row, null, ledger);
      return missingPlace;
    }
    if (places[code]! < 0) refuseUnseen(told.caller, unseen, column, row, text.labels[code]!, ledger);
    return places[code]!;
  });
}

function refuseMissing({ caller, advice }: Told, column: string, row: number, what: "number" | "category"): never {
  throw new ClienteleError(
    "missing-value",
    { function: caller, column, row: row + 1, value: null },
    `the ${what} is missing; ${advice[what]}`,
  );
}

function refuseUnseen(
  caller: string,
  policy: UnseenPolicy,
  column: string,
  row: number,
  value: string | null,
  ledger: { unseen: number },
): void {
  ledger.unseen++;
  if (policy === "ignore") return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, row: row + 1, value },
    `the category ${value === null ? "(missing)" : showValue(value)} was not there when the encoder was made; ` +
      'unseen: "ignore" treats it like the first level, or in codes as one of its own',
  );
}

/** The target as 1 where it has the positive value and 0 elsewhere. */
function outcomeOf(caller: string, table: Table, target: string, positive: string): Uint8Array {
  const { codes, labels } = textColumn(caller, table, target);
  const place = labels.indexOf(positive);
  return Uint8Array.from(codes, (code, row) => {
    if (code < 0) {
      throw new ClienteleError(
        "missing-value",
        { function: caller, column: target, row: row + 1, value: null },
        "the outcome is missing",
      );
    }
    return code === place ? 1 : 0;
  });
}
