import { knownOptions, oneOf, requireModel } from "../../errors/index.js";
import { createTable, type Present, type SurveyWeights, type Table, type TableInput } from "../../table/index.js";
import { standardizedAlpha } from "../model/construct-reliability.js";
import type { PathModel } from "../model/path-model.js";
import { pathModelFormat } from "../model/path-model-format.js";
import { compositeWeights, productOf } from "../scores/composite-weights.js";
import { estimateWithWeights } from "./fixed-weight-model.js";

/** Options of {@link reliability}. */
export interface ReliabilityOptions {
  /**
   * Which α stands in the column `alpha`: `"standardized"` [default], as programs for path models report, or `"raw"`.
   * Both have a column of their own as well.
   */
  readonly alpha?: "standardized" | "raw";
  /** Which ratio stands in the column `htmt`: of `"absolute"` [default] correlations (seminr), or `"signed"` (cSEM). */
  readonly htmt?: "absolute" | "signed";
  /** Survey weights of the answers given, where the model was fitted with weights given as numbers. */
  readonly weights?: SurveyWeights;
}

/** Columns of {@link reliability}: a row per construct. */
export type ReliabilityColumns = {
  construct: Present<string>;
  items: Present<number>;
  alpha: number;
  alphaStandardized: number;
  alphaRaw: number;
  /** Dijkstra and Henseler's. */
  rhoA: number;
  /** Composite reliability. */
  rhoC: number;
  /** Average variance extracted. */
  ave: number;
  /** √AVE. */
  rootAve: number;
  /** The largest absolute correlation with another construct. */
  largestCorrelation: number;
  /** Whether √AVE exceeds it, as Fornell and Larcker ask. */
  fornellLarcker: boolean;
};

/** Columns of {@link ReliabilityReport.items}. */
export type ItemReliabilityColumns = {
  construct: Present<string>;
  item: Present<string>;
  weight: number;
  loading: number;
  /** The largest absolute correlation with the score of another construct, and that construct. */
  largestCrossLoading: number;
  crossConstruct: string;
  vif: number;
  /** Standardized α of the other items; missing below two of them. */
  alphaWithout: number;
};

/** Columns of {@link ReliabilityReport.htmt}: a row per pair of constructs. */
export type HtmtColumns = { construct: string; other: string; htmt: number; absolute: number; signed: number };

/** Columns of {@link ReliabilityReport.fornellLarcker}: correlations of constructs, √AVE where both are the same. */
export type FornellLarckerColumns = { construct: string; other: string; value: number };

/** What {@link reliability} says beside its table. */
export interface ReliabilityReport {
  readonly items: Table<ItemReliabilityColumns>;
  readonly htmt: Table<HtmtColumns>;
  readonly fornellLarcker: Table<FornellLarckerColumns>;
}

/**
 * Do the questions of each construct measure one thing, and do the constructs measure different things?
 *
 * Without `answers`, for the respondents the model was fitted on; with them, for other respondents under the weights of
 * the model. Measures of agreement are missing for constructs of mode B, whose items need not agree. Usual readings: α,
 * ρA, ρC of at least .7, AVE of at least .5, HTMT below .85 or .9, √AVE above every correlation. For intervals see
 * `reliability` and `htmt` of {@link bootstrapPathModel}.
 *
 * Errors: `unusable-model`, `invalid-option`, and as {@link fitPathModel} for the answers.
 *
 * Source: Fornell and Larcker (1981); Henseler, Ringle and Sarstedt (2015); Dijkstra and Henseler (2015).
 *
 * @example
 * ```ts
 * const report = reliability(model);
 * report.where((row) => row.ave < 0.5).toRows(); // constructs that share less than half of their items' variance
 * report.htmt.sortBy({ column: "htmt", descending: true }).head(3);
 * ```
 */
export function reliability(
  model: PathModel,
  answers?: TableInput,
  options: ReliabilityOptions = {},
): Table<ReliabilityColumns, ReliabilityReport> {
  const caller = "reliability";
  requireModel(caller, model, [pathModelFormat]);
  knownOptions(caller, options, ["alpha", "htmt", "weights"]);
  const alpha = oneOf(caller, "alpha", options.alpha, ["standardized", "raw"], "standardized");
  const convention = oneOf(caller, "htmt", options.htmt, ["absolute", "signed"], "absolute");
  const seen = answers === undefined ? model : estimateWithWeights(caller, model, answers, options.weights);
  const { constructs, correlations } = seen;
  const measures = constructs.map((name) => seen.reliability[name]!);
  const ave = Float64Array.from(measures, (one) => one.ave ?? Number.NaN);
  const largest = constructs.map((name, i) => largestOther(seen, name, correlations[i]!));
  const alphaStandardized = Float64Array.from(measures, (one) => one.alphaStandardized ?? Number.NaN);
  const alphaRaw = Float64Array.from(measures, (one) => one.alphaRaw ?? Number.NaN);
  return createTable<ReliabilityColumns, ReliabilityReport>(
    {
      construct: constructs,
      items: Float64Array.from(constructs, (name) => Object.keys(seen.outerWeights[name]!).length),
      alpha: alpha === "raw" ? alphaRaw : alphaStandardized,
      alphaStandardized,
      alphaRaw,
      rhoA: Float64Array.from(measures, (one) => one.rhoA ?? Number.NaN),
      rhoC: Float64Array.from(measures, (one) => one.rhoC ?? Number.NaN),
      ave,
      rootAve: ave.map(Math.sqrt),
      largestCorrelation: Float64Array.from(largest),
      fornellLarcker: constructs.map((_, i) =>
        Number.isNaN(ave[i]!) || Number.isNaN(largest[i]!) ? null : Math.sqrt(ave[i]!) > largest[i]!,
      ),
    },
    {
      items: itemTable(seen),
      htmt: createTable<HtmtColumns>({
        construct: seen.htmt.map(({ construct }) => construct),
        other: seen.htmt.map(({ other }) => other),
        htmt: Float64Array.from(seen.htmt, (pair) => pair[convention] ?? Number.NaN),
        absolute: Float64Array.from(seen.htmt, (pair) => pair.absolute ?? Number.NaN),
        signed: Float64Array.from(seen.htmt, (pair) => pair.signed ?? Number.NaN),
      }),
      fornellLarcker: fornellLarckerTable(seen),
    },
  );
}

/** Whether one construct is part of the other. */
function related(model: PathModel, one: string, two: string): boolean {
  return model.specification.constructs.some(
    ({ name, constructs }) => (name === one && constructs.includes(two)) || (name === two && constructs.includes(one)),
  );
}

/** The largest absolute correlation with a construct that is neither itself nor a part of it; NaN without any. */
function largestOther(model: PathModel, name: string, row: readonly (number | null)[]): number {
  let largest = Number.NaN;
  model.constructs.forEach((other, k) => {
    const value = Math.abs(row[k] ?? Number.NaN);
    if (other !== name && !related(model, name, other) && !(value <= largest)) largest = value;
  });
  return largest;
}

function itemTable(model: PathModel): Table<ItemReliabilityColumns> {
  const { correlation, weights } = compositeWeights(model);
  const { items } = model.statistics;
  const rows = model.specification.constructs.flatMap(({ name, constructs }, own) =>
    Object.keys(model.outerWeights[name]!).map((item) => {
      const itemWeights =
        constructs.length > 0
          ? weights[model.constructs.indexOf(item)]!
          : Float64Array.from(items, (one) => (one === item ? 1 : 0));
      let crossConstruct: string | null = null;
      let largestCrossLoading = Number.NaN;
      model.constructs.forEach((other, k) => {
        if (k === own || other === item || related(model, name, other) || constructs.includes(other)) return;
        const cross = Math.abs(productOf(correlation, itemWeights, weights[k]!));
        if (cross <= largestCrossLoading || Number.isNaN(cross)) return;
        largestCrossLoading = cross;
        crossConstruct = other;
      });
      return {
        construct: name,
        item,
        weight: model.outerWeights[name]![item]!,
        loading: model.loadings[name]![item]!,
        largestCrossLoading,
        crossConstruct,
        vif: model.itemVif[name]![item]!,
        alphaWithout: constructs.length > 0 ? Number.NaN : alphaWithout(model, name, item, correlation),
      };
    }),
  );
  return createTable<ItemReliabilityColumns>({
    construct: rows.map((row) => row.construct),
    item: rows.map((row) => row.item),
    weight: Float64Array.from(rows, (row) => row.weight ?? Number.NaN),
    loading: Float64Array.from(rows, (row) => row.loading ?? Number.NaN),
    largestCrossLoading: Float64Array.from(rows, (row) => row.largestCrossLoading),
    crossConstruct: rows.map((row) => row.crossConstruct),
    vif: Float64Array.from(rows, (row) => row.vif ?? Number.NaN),
    alphaWithout: Float64Array.from(rows, (row) => row.alphaWithout),
  });
}

function alphaWithout(model: PathModel, construct: string, item: string, correlation: Float64Array): number {
  const { items } = model.statistics;
  const { items: own, mode } = model.specification.constructs.find(({ name }) => name === construct)!;
  if (own.length < 3 || mode === "B") return Number.NaN;
  const rows = own.filter((other) => other !== item).map((other) => items.indexOf(other));
  return standardizedAlpha({ matrix: correlation, order: items.length, rows });
}

function fornellLarckerTable(model: PathModel): Table<FornellLarckerColumns> {
  const pairs = model.constructs.flatMap((construct, i) =>
    model.constructs.slice(0, i + 1).map((other, k) => {
      const ave = model.reliability[construct]!.ave;
      const value = i === k ? (ave === null ? null : Math.sqrt(ave)) : model.correlations[i]![k]!;
      return { construct, other, value };
    }),
  );
  return createTable<FornellLarckerColumns>({
    construct: pairs.map(({ construct }) => construct),
    other: pairs.map(({ other }) => other),
    value: Float64Array.from(pairs, ({ value }) => value ?? Number.NaN),
  });
}
