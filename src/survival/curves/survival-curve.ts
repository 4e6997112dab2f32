import { ClienteleError, numberOption, showNames, showValue } from "../../errors/index.js";
import { createTable, type Present, type StoredColumn, type Table } from "../../table/index.js";
import {
  restrictedMean,
  type SurvivalInterval,
  type SurvivalSteps,
  survivalAt,
  timeReaching,
  upperTimeReaching,
} from "./survival-steps.js";
import { isAfter } from "./tied-durations.js";

/** The label of a group. */
export type GroupLabel = number | string | boolean;

/** The columns of the table of a {@link SurvivalCurve}, one row per distinct time. */
export type SurvivalColumns = {
  time: Present<number>;
  /** Customers seen at least until just before that time. */
  atRisk: Present<number>;
  events: Present<number>;
  censored: Present<number>;
  survival: Present<number>;
  /** Missing once survival is 0, as are the limits. */
  standardError: number;
  lower: number;
  upper: number;
};

/** The columns of {@link SurvivalCurve.summary}. */
export type SurvivalSummaryColumns = {
  customers: Present<number>;
  events: Present<number>;
  /** Missing where the curve never comes down to one half. */
  median: number;
  medianLower: number;
  medianUpper: number;
  /** The longest duration seen: beyond it nothing is known. */
  followUp: number;
};

/** The column that tells curves apart. */
export type GroupColumn = { group: GroupLabel };

/** A time with its interval; null where the curve does not reach it. */
export interface QuantileInterval {
  readonly time: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The area under a survival curve up to a horizon. */
export interface RestrictedMean {
  readonly mean: number;
  readonly standardError: number;
  readonly horizon: number;
}

/**
 * A Kaplan-Meier curve, or one for each group. Where there are groups, every method takes one as its last argument;
 * without it, it answers for all customers together.
 */
export interface SurvivalCurve<
  C extends SurvivalColumns = SurvivalColumns,
  S extends SurvivalSummaryColumns = SurvivalSummaryColumns,
> {
  readonly table: Table<C>;
  /** One row per group. */
  readonly summary: Table<S>;
  /** The groups in the order of first appearance; empty without groups. */
  readonly groups: readonly GroupLabel[];
  readonly interval: SurvivalInterval;
  readonly level: number;
  /** The time by which half have left, or null when fewer have. */
  readonly median: number | null;
  /** The share still there at time t; null beyond the longest duration seen, unless it is 0 by then. */
  survivalAt(t: number, group?: GroupLabel): number | null;
  /** The first time by which the share p has left (survival is at most 1 − p); null when it is not reached. */
  quantile(p: number, group?: GroupLabel): number | null;
  /** {@link SurvivalCurve.quantile} with the interval that the band gives (Brookmeyer & Crowley 1982). */
  quantileInterval(p: number, group?: GroupLabel): QuantileInterval;
  /** Mean lifetime up to time t [the longest duration seen]. Errors: `out-of-range` beyond what was seen. */
  restrictedMean(t?: number, group?: GroupLabel): RestrictedMean;
  /** The curve of one group alone. */
  group(label: GroupLabel): SurvivalCurve;
}

/** A curve for each group. */
export type GroupedSurvivalCurve = SurvivalCurve<GroupColumn & SurvivalColumns, GroupColumn & SurvivalSummaryColumns>;

/** How the bands of a curve were made. */
export interface Band {
  readonly interval: SurvivalInterval;
  readonly level: number;
}

/** The curve of one set of steps. */
export function singleCurve(steps: SurvivalSteps, band: Band): SurvivalCurve {
  const answering = (label: GroupLabel | undefined): SurvivalSteps =>
    label === undefined ? steps : refuseGroup(label, []);
  return {
    table: createTable<SurvivalColumns>(columnsOf([steps])),
    summary: createTable<SurvivalSummaryColumns>(summaryOf([steps])),
    groups: [],
    ...band,
    ...answers(answering),
    median: medianOf(steps),
    group: (label) => refuseGroup(label, []),
  };
}

/**
 * A curve for each group, and one for all of them together, which is made when it is asked for. `labels` holds the
 * label of each part.
 */
export function groupedCurve(
  labels: StoredColumn,
  parts: readonly SurvivalSteps[],
  together: () => SurvivalSteps,
  band: Band,
): GroupedSurvivalCurve {
  const groups = parts.map((_, code) => labels.at(code)!);
  const codeOf = new Map(groups.map((label, code) => [label, code]));
  let all: SurvivalSteps | null = null;
  const stepsOf = (label: GroupLabel | undefined): SurvivalSteps => {
    if (label === undefined) {
      all ??= together();
      return all;
    }
    const code = codeOf.get(label);
    return code === undefined ? refuseGroup(label, groups) : parts[code]!;
  };
  return {
    table: createTable<GroupColumn & SurvivalColumns>({ group: labels.take(codesOf(parts)), ...columnsOf(parts) }),
    summary: createTable<GroupColumn & SurvivalSummaryColumns>({ group: labels, ...summaryOf(parts) }),
    groups,
    ...band,
    ...answers(stepsOf),
    get median() {
      return medianOf(stepsOf(undefined));
    },
    group: (label) => singleCurve(stepsOf(label), band),
  };
}

/** The number of the part for every row of the stacked parts. */
function codesOf(parts: readonly SurvivalSteps[]): Int32Array {
  const codes = new Int32Array(parts.reduce((sum, { time }) => sum + time.length, 0));
  let at = 0;
  for (let code = 0; code < parts.length; code++) {
    const next = at + parts[code]!.time.length;
    codes.fill(code, at, next);
    at = next;
  }
  return codes;
}

function medianOf(steps: SurvivalSteps): number | null {
  return timeReaching(steps, steps.survival, 0.5);
}

function refuseGroup(label: GroupLabel, groups: readonly GroupLabel[]): never {
  const known = groups.length === 0 ? "the curve has no groups" : `the groups are ${showNames(groups)}`;
  throw new ClienteleError(
    "invalid-option",
    { function: "kaplanMeier", value: label },
    `there is no group ${showValue(label)}: ${known}`,
  );
}

function answers(stepsOf: (label: GroupLabel | undefined) => SurvivalSteps) {
  const quantile = (p: number, label?: GroupLabel): number | null => {
    const steps = stepsOf(label);
    return timeReaching(steps, steps.survival, numberOption("quantile", "p", p, { min: 0, max: 1 }));
  };
  return {
    survivalAt: (t: number, label?: GroupLabel) => survivalAt(stepsOf(label), numberOption("survivalAt", "t", t)),
    quantile,
    quantileInterval: (p: number, label?: GroupLabel) =>
      intervalOf(stepsOf(label), numberOption("quantileInterval", "p", p, { min: 0, max: 1 })),
    restrictedMean: (t?: number, label?: GroupLabel) => meanUpTo(stepsOf(label), t),
  };
}

function intervalOf(steps: SurvivalSteps, p: number): QuantileInterval {
  return {
    time: timeReaching(steps, steps.survival, p),
    lower: timeReaching(steps, steps.lower, p),
    upper: upperTimeReaching(steps, p),
  };
}

function meanUpTo(steps: SurvivalSteps, t: number | undefined): RestrictedMean {
  const longest = steps.time.at(-1)!;
  const horizon = t === undefined ? longest : numberOption("restrictedMean", "t", t, { min: 0 });
  if (isAfter(horizon, longest) && steps.survival.at(-1)! > 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: "restrictedMean", value: t },
      `the longest duration seen is ${longest}: what comes between it and ${horizon} is unknown`,
    );
  }
  return { ...restrictedMean(steps, horizon), horizon };
}

function summaryOf(parts: readonly SurvivalSteps[]) {
  const medians = parts.map((steps) => intervalOf(steps, 0.5));
  return {
    customers: parts.map(({ atRisk }) => atRisk[0]!),
    events: parts.map(({ events }) => events.reduce((sum, d) => sum + d, 0)),
    median: medians.map(({ time }) => time),
    medianLower: medians.map(({ lower }) => lower),
    medianUpper: medians.map(({ upper }) => upper),
    followUp: parts.map(({ time }) => time.at(-1)!),
  };
}

/** The columns of all parts, one below the other. */
function columnsOf(parts: readonly SurvivalSteps[]) {
  const total = parts.reduce((sum, { time }) => sum + time.length, 0);
  const joined = (pick: (steps: SurvivalSteps) => Float64Array): Float64Array => {
    if (parts.length === 1) return pick(parts[0]!);
    const values = new Float64Array(total);
    let at = 0;
    for (const part of parts) {
      values.set(pick(part), at);
      at += part.time.length;
    }
    return values;
  };
  return {
    time: joined((steps) => steps.time),
    atRisk: joined((steps) => steps.atRisk),
    events: joined((steps) => steps.events),
    censored: joined((steps) => steps.censored),
    survival: joined((steps) => steps.survival),
    standardError: joined((steps) => steps.standardError),
    lower: joined((steps) => steps.lower),
    upper: joined((steps) => steps.upper),
  };
}
