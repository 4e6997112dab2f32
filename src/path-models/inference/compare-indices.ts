import { ClienteleError, knownOptions, levelOption, requireModel, showValue } from "../../errors/index.js";
import { normalQuantile, normalSurvival, quantiles } from "../../numeric/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";
import type { PathModel } from "../model/path-model.js";
import { pathModelFormat } from "../model/path-model-format.js";
import type { ParameterGroup } from "../model/path-parameters.js";
import { fixedWeightError } from "../scores/index-standard-error.js";
import type { PathBootstrap } from "./bootstrap-path-model.js";

/** Options of {@link compareIndices}. */
export interface CompareOptions {
  /** Confidence of the intervals [0.95]. */
  readonly level?: number;
}

/** Columns of {@link compareIndices}: a row per construct that both models have. */
export type IndexDifferenceColumns = {
  construct: Present<string>;
  /** The index of the first, 0 to 100. */
  a: number;
  b: number;
  /** a − b, in points. */
  difference: number;
  standardError: number;
  lower: number;
  upper: number;
  /** Two-sided, of no difference. */
  pValue: number;
  /** As `pValue`, corrected for the number of constructs compared (Holm 1979). */
  adjustedPValue: number;
};

/** Columns of {@link IndexComparison.paths}: a row per path that both models have. */
export type PathDifferenceColumns = {
  from: Present<string>;
  to: Present<string>;
  a: number;
  b: number;
  difference: number;
  standardError: number;
  lower: number;
  upper: number;
  pValue: number;
  adjustedPValue: number;
};

/** What {@link compareIndices} says beside its table. */
export interface IndexComparison {
  /**
   * `"bootstrap"`: standard errors and intervals from the resamples of both; `"fixed-weights"`: from the variances of
   * the answers, as if the weights of the index were known beforehand, because at least one of the two came without
   * resamples.
   */
  readonly method: "bootstrap" | "fixed-weights";
  readonly level: number;
  /** Differences of the paths; null unless both came with resamples. */
  readonly paths: Table<PathDifferenceColumns> | null;
}

/**
 * Are they more satisfied than the others, or than last year? Tests the difference between the indices of two
 * companies, groups or years that were asked independently.
 *
 * `a` and `b` are bootstraps ({@link bootstrapPathModel}) or, without resampling, the models themselves: then the
 * weights of the indices count as known, which is said in `method`. The difference is a − b; standard errors add up as
 * squares, the p-value takes difference over standard error as normal. With two bootstraps the interval is the
 * percentile interval of the differences of independent resamples, and `paths` compares the paths in the same way.
 *
 * Errors: `unusable-model` (not two path models, or two without a construct in common), `invalid-option`.
 *
 * @example
 * ```ts
 * const thisYear = bootstrapPathModel(acsi(answers, options), answers, { samples: 1000, seed: 1 });
 * const lastYear = bootstrapPathModel(acsi(earlier, options), earlier, { samples: 1000, seed: 2 });
 * compareIndices(thisYear, lastYear).where((row) => row.construct === "satisfaction").toRows();
 * ```
 */
export function compareIndices(
  a: PathModel | PathBootstrap,
  b: PathModel | PathBootstrap,
  options: CompareOptions = {},
): Table<IndexDifferenceColumns, IndexComparison> {
  const caller = "compareIndices";
  knownOptions(caller, options, ["level"]);
  const level = levelOption(caller, "level", options.level);
  const [first, second] = [sideOf(caller, "a", a), sideOf(caller, "b", b)];
  const common = first.model.constructs.filter((name) => second.model.constructs.includes(name));
  if (common.length === 0) {
    throw new ClienteleError("unusable-model", { function: caller }, "the two models have no construct in common");
  }
  const resampled = first.bootstrap !== null && second.bootstrap !== null;
  const differences = common.map((construct) => ({
    construct,
    ...differenceOf(
      numberOf(first, "index", construct, "", first.model.indices[construct] ?? null, resampled),
      numberOf(second, "index", construct, "", second.model.indices[construct] ?? null, resampled),
      level,
    ),
  }));
  return createTable<IndexDifferenceColumns, IndexComparison>(
    { construct: common, ...columnsOf(differences) },
    {
      method: resampled ? "bootstrap" : "fixed-weights",
      level,
      paths: resampled ? comparePaths(first, second, level) : null,
    },
  );
}

interface Side {
  readonly model: PathModel;
  readonly bootstrap: PathBootstrap | null;
}

function sideOf(caller: string, name: string, given: PathModel | PathBootstrap): Side {
  const bootstrap = typeof given === "object" && given !== null && "estimates" in given ? given : null;
  const model: unknown = bootstrap === null ? given : bootstrap.model;
  if (typeof model === "object" && model !== null && "kind" in model && model.kind === "path-model") {
    requireModel(caller, model, [pathModelFormat]);
    return { model: model as PathModel, bootstrap };
  }
  throw new ClienteleError(
    "unusable-model",
    { function: caller, value: given },
    `${name} must be a path model or its bootstrap, got ${showValue(given)}`,
  );
}

/** A number with its uncertainty; NaN where unknown. */
interface Uncertain {
  readonly value: number;
  readonly standardError: number;
  /** Its resamples; null without any. */
  readonly draws: Float64Array | null;
}

function numberOf(
  { model, bootstrap }: Side,
  group: ParameterGroup,
  first: string,
  second: string,
  value: number | null,
  resampled: boolean,
): Uncertain {
  const estimate = value ?? Number.NaN;
  if (!resampled || bootstrap === null) {
    return { value: estimate, standardError: fixedWeightError(model, first), draws: null };
  }
  const { parameters, data, rows } = bootstrap.estimates;
  const place = parameters.findIndex((one) => one.group === group && one.first === first && one.second === second);
  const draws = Float64Array.from({ length: rows }, (_, row) => data[row * parameters.length + place]!).filter(
    (draw) => !Number.isNaN(draw),
  );
  let mean = 0;
  for (const draw of draws) mean += draw / draws.length;
  let square = 0;
  for (const draw of draws) square += (draw - mean) ** 2;
  return { value: estimate, standardError: Math.sqrt(square / (draws.length - 1)), draws };
}

interface Difference {
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  readonly pValue: number;
}

function differenceOf(a: Uncertain, b: Uncertain, level: number): Difference {
  const difference = a.value - b.value;
  const standardError = Math.hypot(a.standardError, b.standardError);
  const tail = (1 - level) / 2;
  const reach = normalQuantile(1 - tail) * standardError;
  const [lower, upper] =
    a.draws === null || b.draws === null
      ? [difference - reach, difference + reach]
      : quantiles(differencesOfDraws(a.draws, b.draws), [tail, 1 - tail]);
  return {
    a: a.value,
    b: b.value,
    difference,
    standardError,
    lower: lower!,
    upper: upper!,
    pValue: 2 * normalSurvival(Math.abs(difference) / standardError),
  };
}

/**
 * Resamples of one less those of the other. Two bootstraps with the same seed and number of respondents draw the same
 * places in the table, so resamples are not paired by their own number but half a bootstrap apart.
 */
function differencesOfDraws(a: Float64Array, b: Float64Array): Float64Array {
  if (a.length === 0 || b.length === 0) return new Float64Array(0);
  const apart = Math.floor(b.length / 2);
  return Float64Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    return a[i % a.length]! - b[(i + apart) % b.length]!;
  });
}

function comparePaths(first: Side, second: Side, level: number): Table<PathDifferenceColumns> {
  const pairs = first.model.paths.flatMap((path) => {
    const other = second.model.paths.find(({ from, to }) => from === path.from && to === path.to);
    return other === undefined ? [] : [{ from: path.from, to: path.to, a: path.value, b: other.value }];
  });
  const differences = pairs.map(({ from, to, a, b }) =>
    differenceOf(numberOf(first, "path", from, to, a, true), numberOf(second, "path", from, to, b, true), level),
  );
  return createTable<PathDifferenceColumns>({
    from: pairs.map(({ from }) => from),
    to: pairs.map(({ to }) => to),
    ...columnsOf(differences),
  });
}

function columnsOf(differences: readonly Difference[]) {
  const column = (name: keyof Difference): Float64Array => Float64Array.from(differences, (one) => one[name]);
  const pValue = column("pValue");
  return {
    a: column("a"),
    b: column("b"),
    difference: column("difference"),
    standardError: column("standardError"),
    lower: column("lower"),
    upper: column("upper"),
    pValue,
    adjustedPValue: holm(pValue),
  };
}

/** Holm's step-down correction; unknown p-values stay unknown and count for nothing. */
function holm(pValues: Float64Array): Float64Array {
  const adjusted = new Float64Array(pValues.length).fill(Number.NaN);
  const order = Array.from(pValues, (_, i) => i)
    .filter((i) => !Number.isNaN(pValues[i]!))
    .sort((i, j) => pValues[i]! - pValues[j]!);
  let running = 0;
  order.forEach((place, rank) => {
    running = Math.max(running, Math.min(1, pValues[place]! * (order.length - rank)));
    adjusted[place] = running;
  });
  return adjusted;
}
