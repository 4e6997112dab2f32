import { ClienteleError, showValue } from "../../errors/index.js";
import type { CheckedCondition, CheckedRule } from "./column-rule.js";
import { contains, type Interval, showInterval } from "./interval.js";

/**
 * A column cut into slabs, within each of which all rules answer alike. Of numbers: the stretches between the ends of
 * the rules' ranges, and these ends themselves, in turn, so that slab 2i + 1 is `edges[i]` and slab 2i what lies before
 * it. Of values: each value that a rule names, and at the end all others.
 */
export interface RuleAxis {
  readonly column: string;
  readonly kind: "number" | "value";
  /** Of numbers, ascending. */
  readonly edges: Float64Array;
  /** Of values. */
  readonly values: readonly string[];
  /** Whether the values are true and false. */
  readonly allBoolean: boolean;
  readonly slabs: number;
  /** For each slab whether anything can lie in it. */
  readonly possible: readonly boolean[];
  /** For each rule the slabs that it takes; null where it says nothing of the column. */
  readonly taken: readonly (readonly boolean[] | null)[];
}

/**
 * The axes of some rules, in the order in which their columns are named; `within` says what can be at all. Errors:
 * `invalid-option` where a column is asked for numbers by one rule and for texts by another.
 */
export function ruleAxes(
  caller: string,
  rules: readonly CheckedRule[],
  within: readonly CheckedCondition[],
): RuleAxis[] {
  const columns = new Set(rules.flatMap(({ conditions }) => conditions.map(({ column }) => column)));
  return [...columns].map((column) => {
    const limits = within.filter((condition) => condition.column === column);
    const ofRules = rules.map(({ conditions }) => conditions.find((condition) => condition.column === column) ?? null);
    const all = [...ofRules, ...limits].filter((condition) => condition !== null);
    requireOneKind(caller, column, all);
    return all[0]!.kind === "number"
      ? numberAxis(column, ofRules, limits, all)
      : valueAxis(column, ofRules, limits, all);
  });
}

function requireOneKind(caller: string, column: string, conditions: readonly CheckedCondition[]): void {
  if (conditions.every(({ kind }) => kind === conditions[0]!.kind)) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, column },
    "some rules ask for numbers in this column and others for texts or true and false",
  );
}

function numberAxis(
  column: string,
  ofRules: readonly (CheckedCondition | null)[],
  limits: readonly CheckedCondition[],
  all: readonly CheckedCondition[],
): RuleAxis {
  const ends = all.flatMap((condition) => intervalsOf(condition).flatMap(({ low, high }) => [low, high]));
  const edges = Float64Array.from(new Set(ends.filter(Number.isFinite))).sort();
  const slabs = 2 * edges.length + 1;
  const places = Array.from({ length: slabs }, (_, slab) => placeIn(edges, slab));
  const whole = all.some((condition) => condition.whole);
  const takes = (condition: CheckedCondition) =>
    places.map((place) => intervalsOf(condition).some((interval) => contains(interval, place)));
  const allowed = limits.map(takes);
  return {
    column,
    kind: "number",
    edges,
    values: [],
    allBoolean: false,
    slabs,
    possible: places.map(
      (place, slab) =>
        !Number.isNaN(place) && (!whole || holdsWhole(edges, slab)) && allowed.every((taken) => taken[slab]),
    ),
    taken: ofRules.map((condition) => (condition === null ? null : takes(condition))),
  };
}

function intervalsOf(condition: CheckedCondition): readonly Interval[] {
  return condition.kind === "number" ? condition.intervals : [];
}

/** A number inside the slab; NaN where no double lies between two edges. */
function placeIn(edges: Float64Array, slab: number): number {
  if (slab % 2 === 1) return edges[(slab - 1) / 2]!;
  const [below, above] = [edges[slab / 2 - 1], edges[slab / 2]];
  const low = below ?? -Number.MAX_VALUE;
  const high = above ?? Number.MAX_VALUE;
  const middle = low / 2 + high / 2;
  return middle > low && middle < high ? middle : Number.NaN;
}

function holdsWhole(edges: Float64Array, slab: number): boolean {
  if (slab % 2 === 1) return Number.isInteger(edges[(slab - 1) / 2]!);
  const [below, above] = [edges[slab / 2 - 1], edges[slab / 2]];
  return below === undefined || above === undefined || Math.floor(below) + 1 < above;
}

function valueAxis(
  column: string,
  ofRules: readonly (CheckedCondition | null)[],
  limits: readonly CheckedCondition[],
  all: readonly CheckedCondition[],
): RuleAxis {
  const values = [...new Set(all.flatMap(valuesOf))];
  const allBoolean = all.every((condition) => condition.kind === "value" && condition.allBoolean);
  const takes = (condition: CheckedCondition) => [
    ...values.map((value) => valuesOf(condition).includes(value)),
    // What no rule names: none takes it.
    false,
  ];
  if (allBoolean) for (const value of ["true", "false"]) if (!values.includes(value)) values.push(value);
  const allowed = limits.map(takes);
  return {
    column,
    kind: "value",
    edges: new Float64Array(0),
    values,
    allBoolean,
    slabs: values.length + 1,
    possible: [...values.map(() => true), !allBoolean].map(
      (possible, slab) => possible && allowed.every((taken) => taken[slab]),
    ),
    taken: ofRules.map((condition) => (condition === null ? null : takes(condition))),
  };
}

function valuesOf(condition: CheckedCondition): readonly string[] {
  return condition.kind === "value" ? condition.values : [];
}

/** Slabs of an axis, ascending, in words. */
export function showSlabs(axis: RuleAxis, slabs: readonly number[]): string {
  if (axis.kind === "value") {
    const named = slabs.map((slab) => {
      const value = axis.values[slab];
      if (value === undefined) return "any other value";
      return axis.allBoolean ? value : showValue(value);
    });
    return named.join(" or ");
  }
  return runsOf(axis, slabs)
    .map(([first, last]) => showInterval(intervalOfRun(axis.edges, first, last)))
    .join(" or ");
}

/** Neighboring slabs brought together; those in which nothing can lie do not part their neighbors. */
function runsOf(axis: RuleAxis, slabs: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const slab of slabs) {
    const run = runs.at(-1);
    if (run !== undefined && areNeighbors(axis, run[1], slab)) run[1] = slab;
    else runs.push([slab, slab]);
  }
  return runs;
}

/** Whether nothing can lie between two slabs of numbers; any two values are neighbors. */
export function areNeighbors({ kind, possible }: RuleAxis, before: number, after: number): boolean {
  if (kind === "value") return true;
  for (let slab = before + 1; slab < after; slab++) if (possible[slab]) return false;
  return true;
}

function intervalOfRun(edges: Float64Array, first: number, last: number): Interval {
  return {
    low: edges[Math.ceil(first / 2) - 1] ?? Number.NEGATIVE_INFINITY,
    high: edges[Math.floor(last / 2)] ?? Number.POSITIVE_INFINITY,
    lowClosed: first % 2 === 1,
    highClosed: last % 2 === 1,
  };
}
