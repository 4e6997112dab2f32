import {
  ClienteleError,
  numberOption,
  requireNamedOnce,
  requireSameLength,
  showNames,
  showValue,
} from "../../errors/index.js";
import type { FeatureMatrix } from "../../table/index.js";

/** Columns by name, or by number from 0. */
export type ColumnList = readonly (string | number)[];

/** Directions by name, or one a column: 1 rising, −1 falling, 0 free. */
export type MonotoneColumns = Readonly<Record<string, number>> | readonly number[];

/** When to stop adding trees: no improvement of the log loss on held-out rows. */
export interface EarlyStopping {
  /** Share of the rows held out, of each class alike [0.1]. */
  readonly share?: number;
  /** Trees without improvement after which to stop [10]. */
  readonly patience?: number;
  /** Smaller improvements count as none [1e-7]. */
  readonly tolerance?: number;
}

/** Which columns hold categories. Errors: `unknown-column`, `out-of-range` (a category that is not a whole number). */
export function readCategorical(caller: string, list: ColumnList | undefined, matrix: FeatureMatrix): boolean[] {
  const flags = new Array<boolean>(matrix.columns).fill(false);
  if (list !== undefined && !isColumnList(list)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: list },
      `option "categorical" must be a list of names of columns, or of their numbers from 0, got ${showValue(list)}`,
    );
  }
  const columns = (list ?? []).map((item) => columnOf(caller, "categorical", item, matrix));
  requireNamedOnce(
    caller,
    'option "categorical"',
    columns.map((column) => matrix.names[column]!),
  );
  for (const column of columns) flags[column] = true;
  flags.forEach((flag, column) => {
    if (flag) checkCategories(caller, matrix, column);
  });
  return flags;
}

function isColumnList(list: unknown): boolean {
  return Array.isArray(list) && list.every((item) => typeof item === "string" || typeof item === "number");
}

function checkCategories(caller: string, { data, rows, columns, names }: FeatureMatrix, column: number): void {
  for (let row = 0; row < rows; row++) {
    const value = data[row * columns + column]!;
    if (Number.isNaN(value) || Number.isInteger(value)) continue;
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: names[column], row: row + 1, value },
      `a category must be a whole number (a code), got ${value}`,
    );
  }
}

/** The direction of every column. Errors: `unknown-column`, `invalid-option`, `length-mismatch`. */
export function readMonotone(
  caller: string,
  given: MonotoneColumns | undefined,
  matrix: FeatureMatrix,
  categorical: readonly boolean[],
): number[] {
  const directions = new Array<number>(matrix.columns).fill(0);
  if (given === undefined) return directions;
  if (typeof given !== "object" || given === null || ArrayBuffer.isView(given)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "monotone" must be an object { column: 1 or -1 } or a list of 1, -1 and 0, got ${showValue(given)}`,
    );
  }
  if (Array.isArray(given)) requireSameLength(caller, "monotone", given.length, matrix.columns, "columns of X");
  for (const [name, direction] of Object.entries(given)) {
    const column = columnOf(caller, "monotone", Array.isArray(given) ? Number(name) : name, matrix);
    if (direction !== 1 && direction !== -1 && direction !== 0) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, column: matrix.names[column], value: direction },
        `a direction must be 1 (rising), -1 (falling) or 0 (free), got ${showValue(direction)}`,
      );
    }
    if (direction !== 0 && categorical[column] === true) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, column: matrix.names[column] },
        "holds categories, which have no order to be monotone in",
      );
    }
    directions[column] = direction;
  }
  return directions;
}

function columnOf(caller: string, option: string, item: string | number, { names, columns }: FeatureMatrix): number {
  if (typeof item === "number") {
    return numberOption(caller, option, item, { min: 0, max: columns - 1, integer: true });
  }
  const column = names.indexOf(item);
  if (column >= 0) return column;
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: String(item), value: item },
    `option ${showValue(option)} names a column that X does not have; it has ` + `${showNames(names)}`,
  );
}
