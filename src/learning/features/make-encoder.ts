import {
  ClienteleError,
  columnList,
  counted,
  freezeModel,
  knownOptions,
  oneOf,
  showNames,
  showValue,
} from "../../errors/index.js";
import { findColumn, type Table, textColumn } from "../../table/index.js";
import { type FeatureEncoder, type MissingFeaturePolicy, missingLevel, type UnseenPolicy } from "./feature-encoder.js";

/** What `encodeFeatures` is told about a new encoder. */
export interface EncoderPlan {
  readonly numeric?: readonly string[] | undefined;
  readonly categorical?: readonly string[] | undefined;
  readonly target?: string | undefined;
  readonly positive?: string | number | boolean | undefined;
  readonly encoding?: "one-hot" | "codes" | undefined;
  readonly unseen?: UnseenPolicy | undefined;
  readonly missing?: MissingFeaturePolicy | undefined;
}

/** The options of a new encoder. */
export const encoderOptionNames: readonly string[] = [
  "numeric",
  "categorical",
  "target",
  "positive",
  "encoding",
  "unseen",
  "missing",
];

/** Texts that mean yes: a column with one of them has it as its positive value unless told otherwise. */
const yes = ["yes", "y", "true", "t", "1"];

/** Their opposites, in the same order. */
const no = ["no", "n", "false", "f", "0"];

/** Learns the levels of the categories of a table. */
export function makeEncoder(caller: string, table: Table, plan: EncoderPlan): FeatureEncoder {
  knownOptions(caller, plan, encoderOptionNames);
  const encoding = oneOf(caller, "encoding", plan.encoding, ["one-hot", "codes"], "one-hot");
  const missing = oneOf(caller, "missing", plan.missing, ["error", "keep"], "error");
  const target = plan.target ?? null;
  if (target === null && plan.positive !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: plan.positive },
      'option "positive" needs the option "target"',
    );
  }
  const { numeric, categorical } = chooseColumns(caller, table, plan);
  if (target !== null && (numeric.includes(target) || categorical.includes(target))) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column: target, value: target },
      "is the target, so it cannot be a feature too: it would tell the outcome by itself",
    );
  }
  return freezeModel({
    kind: "feature-encoder" as const,
    schema: 1 as const,
    encoding,
    numeric: [...numeric],
    categorical: categorical.map((column) => ({
      column,
      levels: levelsOf(caller, table, column, missing === "keep" && encoding === "one-hot"),
    })),
    target,
    positive: target === null ? null : positiveOf(caller, table, target, plan.positive),
    unseen: oneOf(caller, "unseen", plan.unseen, ["error", "ignore"], "error"),
    missing,
  });
}

/** The columns that were named, or, where none were, all but the target by their type. */
function chooseColumns(caller: string, table: Table, { numeric, categorical, target }: EncoderPlan) {
  if (numeric !== undefined || categorical !== undefined) {
    return {
      numeric: columnList(caller, "numeric", numeric ?? [], 0),
      categorical: columnList(caller, "categorical", categorical ?? [], 0),
    };
  }
  const found = { numeric: [] as string[], categorical: [] as string[] };
  for (const name of table.columnNames) {
    if (name === target) continue;
    const column = findColumn(caller, table, name);
    if (column.type === "number") found.numeric.push(name);
    else if (column.type === "date") refuseDate(caller, name);
    else {
      refuseIds(caller, table, name);
      found.categorical.push(name);
    }
  }
  return found;
}

function refuseDate(caller: string, column: string): never {
  throw new ClienteleError(
    "column-type",
    { function: caller, column },
    "holds dates, which are neither numbers nor categories; name the columns that are to count with the options " +
      '"numeric" and "categorical"',
  );
}

/** A column of text in which most values occur once is not one of categories. */
function refuseIds(caller: string, table: Table, column: string): void {
  const { labels } = textColumn(caller, table, column);
  if (labels.length <= 50 || labels.length * 2 <= table.numRows) return;
  throw new ClienteleError(
    "column-type",
    { function: caller, column },
    `holds ${counted(labels.length, "different text")} in ${table.numRows} rows: ids rather than categories; name ` +
      `the columns ` +
      'that are to count with the options "numeric" and "categorical"',
  );
}

/**
 * The distinct values of a column as text in alphabetical order; missing values as a level of their own where they are
 * kept.
 */
function levelsOf(caller: string, table: Table, column: string, keepMissing: boolean): string[] {
  const { codes, labels } = textColumn(caller, table, column);
  const used = new Set<string>();
  let anyMissing = false;
  for (const code of codes) {
    if (code >= 0) used.add(labels[code]!);
    else anyMissing = true;
  }
  if (keepMissing && anyMissing) used.add(missingLevel);
  return [...used].sort(byCodeUnit);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The text of the positive value of the target. */
function positiveOf(
  caller: string,
  table: Table,
  target: string,
  given: string | number | boolean | undefined,
): string {
  const levels = levelsOf(caller, table, target, false);
  if (levels.length === 0) {
    throw new ClienteleError("missing-value", { function: caller, column: target }, "holds nothing but missing values");
  }
  if (given !== undefined) {
    const wanted = ["string", "number", "boolean"].includes(typeof given) ? String(given) : undefined;
    if (wanted !== undefined && levels.includes(wanted)) return wanted;
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: target, value: given },
      `never has the positive value ${showValue(given)}; it has ${showNames(levels)}`,
    );
  }
  const plain = levels.filter((level) => yes.includes(level.toLowerCase()));
  const others = levels.filter((level) => level !== plain[0]).map((level) => level.toLowerCase());
  const opposite = no[yes.indexOf(plain[0]?.toLowerCase() ?? "")];
  if (plain.length === 1 && others.every((level) => level === opposite) && others.length <= 1) return plain[0]!;
  throw new ClienteleError(
    "column-type",
    { function: caller, column: target },
    `has the ${levels.length === 1 ? "value" : "values"} ${showNames(levels)}: say which one counts as 1 with the ` +
      'option "positive"',
  );
}
