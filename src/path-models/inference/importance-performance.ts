import { ClienteleError, knownOptions, levelOption, requireModel, showNames, showValue } from "../../errors/index.js";
import { normalQuantile, quantiles } from "../../numeric/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";
import type { PathModel } from "../model/path-model.js";
import { pathModelFormat } from "../model/path-model-format.js";
import type { ParameterGroup } from "../model/path-parameters.js";
import { fixedWeightError } from "../scores/index-standard-error.js";
import type { PathBootstrap } from "./bootstrap-path-model.js";

/** Options of {@link importancePerformance}. */
export interface ImportanceOptions {
  /** Confidence of the intervals [0.95]. */
  readonly level?: number;
}

/** What to do about a driver, by the side of the averages on which it lies. */
export type ImportanceAdvice = "improve first" | "keep up" | "low priority" | "possible overkill";

/** Columns of {@link importancePerformance}: a row per construct that the target depends on. */
export type ImportanceColumns = {
  construct: Present<string>;
  /** Points of the target's index that a point of this index moves, along all paths. */
  importance: number;
  importanceLower: number;
  importanceUpper: number;
  /** The total effect in standard deviations. */
  standardizedImportance: number;
  /** The index, 0 to 100. */
  performance: number;
  performanceLower: number;
  performanceUpper: number;
  /**
   * Points that the target would gain if this index went as far as it can: 100 where importance is positive, 0 where it
   * is negative.
   */
  potential: number;
  advice: ImportanceAdvice;
};

/** Columns of {@link ImportanceMap.items}. */
export type ItemImportanceColumns = {
  construct: Present<string>;
  item: Present<string>;
  /** Points of the target's index that a point of this item moves, the item on a scale of 0 to 100. */
  importance: number;
  /** The mean answer on a scale of 0 to 100. */
  performance: number;
  potential: number;
};

/** What {@link importancePerformance} says beside its table. */
export interface ImportanceMap {
  readonly target: string;
  /** Where the map is cut: the means over the constructs. */
  readonly meanImportance: number | null;
  readonly meanPerformance: number | null;
  /** The items behind the constructs, the largest potential first. */
  readonly items: Table<ItemImportanceColumns>;
}

/**
 * What should we improve first? The importance-performance map: how much each driver moves the target, and how well it
 * does already, the largest potential first.
 *
 * Importance is the unstandardized total effect in points per point, so that potential = importance · (100 −
 * performance) are points of the target to be won. Given a bootstrap ({@link bootstrapPathModel}) in place of the
 * model, importance has percentile intervals and performance too; without, importance has none and performance that of
 * known weights. `advice` compares each construct with the averages of the map.
 *
 * Indices need `scale`, and weights that are not negative: importance and performance are missing otherwise (see
 * `indexReasons`). Under `consistent` the effects are those between the factors.
 *
 * Errors: `unusable-model`, `invalid-option` (a target that is no construct of the model, or that nothing leads to).
 *
 * Source: Fornell et al. (1996); Ringle and Sarstedt (2016), Industrial Management & Data Systems 116(9), 1865-1886.
 *
 * @example
 * ```ts
 * const map = importancePerformance(bootstrapPathModel(model, answers, { samples: 1000, seed: 1 }), "satisfaction");
 * map.toString(); // construct, importance, performance, potential, advice
 * ```
 */
export function importancePerformance(
  model: PathModel | PathBootstrap,
  target: string,
  options: ImportanceOptions = {},
): Table<ImportanceColumns, ImportanceMap> {
  const caller = "importancePerformance";
  const bootstrap = typeof model === "object" && model !== null && "estimates" in model ? model : null;
  const fitted: unknown = bootstrap === null ? model : bootstrap.model;
  requireModel(caller, fitted, [pathModelFormat]);
  knownOptions(caller, options, ["level"]);
  const level = levelOption(caller, "level", options.level);
  checkTarget(caller, fitted, target);
  const drivers = driversOf(fitted, target)
    .map((driver) => ({ ...driver, ...intervalsOf(fitted, bootstrap, driver, target, level) }))
    .sort(byPotential);
  const measured = drivers.filter((driver) => !Number.isNaN(driver.importance) && !Number.isNaN(driver.performance));
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  // A driver that lowers the target matters as much as one that raises it.
  const meanImportance = mean(measured.map((driver) => Math.abs(driver.importance)));
  const meanPerformance = mean(measured.map((driver) => driver.performance));
  const column = (value: (driver: (typeof drivers)[number]) => number): Float64Array =>
    Float64Array.from(drivers, value);
  return createTable<ImportanceColumns, ImportanceMap>(
    {
      construct: drivers.map((driver) => driver.construct),
      importance: column((driver) => driver.importance),
      importanceLower: column((driver) => driver.importanceLower),
      importanceUpper: column((driver) => driver.importanceUpper),
      standardizedImportance: column((driver) => driver.standardized),
      performance: column((driver) => driver.performance),
      performanceLower: column((driver) => driver.performanceLower),
      performanceUpper: column((driver) => driver.performanceUpper),
      potential: column(potentialOf),
      advice: drivers.map((driver) => adviceOn(driver, meanImportance, meanPerformance)),
    },
    { target, meanImportance, meanPerformance, items: itemTable(fitted, drivers) },
  );
}

interface Driver {
  readonly construct: string;
  /** The construct with paths of its own: itself, or the higher-order construct that it is part of. */
  readonly through: string;
  /** Its share in the index of that construct; 1 for itself. */
  readonly share: number;
  readonly standardized: number;
  readonly importance: number;
  readonly performance: number;
}

function checkTarget(caller: string, model: PathModel, target: string): void {
  const known = model.totalEffects.map(({ to }) => to);
  if (known.includes(target)) return;
  const problem = model.constructs.includes(target) ? "nothing leads to it" : "it is no construct of the model";
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: target },
    `${showValue(target)} cannot be the target: ${problem}; targets are ` + `${showNames([...new Set(known)])}`,
  );
}

function driversOf(model: PathModel, target: string): Driver[] {
  return model.specification.constructs.flatMap(({ name }) => {
    const owner = model.specification.constructs.find(({ constructs }) => constructs.includes(name))?.name;
    const through = owner ?? name;
    const effect = model.totalEffects.find(({ from, to }) => from === through && to === target);
    if (effect === undefined) return [];
    const share = owner === undefined ? 1 : shareOfPart(model, owner, name);
    const points = pointsPerPoint(effect.value, model.indexSpreads[target], model.indexSpreads[through]);
    // A part moves its whole by its share, and shares correlations with the other parts: in standard deviations its
    // effect is not determined by the model.
    const standardized = owner === undefined ? (effect.value ?? Number.NaN) : Number.NaN;
    return [
      {
        construct: name,
        through,
        share,
        standardized,
        importance: points * share,
        performance: model.indices[name] ?? Number.NaN,
      },
    ];
  });
}

/** The part of a higher-order index that the index of one of its parts makes up, in points per point. */
function shareOfPart(model: PathModel, whole: string, part: string): number {
  const weights = model.indexWeights[whole];
  const own = model.specification.constructs.find(({ name }) => name === part)!.items;
  if (weights === null || weights === undefined) return Number.NaN;
  let inside = 0;
  let all = 0;
  for (const [item, weight] of Object.entries(weights)) {
    const reach = weight * rangeOf(model, item);
    all += reach;
    if (own.includes(item)) inside += reach;
  }
  return inside / all;
}

function rangeOf(model: PathModel, item: string): number {
  const range = model.specification.ranges.find((one) => one.item === item);
  return range === undefined ? Number.NaN : range.maximum - range.minimum;
}

function pointsPerPoint(
  effect: number | null,
  targetSpread: number | null | undefined,
  spread: number | null | undefined,
): number {
  return ((effect ?? Number.NaN) * (targetSpread ?? Number.NaN)) / (spread ?? Number.NaN);
}

interface Measured {
  readonly importance: number;
  readonly performance: number;
}

function potentialOf(driver: Measured): number {
  const { importance, performance } = driver;
  return importance >= 0 ? importance * (100 - performance) : -importance * performance;
}

/** The largest potential first, unknown ones last. */
function byPotential(a: Measured, b: Measured): number {
  const [one, two] = [potentialOf(a), potentialOf(b)];
  if (Number.isNaN(one) || Number.isNaN(two)) return Number(Number.isNaN(one)) - Number(Number.isNaN(two));
  return two - one;
}

function adviceOn(
  driver: Driver,
  meanImportance: number | null,
  meanPerformance: number | null,
): ImportanceAdvice | null {
  if (meanImportance === null || meanPerformance === null) return null;
  if (Number.isNaN(driver.importance) || Number.isNaN(driver.performance)) return null;
  const matters = Math.abs(driver.importance) >= meanImportance;
  // Where less is better, doing well means a low index.
  const doesWell =
    driver.importance >= 0 ? driver.performance >= meanPerformance : driver.performance <= 100 - meanPerformance;
  if (matters) return doesWell ? "keep up" : "improve first";
  return doesWell ? "possible overkill" : "low priority";
}

interface Intervals {
  readonly importanceLower: number;
  readonly importanceUpper: number;
  readonly performanceLower: number;
  readonly performanceUpper: number;
}

function intervalsOf(
  model: PathModel,
  bootstrap: PathBootstrap | null,
  driver: Driver,
  target: string,
  level: number,
): Intervals {
  const tail = (1 - level) / 2;
  if (bootstrap === null) {
    const reach = normalQuantile(1 - tail) * fixedWeightError(model, driver.construct);
    return {
      importanceLower: Number.NaN,
      importanceUpper: Number.NaN,
      performanceLower: driver.performance - reach,
      performanceUpper: driver.performance + reach,
    };
  }
  const { parameters, data, rows } = bootstrap.estimates;
  const drawsOf = (group: ParameterGroup, first: string, second: string): Float64Array => {
    const place = parameters.findIndex((one) => one.group === group && one.first === first && one.second === second);
    return Float64Array.from({ length: rows }, (_, row) => data[row * parameters.length + place]!);
  };
  const effects = drawsOf("totalEffect", driver.through, target);
  const ownSpreads = drawsOf("indexSpread", driver.through, "");
  const targetSpreads = drawsOf("indexSpread", target, "");
  const importance = effects.map((effect, row) => (driver.share * effect * targetSpreads[row]!) / ownSpreads[row]!);
  const [importanceLower, importanceUpper] = limits(importance, tail);
  const [performanceLower, performanceUpper] = limits(drawsOf("index", driver.construct, ""), tail);
  return { importanceLower, importanceUpper, performanceLower, performanceUpper };
}

function limits(draws: Float64Array, tail: number): [number, number] {
  const known = draws.filter((draw) => !Number.isNaN(draw));
  if (known.length < 2) return [Number.NaN, Number.NaN];
  const [lower, upper] = quantiles(known, [tail, 1 - tail]);
  return [lower!, upper!];
}

function itemTable(model: PathModel, drivers: readonly Driver[]): Table<ItemImportanceColumns> {
  const { items, means } = model.statistics;
  const rows = drivers.flatMap((driver) => {
    const construct = model.specification.constructs.find(({ name }) => name === driver.construct)!;
    const weights = model.indexWeights[driver.construct] ?? null;
    const reach = construct.items.map((item) =>
      weights === null ? Number.NaN : weights[item]! * rangeOf(model, item),
    );
    const total = reach.reduce((sum, value) => sum + value, 0);
    return construct.items.map((item, i) => {
      const range = model.specification.ranges.find((one) => one.item === item);
      const mean = means[items.indexOf(item)]!;
      const performance =
        range === undefined ? Number.NaN : (100 * (mean - range.minimum)) / (range.maximum - range.minimum);
      const importance = (driver.importance * reach[i]!) / total;
      return { construct: driver.construct, item, importance, performance };
    });
  });
  rows.sort(byPotential);
  return createTable<ItemImportanceColumns>({
    construct: rows.map((row) => row.construct),
    item: rows.map((row) => row.item),
    importance: Float64Array.from(rows, (row) => row.importance),
    performance: Float64Array.from(rows, (row) => row.performance),
    potential: Float64Array.from(rows, potentialOf),
  });
}
