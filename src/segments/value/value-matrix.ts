import { ClienteleError, knownOptions, oneOf } from "../../errors/index.js";
import { type TableInput, textColumn, textColumnOf, toTable } from "../../table/index.js";
import { carriedMeasures, distinctMeasures } from "../classification/class-measure.js";
import { type Classification, classification } from "../classification/classification.js";
import { classifyRows, type Outcome } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { type CutLevels, type Cuts, cutLevels, levelOf } from "../classification/cut-levels.js";
import { type AxisMeasure, type MatrixAxis, matrixAxis } from "./matrix-axis.js";
import { type MatrixCell, type MatrixGrid, matrixGrid } from "./matrix-cells.js";
import { type MatrixPreset, matrixPresets, presetDefinition } from "./matrix-presets.js";
import { type ValueCube, valueCube } from "./value-cube.js";

/** Options of {@link valueMatrix}. */
export interface ValueMatrixOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** The first axis: a column, or what it is made of (`loyalty`, `contribution`, `headroom`). */
  readonly x: MatrixAxis;
  /** The second axis. */
  readonly y: MatrixAxis;
  /** Where levels begin, ascending; a value at a cut is in the upper level [the median of each axis]. */
  readonly cuts?: { readonly x?: Cuts | undefined; readonly y?: Cuts | undefined } | undefined;
  /** Names and advice for two levels an axis [none: cells are called "high/low", the level of x first]. */
  readonly preset?: MatrixPreset | undefined;
  /** Names and advice of your own, one for every cell; not with a preset. */
  readonly cells?: readonly MatrixCell[] | undefined;
  /** A column with the customer's need, such as a cluster: with it there is a cube of value, potential and need. */
  readonly need?: string | undefined;
  /** Further columns of numbers that `summary()` and the cube add up [none]. */
  readonly measures?: readonly string[] | undefined;
}

/** What a {@link ValueMatrix} says beside what every classification says. */
export interface ValueMatrixAttributes {
  /** The cuts that were used: given, or the medians. */
  readonly cuts: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** Customers and measures by cell and need; null without the option `need`. */
  readonly cube: ValueCube | null;
}

/** Customers in the cells of two axes. */
export type ValueMatrix = Classification<"cell", string, { advice: string }, ValueMatrixAttributes>;

/**
 * Which customers should I develop, keep, serve cheaply, let go? Divides customers by two axes with stated cuts. A
 * value at a cut belongs to the upper level: levels are [cut, next cut).
 *
 * Presets, each with two levels an axis:
 * - `"current-potential"`: x current value, y potential (a column of lifetime values, `{ headroom: { ours, total } }`
 *   of the wallet, or what you know): "high end" (focus), "potential" (invest), "basic" (hold), "tail" (exit).
 * - `"loyalty-value"`: x loyalty (a column, or `{ loyalty: { products, tenure, activity } }`: the mean of the
 *   customer's percentiles in them), y value: "true friends", "butterflies", "barnacles", "strangers".
 * - `"balance-contribution"`: x balance, y contribution (a column, or `{ contribution: { balances: [{ balance, spread
 *   }], fees, riskCost, serviceCost } }`): "core", "profitable", "underpriced", "marginal".
 *
 * @param table - one row a customer
 * @returns `customer`, the axes with what they were made of, `advice`, `cell`, `reason`; `.summary()`, `.rules`,
 * `.warnings`, `.source`, `.cuts`, `.cube`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `out-of-range`, `too-few-rows` (no value to take the median of), `duplicate-column`, `duplicate-name`,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * const matrix = valueMatrix(
 *   { customer: ["ada", "bob", "cem", "dia"], spend: [900, 100, 800, 50], potential: [400, 700, 20, 10] },
 *   { x: "spend", y: "potential", preset: "current-potential" },
 * );
 * matrix.column("cell").toArray(); // ["high end", "potential", "basic", "tail"]
 * matrix.column("advice").at(1); // "invest"
 * ```
 */
export function valueMatrix(table: TableInput, options: ValueMatrixOptions): ValueMatrix {
  const caller = "valueMatrix";
  knownOptions(caller, options, ["customer", "x", "y", "cuts", "preset", "cells", "need", "measures"]);
  knownOptions(caller, options.cuts ?? {}, ["x", "y"]);
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const x = matrixAxis(caller, input, "x", options.x);
  const y = matrixAxis(caller, input, "y", options.y);
  if (x.measure.name === y.measure.name) {
    throw new ClienteleError("duplicate-column", { function: caller, column: x.measure.name }, "is both x and y");
  }
  const levels = {
    x: cutLevels(caller, "cuts.x", options.cuts?.x, x.measure),
    y: cutLevels(caller, "cuts.y", options.cuts?.y, y.measure),
  };
  const preset = presetOf(caller, options, levels);
  const grid = matrixGrid(caller, levels.x, levels.y, preset?.cells ?? options.cells);
  const outcomes = gridOutcomes(grid, levels);
  const classes = grid.cells.map(({ cell }) => cell);
  const used = distinctMeasures([x.measure, ...x.inputs, y.measure, ...y.inputs]);
  const measures = [...used, ...carriedMeasures(caller, input, options.measures, used)];
  const width = levels.x.names.length;
  const [xValues, yValues] = [x.measure.values, y.measure.values];
  const rows = classifyRows(input.numRows, leaves(x, y), classes, outcomes, (row) => {
    return levelOf(xValues[row]!, levels.x.cuts) + width * levelOf(yValues[row]!, levels.y.cuts);
  });
  const need = options.need === undefined ? null : textColumn(caller, input, options.need);
  return classification<"cell", string, { advice: string }, ValueMatrixAttributes>(
    {
      caller,
      customers,
      measures,
      added: [
        ...(need === null ? [] : [["need", textColumnOf("need", need.codes, need.labels)] as const]),
        ["advice", adviceColumn(rows.codes, grid)],
      ],
      key: "cell",
      classes,
      ...rows,
      rules: grid.cells.map(({ cell, x: ofX, y: ofY }) => ({
        class: cell,
        rule: [bound(levels.x, ofX), bound(levels.y, ofY), ...formulas(x, y)].join("; "),
      })),
      source: preset?.source ?? "two axes with the cuts stated",
      warnings: emptyLevels(rows.codes, grid, levels),
    },
    {
      cuts: Object.freeze({ x: Object.freeze([...levels.x.cuts]), y: Object.freeze([...levels.y.cuts]) }),
      cube: need === null ? null : valueCube(rows.codes, classes, need, measures),
    },
  );
}

interface AxisLevels {
  readonly x: CutLevels;
  readonly y: CutLevels;
}

function presetOf(caller: string, options: ValueMatrixOptions, levels: AxisLevels) {
  if (options.preset === undefined) return null;
  const preset = oneOf(caller, "preset", options.preset, matrixPresets, "current-potential");
  if (options.cells !== undefined) {
    refuse(caller, options.cells, `option "cells" names cells of your own; leave out the preset "${preset}"`);
  }
  if (levels.x.names.length !== 2 || levels.y.names.length !== 2) {
    refuse(caller, options.cuts, `the preset "${preset}" has two levels an axis, so each has one cut`);
  }
  return presetDefinition(preset);
}

function refuse(caller: string, value: unknown, problem: string): never {
  throw new ClienteleError("invalid-option", { function: caller, value }, problem);
}

/** What has to be known of a customer: the columns that were read, and an axis only where it is one itself. */
function leaves(x: AxisMeasure, y: AxisMeasure) {
  return distinctMeasures([x, y].flatMap(({ measure, inputs }) => (inputs.length === 0 ? [measure] : inputs)));
}

/** The outcome of every cell in the order of the grid. */
function gridOutcomes({ cells, at }: MatrixGrid, { x, y }: AxisLevels): Outcome[] {
  return Array.from(at, (cell, place) => {
    const [ofX, ofY] = [place % x.names.length, Math.floor(place / x.names.length)];
    const reason = `${x.names[ofX]} on x: ${x.bounds[ofX]}; ${y.names[ofY]} on y: ${y.bounds[ofY]}`;
    return { class: cells[cell]!.cell, reason };
  });
}

function bound({ names, bounds }: CutLevels, level: string): string {
  return bounds[names.indexOf(level)]!;
}

function adviceColumn(codes: Int32Array, { cells }: MatrixGrid) {
  const texts = [...new Set(cells.flatMap(({ advice }) => (advice === undefined ? [] : [advice])))];
  const codeOf = cells.map(({ advice }) => (advice === undefined ? -1 : texts.indexOf(advice)));
  return textColumnOf(
    "advice",
    codes.map((cell) => (cell < 0 ? -1 : codeOf[cell]!)),
    texts,
  );
}

function formulas(...axes: readonly AxisMeasure[]): string[] {
  return axes.flatMap(({ formula }) => (formula === null ? [] : [formula]));
}

/** A level that nobody reaches, as under a median at which most customers stand. */
function emptyLevels(codes: Int32Array, { at }: MatrixGrid, { x, y }: AxisLevels): string[] {
  const counts = new Float64Array(at.length);
  for (const cell of codes) if (cell >= 0) counts[cell]!++;
  const inLevel = (ofPlace: (place: number) => number, level: number): number =>
    at.reduce((sum, cell, place) => sum + (ofPlace(place) === level ? counts[cell]! : 0), 0);
  const warn = (axis: CutLevels, ofPlace: (place: number) => number): string[] =>
    axis.bounds.filter((_, level) => inLevel(ofPlace, level) === 0).map((range) => `no customer has ${range}`);
  return [...warn(x, (place) => place % x.names.length), ...warn(y, (place) => Math.floor(place / x.names.length))];
}
