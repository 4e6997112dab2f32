import { knownOptions, requireModel } from "../../errors/index.js";
import { createTable, type Present, type Table, type TableInput } from "../../table/index.js";
import { scoresByEdges } from "../binnings/bin-edges.js";
import { type PerMeasure, perMeasure } from "../binnings/rfm-measure.js";
import { binsBetween } from "../rules/score-bins.js";
import { type DataSufficiency, dataSufficiency, sufficiencyWarning } from "./data-sufficiency.js";
import { countScores, fitValues, type RfmFit, rfmOptionNames, take } from "./fit-rfm.js";
import { type RfmModel, rfmFormat, type ScoreCounts } from "./rfm-model.js";
import { type RfmInput, type RfmOptions, rfmInputNames, type SufficiencyGate } from "./rfm-options.js";
import { type RfmLedger, type RfmValues, rfmValues } from "./rfm-values.js";
import { laterOrdersWarning, notScoredWarning } from "./rfm-warnings.js";
import { labelCells, segmentNames } from "./segment-grid.js";
import { type SegmentSummary, summarizeSegments } from "./segment-summary.js";

/** Options that score by a model fitted before. */
export interface RfmModelOptions extends RfmInput {
  readonly model: RfmModel;
}

/** The columns of {@link RfmScores}. */
export type RfmColumns = {
  customer: Present<number | string | boolean>;
  /** Whole UTC days from the last order to the day of the analysis; missing without a purchase, as are the scores. */
  recencyDays: number;
  orders: Present<number>;
  revenue: number;
  /** 1..bins, the most recent customers highest. */
  r: number;
  /** 1..bins, the most orders highest. */
  f: number;
  /** 1..bins, the most revenue highest. */
  m: number;
  /** The three scores as text: "555", or "10-3-7" above nine bins. */
  score: string;
  segment: string;
};

/** What an {@link RfmScores} table says about itself. */
export interface RfmAttributes {
  readonly model: RfmModel;
  /** Inner edges of the bins of each measure, ascending; `model.closed` says to which side an edge belongs. */
  readonly edges: PerMeasure<readonly number[]>;
  /** How many customers got each score, the lowest score first. */
  readonly counts: ScoreCounts;
  readonly warnings: readonly string[];
  readonly ledger: RfmLedger;
  /** Whether there are enough data for these segments to be acted on. */
  readonly sufficiency: DataSufficiency;
  /** The day to which recency is counted; null where the input gave days of recency. */
  readonly asOf: Date | null;
  /** Customers, orders and revenue by segment, of all customers scored. */
  segmentSummary(): SegmentSummary;
}

/** One row per customer, in the order of the input. */
export type RfmScores = Table<RfmColumns, RfmAttributes>;

/**
 * Who are my best customers, and who is slipping away? Scores every customer by recency, number of orders and revenue,
 * and names the segment.
 *
 * Takes orders (with the options `customer`, `date`, `amount`, and `order` for invoices of several rows) or customers:
 * the table of {@link summarizeCustomers}, or any table with `customer`, `orders`, `revenue` and `recencyDays` or
 * `lastOrder`. Recency is whole UTC days from the last order to `asOf`; orders are never merged by day.
 *
 * `binning`:
 * - `"quantile"` (the default): edges are type-7 quantiles, bins `(lower, upper]`. Equal values never differ; where
 *   ties leave a score without customers a warning gives the real counts.
 * - `"rank"`: score ⌈bins · rank / n⌉, ranks from worst to best, ties sharing the highest.
 * - `"ntile"`: groups of equal size as in SQL. Ties are split by row; a warning says how many.
 * - `"rfm-package"`: as the R package rfm: type-7 quantiles plus 1, bins `[lower, upper)`, its ten segments, the first
 *   match, "Others".
 * - `{ recencyDays, orders, revenue }`: your own inner edges, bins `(lower, upper]`; as many as you like for each.
 *
 * Customers without a purchase are not scored: `r`, `f`, `m`, `score` and `segment` are missing and a warning says how
 * many.
 *
 * @returns a table with the attributes `model`, `edges`, `counts`, `warnings`, `ledger`, `sufficiency`, `asOf` and
 * `segmentSummary()`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `missing-customer`, `not-a-number`, `not-finite`,
 * `not-a-date`, `out-of-range`, `too-few-rows`, `invalid-option`, `unusable-model`.
 *
 * Source: Hughes (1994), Strategic Database Marketing; the quantile rule is Hyndman and Fan (1996), type 7.
 *
 * @example
 * ```ts
 * const scores = scoreRfm(orders, { customer: "customer", date: "date", amount: "amount" });
 * scores.where((row) => row.segment === "Champions").numRows;
 * scores.segmentSummary().toString();
 * ```
 */
export function scoreRfm(customersOrOrders: TableInput, options: RfmOptions | RfmModelOptions = {}): RfmScores {
  const caller = "scoreRfm";
  knownOptions(caller, options, [...rfmOptionNames, "model"]);
  const model = givenModel(caller, options);
  return scoreValues(caller, rfmValues(caller, customersOrOrders, options), options, model);
}

/** The options of {@link scoreRfm} as checked for statistics that something else than this room reduces. */
export function checkRfmOptions(caller: string, options: RfmOptions | RfmModelOptions): RfmModel | undefined {
  knownOptions(caller, options, [...rfmOptionNames, "model"]);
  return givenModel(caller, options);
}

/** The scores of measures, by a model or by one that is fitted to them. */
export function scoreValues(
  caller: string,
  values: RfmValues,
  options: RfmOptions,
  model: RfmModel | undefined,
): RfmScores {
  const fit = model === undefined ? fitValues(caller, values, options) : applyModel(values, model);
  return scoreTable(caller, values, fit, options.gate);
}

function givenModel(caller: string, options: RfmOptions | RfmModelOptions): RfmModel | undefined {
  if (!("model" in options) || options.model === undefined) return undefined;
  knownOptions(caller, options, ["model", ...rfmInputNames]);
  const model: unknown = options.model;
  requireModel(caller, model, [rfmFormat]);
  return model;
}

function applyModel({ measures, scored }: RfmValues, model: RfmModel): RfmFit {
  const scores = perMeasure((measure) =>
    scoresByEdges(
      scored === null ? measures[measure] : take(measures[measure], scored),
      { edges: model.edges[measure], closed: model.closed[measure] },
      measure,
    ),
  );
  return { model, scores, counts: countScores(scores, binsBetween(model.edges)) };
}

function scoreTable(
  caller: string,
  values: RfmValues,
  { model, scores, counts }: RfmFit,
  gate: SufficiencyGate | undefined,
): RfmScores {
  const sufficiency = dataSufficiency(caller, values, gate);
  const { customer, measures, scored, ledger, asOf } = values;
  const names = segmentNames(model);
  const rows = measures.orders.length;
  const placed = scored === null ? scores : perMeasure((measure) => spread(scores[measure], scored, rows));
  const { score, segment, segmentCodes } = labelCells(placed, model, names);
  const column = (of: Uint8Array): Uint8Array | Float64Array =>
    scored === null ? of : Float64Array.from(of, (value) => (value === 0 ? Number.NaN : value));
  return createTable<RfmColumns, RfmAttributes>(
    {
      customer,
      ...measures,
      r: column(placed.recencyDays),
      f: column(placed.orders),
      m: column(placed.revenue),
      score,
      segment,
    },
    {
      model,
      edges: model.edges,
      counts,
      warnings: Object.freeze([
        ...notScoredWarning(ledger.notScored),
        ...laterOrdersWarning(ledger.droppedAfterAsOf),
        ...model.warnings,
        ...sufficiencyWarning(sufficiency, gate),
      ]),
      sufficiency,
      ledger,
      asOf,
      segmentSummary: () => summarizeSegments(names, model.otherwise, segmentCodes, measures),
    },
  );
}

/** Scores back in their rows; 0 where a customer has none. */
function spread(scores: Uint8Array, scored: Int32Array, rows: number): Uint8Array {
  const placed = new Uint8Array(rows);
  for (let i = 0; i < scored.length; i++) placed[scored[i]!] = scores[i]!;
  return placed;
}
