import { wilsonInterval } from "../../numeric/index.js";
import { kaplanMeier } from "../../survival/index.js";
import { millisecondsPerDay, type StoredColumn } from "../../table/index.js";

/** The segments of customers. */
export interface Segments {
  readonly of: Int32Array;
  readonly labels: StoredColumn;
}

/** When customers reached which stage. */
export interface FunnelParts {
  readonly stages: readonly string[];
  /** Customers × stages: when each was reached first, or Infinity. */
  readonly reached: Float64Array;
  readonly end: number;
  readonly level: number;
  readonly segments: Segments | null;
}

/** How long customers stayed in a stage, and whether they went on. */
interface StageTimes {
  readonly durations: number[];
  readonly moved: number[];
  readonly segments: number[];
}

/** The times of a stage; of one segment, or of all for null. */
export function timesIn(
  { stages, reached, end, segments }: FunnelParts,
  stage: number,
  group: number | null,
): StageTimes {
  const times: StageTimes = { durations: [], moved: [], segments: [] };
  for (let customer = 0; customer * stages.length < reached.length; customer++) {
    if (group !== null && segments!.of[customer] !== group) continue;
    const from = customer * stages.length;
    const entry = reached[from + stage]!;
    if (!Number.isFinite(entry)) continue;
    let next = Number.POSITIVE_INFINITY;
    for (let later = stage + 1; later < stages.length; later++) {
      const moment = reached[from + later]!;
      if (moment >= entry) next = Math.min(next, moment);
    }
    times.moved.push(Number.isFinite(next) ? 1 : 0);
    times.durations.push((Math.min(next, end) - entry) / millisecondsPerDay);
    times.segments.push(segments === null ? 0 : segments.of[customer]!);
  }
  return times;
}

/** How many entered a stage, how many moved on, and how long that took. */
export function stageOf(parts: FunnelParts, stage: number, group: number | null) {
  const { stages, level } = parts;
  const { durations, moved: events } = timesIn(parts, stage, group);
  const entered = durations.length;
  const unknown = Number.NaN;
  if (stage === stages.length - 1 || entered === 0) {
    const none = stage === stages.length - 1 ? unknown : 0;
    return {
      ...{ stage, entered, moved: none, open: none },
      ...{ conversion: unknown, conversionLower: unknown, conversionUpper: unknown },
      ...{ eventual: unknown, lower: unknown, upper: unknown },
      ...{ medianDays: unknown, medianLower: unknown, medianUpper: unknown },
    };
  }
  const moved = events.reduce((sum, event) => sum + event, 0);
  const curve = kaplanMeier(durations, events, { level });
  const final = curve.table.numRows - 1;
  const stay = curve.table.column("survival").at(final);
  const conversion = wilsonInterval(moved / entered, entered, level);
  const middle = curve.quantileInterval(0.5);
  return {
    stage,
    entered,
    moved,
    open: entered - moved,
    conversion: conversion.share,
    conversionLower: conversion.lower,
    conversionUpper: conversion.upper,
    eventual: 1 - (stay ?? unknown),
    // Where nobody has moved the curve has not fallen yet, and its log-log limits are not defined.
    lower: moved === 0 ? unknown : 1 - (curve.table.column("upper").at(final) ?? unknown),
    upper: moved === 0 ? unknown : 1 - (curve.table.column("lower").at(final) ?? unknown),
    medianDays: curve.median ?? unknown,
    medianLower: middle.lower ?? unknown,
    medianUpper: middle.upper ?? unknown,
  };
}
