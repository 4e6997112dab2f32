import { BooleanColumn, findColumn, numberColumn, type Table, textColumn } from "../../table/index.js";
import type { CheckedRule } from "./column-rule.js";
import { type RuleAxis, showSlabs } from "./rule-axes.js";

/** Customers by the box of the rules' space in which they lie. */
export interface RuleCells {
  /** For each row the index of its box. */
  readonly boxOf: Int32Array;
  /** For each box the rule that takes it; −1 for none. */
  readonly ruleOf: readonly number[];
  /** For each box that no rule takes why not, in words; "" for the others. */
  readonly uncovered: readonly string[];
}

/** Above this many boxes in theory those that occur are looked up in a map. */
const mostTabled = 1 << 22;

/** Finds the box and the rule of every row; each box that occurs is judged once. */
export function ruleCells(
  caller: string,
  table: Table,
  rules: readonly CheckedRule[],
  axes: readonly RuleAxis[],
): RuleCells {
  const slabs = axes.map((axis) => slabsOfRows(caller, table, axis));
  const { boxOf, firstRows } = boxesOf(axes, slabs, table.numRows);
  const places = firstRows.map((row) => slabs.map((ofRows) => ofRows[row]!));
  const ruleOf = places.map((place) => rules.findIndex((_, rule) => takes(axes, rule, place)));
  return { boxOf, ruleOf, uncovered: places.map((place, box) => (ruleOf[box]! < 0 ? reasonFor(axes, place) : "")) };
}

/** Numbers the combinations of slabs that occur, by first appearance. */
function boxesOf(axes: readonly RuleAxis[], slabs: readonly Int32Array[], rows: number) {
  let keys = new Float64Array(rows);
  let boxes = 1;
  axes.forEach((axis, i) => {
    // One more for a missing value.
    const width = axis.slabs + 1;
    if (boxes * width > Number.MAX_SAFE_INTEGER) {
      keys = Float64Array.from(boxesByMap(keys).boxOf);
      boxes = rows;
    }
    for (let row = 0; row < rows; row++) keys[row] = keys[row]! * width + slabs[i]![row]!;
    boxes *= width;
  });
  return boxes <= mostTabled ? boxesByTable(keys, boxes) : boxesByMap(keys);
}

function boxesByTable(keys: Float64Array, boxes: number) {
  const known = new Int32Array(boxes).fill(-1);
  const boxOf = new Int32Array(keys.length);
  const firstRows: number[] = [];
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (known[key]! < 0) known[key] = firstRows.push(row) - 1;
    boxOf[row] = known[key]!;
  }
  return { boxOf, firstRows };
}

function boxesByMap(keys: Float64Array) {
  const known = new Map<number, number>();
  const boxOf = new Int32Array(keys.length);
  const firstRows: number[] = [];
  for (let row = 0; row < keys.length; row++) {
    let box = known.get(keys[row]!);
    if (box === undefined) {
      box = firstRows.push(row) - 1;
      known.set(keys[row]!, box);
    }
    boxOf[row] = box;
  }
  return { boxOf, firstRows };
}

/** The slab of each row; `axis.slabs` where the value is missing. */
function slabsOfRows(caller: string, table: Table, axis: RuleAxis): Int32Array {
  if (axis.kind === "number") {
    return slabsOfNumbers(numberColumn(caller, table, axis.column, { missing: "keep" }), axis);
  }
  const column = findColumn(caller, table, axis.column);
  if (axis.allBoolean && !(column instanceof BooleanColumn) && column.type === "number") {
    const values = numberColumn(caller, table, axis.column, { missing: "keep" });
    return Int32Array.from(values, (value) =>
      slabOfLabel(axis, value === 1 ? "true" : value === 0 ? "false" : null, value),
    );
  }
  const { codes, labels } = textColumn(caller, table, axis.column);
  const slabOf = labels.map((label) => slabOfLabel(axis, label, label));
  return Int32Array.from(codes, (code) => (code < 0 ? axis.slabs : slabOf[code]!));
}

function slabOfLabel({ values, slabs }: RuleAxis, label: string | null, given: number | string): number {
  if (typeof given === "number" && Number.isNaN(given)) return slabs;
  const found = label === null ? -1 : values.indexOf(label);
  return found < 0 ? values.length : found;
}

/** By halving: between edges i − 1 and i lies slab 2i, on edge i slab 2i + 1. */
function slabsOfNumbers(values: Float64Array, { edges, slabs }: RuleAxis): Int32Array {
  const result = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      result[row] = slabs;
      continue;
    }
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle]! < value) low = middle + 1;
      else high = middle;
    }
    result[row] = 2 * low + (edges[low] === value ? 1 : 0);
  }
  return result;
}

/** Whether a rule takes a box. What is missing meets no condition. */
function takes(axes: readonly RuleAxis[], rule: number, place: readonly number[]): boolean {
  return axes.every(({ taken, slabs }, i) => {
    const own = taken[rule];
    return own === null || own === undefined || (place[i]! < slabs && own[place[i]!]!);
  });
}

function reasonFor(axes: readonly RuleAxis[], place: readonly number[]): string {
  const missing = axes.filter(({ slabs }, i) => place[i] === slabs).map(({ column }) => column);
  if (missing.length > 0) return `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`;
  return `no rule covers ${axes.map((axis, i) => `${axis.column} ${showSlabs(axis, [place[i]!])}`).join(", ")}`;
}
