import {
  ClienteleError,
  columnList,
  counted,
  knownOptions,
  numberOption,
  requireColumnName,
} from "../../errors/index.js";
import {
  createTable,
  type Present,
  requireRows,
  type Table,
  type TableInput,
  textColumn,
  toTable,
} from "../../table/index.js";
import { type ClassMeasure, classMeasure } from "../classification/class-measure.js";
import { type ClassTotals, classTotals } from "../classification/class-summary.js";
import { type HandScores, handScores } from "./hand-scores.js";
import { type CriterionScore, measuredCriteria, type SegmentCriterion, segmentCriteria } from "./segment-criteria.js";

/** The five forces of a market; many points are a favorable one. */
export type MarketForce = "rivalry" | "newEntrants" | "substitutes" | "buyers" | "suppliers";

const marketForces: readonly MarketForce[] = ["rivalry", "newEntrants", "substitutes", "buyers", "suppliers"];

/** Options of {@link assessSegments}. */
export interface AssessSegmentsOptions {
  /** The column of segments [`"segment"`]. */
  readonly segment?: string | undefined;
  /** What customers are worth. */
  readonly value: string;
  /** The same in the period before, for the growth [not known]. */
  readonly previous?: string | undefined;
  /** A column of our experience with the customer, such as years [not known]. */
  readonly experience?: string | undefined;
  /** A column of the customer's influence on others, such as referrals [not known]. */
  readonly influence?: string | undefined;
  /** Columns of numbers that describe customers: measurable and distinguishable are measured on them [by hand]. */
  readonly features?: readonly string[] | undefined;
  /** A column that says whether the customer can be reached: accessible is measured on it [by hand]. */
  readonly reachable?: string | undefined;
  /** Points by hand, 1 to 5, for criteria that are not measured. */
  readonly scores?: HandScores<SegmentCriterion> | undefined;
  /** Points by hand, 1 to 5, for the five forces (Porter), 5 being favorable. */
  readonly forces?: HandScores<MarketForce> | undefined;
  /** Weights of the criteria, which sum to 1 [all equal]. */
  readonly weights?: Readonly<Record<SegmentCriterion, number>> | undefined;
}

/** The columns of {@link assessSegments}. */
export type SegmentAssessmentColumns = {
  segment: Present<string>;
  customers: Present<number>;
  customerShare: number;
  meanValue: number;
  /** Of the value of all segments; missing where that is not positive. */
  totalShare: number;
  /** value ÷ the value before − 1; missing where it is not known. */
  growth: number;
  /** Means; missing where they are not known. */
  experience: number;
  influence: number;
  /** 1..5 each; missing where neither measured nor scored by hand. */
  profitable: number;
  measurable: number;
  accessible: number;
  distinguishable: number;
  actionable: number;
  /** Mean points of the forces that were scored. */
  forces: number;
  /** 1..5, the weighted mean of the five criteria; missing where one of them is. */
  score: number;
  reason: string;
};

/** The columns of `criteria`: one row for every segment and criterion. */
export type SegmentCriteriaColumns = {
  segment: Present<string>;
  criterion: Present<SegmentCriterion>;
  points: number;
  basis: "measured" | "by hand" | "not known";
  reason: string;
};

/** What a {@link SegmentAssessment} says about itself. */
export interface SegmentAssessmentAttributes {
  /** Where each of the points comes from. */
  readonly criteria: Table<SegmentCriteriaColumns>;
  readonly warnings: readonly string[];
  readonly source: string;
}

/** One row a segment, in the order in which segments first occur. */
export type SegmentAssessment = Table<SegmentAssessmentColumns, SegmentAssessmentAttributes>;

/**
 * Which segments are worth the effort? Rates each on five criteria, measured where the data allow and by hand
 * otherwise, and says which; with mean value, share of the total, growth, experience and influence, and the five forces
 * by hand.
 *
 * Measured, as 1 + 4 · share: profitable, the share of customers of positive value; measurable, the share of `features`
 * that are known; accessible, the share with `reachable`; distinguishable, the largest Cohen's d against all other
 * customers in a feature, .8 and above being the full share. Actionable is always by hand. A score by hand for
 * something measured is not used, as a warning says.
 *
 * @param table - one row a customer
 *
 * Errors: `empty-table`, `unknown-column`, `not-a-number`, `not-finite`, `duplicate-column`, `weights-sum`,
 * `invalid-option`.
 *
 * Source: Kotler and Keller, Marketing Management (the five criteria); Porter (1979), How Competitive Forces Shape
 * Strategy; Cohen (1988), Statistical Power Analysis.
 *
 * @example
 * ```ts
 * const assessment = assessSegments(
 *   { segment: ["young", "young", "old", "old"], profit: [10, -2, 30, 34], mail: [true, true, true, false] },
 *   { value: "profit", reachable: "mail", scores: { young: { actionable: 4 }, old: { actionable: 2 } } },
 * );
 * assessment.column("profitable").toArray(); // [3, 5]
 * assessment.column("accessible").toArray(); // [5, 3]
 * assessment.criteria.where((row) => row.basis === "by hand").numRows; // 2
 * ```
 */
export function assessSegments(table: TableInput, options: AssessSegmentsOptions): SegmentAssessment {
  const caller = "assessSegments";
  const known = ["segment", "value", "previous", "experience", "influence", "features", "reachable", "scores"];
  knownOptions(caller, options, [...known, "forces", "weights"]);
  const weights = criterionWeights(caller, options.weights);
  const input = toTable(caller, table);
  requireRows(caller, input);
  const read = readColumns(caller, input, options);
  const { codes, names, without } = segmentRows(caller, input, options.segment ?? "segment");
  const byHand = handScores(caller, "scores", options.scores, names, segmentCriteria);
  const forces = handScores(caller, "forces", options.forces, names, marketForces);
  const measured = measuredCriteria({ codes, count: names.length }, read);
  const points = names.map((_, code) =>
    segmentCriteria.map((criterion) => rating(measured[criterion][code] ?? null, byHand[code]![criterion])),
  );
  const extra = [read.previous, read.experience, read.influence];
  const totals = classTotals(codes, names.length, [read.value, ...extra.map((measure) => measure ?? read.value)]);
  return createTable<SegmentAssessmentColumns, SegmentAssessmentAttributes>(
    [
      ["segment", names],
      ...figureColumns(totals, names.length, codes.length, extra),
      ...segmentCriteria.map((criterion, i) => [criterion, points.map((of) => of[i]!.points)] as const),
      ["forces", forces.map(meanForce)],
      ["score", points.map((of) => scoreOf(of, weights))],
      ["reason", points.map(reasonOf)],
    ],
    {
      criteria: criteriaTable(names, points),
      warnings: Object.freeze([...withoutWarning(without), ...unusedWarnings(names, measured, byHand)]),
      source: "Kotler and Keller, Marketing Management; Porter (1979), How Competitive Forces Shape Strategy",
    },
  );
}

interface Rating {
  readonly points: number | null;
  readonly basis: "measured" | "by hand" | "not known";
  readonly reason: string;
}

function rating(measured: CriterionScore | null, byHand: number | undefined): Rating {
  if (measured !== null) return { ...measured, basis: "measured" };
  if (byHand !== undefined) return { points: byHand, basis: "by hand", reason: "scored by hand" };
  return { points: null, basis: "not known", reason: "neither measured nor scored by hand" };
}

function readColumns(caller: string, table: Table, options: AssessSegmentsOptions) {
  const optional = (option: "previous" | "experience" | "influence" | "reachable"): ClassMeasure | null => {
    const name = options[option];
    return name === undefined ? null : classMeasure(caller, table, requireColumnName(caller, option, name));
  };
  const features = columnList(caller, "features", options.features ?? [], 0);
  return {
    value: classMeasure(caller, table, requireColumnName(caller, "value", options.value)),
    previous: optional("previous"),
    experience: optional("experience"),
    influence: optional("influence"),
    reachable: optional("reachable"),
    features: features.map((name) => classMeasure(caller, table, name)),
  };
}

/** Segments in the order of first appearance; customers without one are left out and counted. */
function segmentRows(caller: string, table: Table, column: string) {
  const { codes, labels } = textColumn(caller, table, requireColumnName(caller, "segment", column));
  const place = new Int32Array(labels.length).fill(-1);
  const names: string[] = [];
  let without = 0;
  const placed = codes.map((code) => {
    if (code < 0) {
      without++;
      return -1;
    }
    if (place[code]! < 0) place[code] = names.push(labels[code]!) - 1;
    return place[code]!;
  });
  if (names.length > 0) return { codes: placed, names, without };
  throw new ClienteleError("missing-value", { function: caller, column }, "no customer has a segment");
}

function figureColumns(
  { customers, sums, known }: ClassTotals,
  segments: number,
  rows: number,
  extra: readonly (ClassMeasure | null)[],
): [string, number[]][] {
  const [value, previous, experience, influence] = sums as [Float64Array, Float64Array, Float64Array, Float64Array];
  const total = value.subarray(0, segments).reduce((sum, one) => sum + one, 0);
  const all = rows - customers[segments]!;
  const of = (figure: (code: number) => number): number[] =>
    Array.from({ length: segments }, (_, code) => figure(code));
  const orMissing = (i: number, figure: (code: number) => number) =>
    of((code) => (extra[i] === null ? Number.NaN : figure(code)));
  return [
    ["customers", of((code) => customers[code]!)],
    ["customerShare", of((code) => customers[code]! / all)],
    ["meanValue", of((code) => value[code]! / known[0]![code]!)],
    ["totalShare", of((code) => (total > 0 ? value[code]! / total : Number.NaN))],
    ["growth", orMissing(0, (code) => (previous[code]! > 0 ? value[code]! / previous[code]! - 1 : Number.NaN))],
    ["experience", orMissing(1, (code) => experience[code]! / known[2]![code]!)],
    ["influence", orMissing(2, (code) => influence[code]! / known[3]![code]!)],
  ];
}

function meanForce(points: Readonly<Partial<Record<MarketForce, number>>>): number | null {
  const given = marketForces.flatMap((force) => (points[force] === undefined ? [] : [points[force]]));
  return given.length === 0 ? null : given.reduce((sum, one) => sum + one, 0) / given.length;
}

function scoreOf(ratings: readonly Rating[], weights: readonly number[]): number | null {
  return ratings.reduce<number | null>(
    (sum, { points }, i) => (sum === null || points === null ? null : sum + weights[i]! * points),
    0,
  );
}

function reasonOf(ratings: readonly Rating[]): string {
  const named = (basis: Rating["basis"]): string[] => segmentCriteria.filter((_, i) => ratings[i]!.basis === basis);
  return (["measured", "by hand", "not known"] as const)
    .flatMap((basis) => (named(basis).length === 0 ? [] : [`${basis}: ${named(basis).join(", ")}`]))
    .join("; ");
}

function criteriaTable(
  names: readonly string[],
  points: readonly (readonly Rating[])[],
): Table<SegmentCriteriaColumns> {
  const rows = names.flatMap((segment, code) =>
    segmentCriteria.map((criterion, i) => ({ segment, criterion, ...points[code]![i]! })),
  );
  return createTable<SegmentCriteriaColumns>({
    segment: rows.map(({ segment }) => segment),
    criterion: rows.map(({ criterion }) => criterion),
    points: Float64Array.from(rows, (row) => row.points ?? Number.NaN),
    basis: rows.map(({ basis }) => basis),
    reason: rows.map(({ reason }) => reason),
  });
}

function criterionWeights(caller: string, given: AssessSegmentsOptions["weights"]): readonly number[] {
  if (given === undefined) return segmentCriteria.map(() => 1 / segmentCriteria.length);
  knownOptions(caller, given, segmentCriteria);
  const weights = segmentCriteria.map((criterion) =>
    numberOption(caller, `weights.${criterion}`, given[criterion] ?? 0, { min: 0, max: 1 }),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) <= 1e-6) return weights;
  throw new ClienteleError(
    "weights-sum",
    { function: caller, value: sum },
    `the weights of the criteria sum to ${Number(sum.toPrecision(10))}, not to 1`,
  );
}

function withoutWarning(without: number): string[] {
  if (without === 0) return [];
  return [
    without === 1
      ? "1 customer has no segment and is left out"
      : `${counted(without, "customer has no segment and is", "customers have no segment and are")} left out`,
  ];
}

function unusedWarnings(
  names: readonly string[],
  measured: Readonly<Record<SegmentCriterion, readonly (CriterionScore | null)[]>>,
  byHand: readonly Readonly<Partial<Record<SegmentCriterion, number>>>[],
): string[] {
  return names.flatMap((segment, code) =>
    segmentCriteria
      .filter((criterion) => measured[criterion][code] !== null && byHand[code]![criterion] !== undefined)
      .map((criterion) => `segment ${segment}: ${criterion} is measured, so the points given by hand are not used`),
  );
}
