import { ClienteleError, freezeModel, knownOptions } from "../../errors/index.js";
import type { TableInput } from "../../table/index.js";
import type { BinningDefinition } from "../binnings/binning-definition.js";
import type { BinningWord } from "../binnings/binnings.js";
import { type PerMeasure, perMeasure, rfmMeasures, scoreColumn } from "../binnings/rfm-measure.js";
import { otherwiseName, presetSegments } from "../rules/default-segments.js";
import { lintBoxes } from "../rules/lint-segments.js";
import { type AxisBins, plainBins } from "../rules/score-bins.js";
import { type SegmentBox, segmentBoxes } from "../rules/segment-rule.js";
import { dataSufficiency } from "./data-sufficiency.js";
import type { RfmModel, ScoreCounts } from "./rfm-model.js";
import { binningChoice, type RfmOptions, rfmInputNames } from "./rfm-options.js";
import { type RfmValues, rfmValues } from "./rfm-values.js";
import { emptyScoreWarnings, segmentWarnings } from "./rfm-warnings.js";

/** A model with the scores that it gave to the customers it was fitted to. */
export interface RfmFit {
  readonly model: RfmModel;
  /** Of the customers with a purchase, in their order. */
  readonly scores: PerMeasure<Uint8Array>;
  readonly counts: ScoreCounts;
}

/** The names of the options of {@link fitRfm}. */
export const rfmOptionNames = [...rfmInputNames, "bins", "binning", "segments"] as const;

/**
 * Where do the RFM scores of these customers begin? Learns the edges of the scores, to score other customers, or the
 * same ones later, on the same scale: `scoreRfm(customers, { model })`.
 *
 * Input, options and errors: see {@link scoreRfm}. The model is frozen plain data (`kind: "rfm"`) and survives JSON.
 *
 * @example
 * ```ts
 * const january = fitRfm(orders, { customer: "customer", date: "date", amount: "amount", asOf: "2026-02-01" });
 * const february = scoreRfm(orders, { model: january, customer: "customer", date: "date", amount: "amount", asOf:
 * "2026-03-01" });
 * ```
 */
export function fitRfm(customersOrOrders: TableInput, options: RfmOptions = {}): RfmModel {
  const caller = "fitRfm";
  knownOptions(caller, options, rfmOptionNames);
  const values = rfmValues(caller, customersOrOrders, options);
  dataSufficiency(caller, values, options.gate);
  return fitValues(caller, values, options).model;
}

/** Fits a model to measures. Errors: `invalid-option`, `too-few-rows`. */
export function fitValues(caller: string, { measures, scored }: RfmValues, options: RfmOptions): RfmFit {
  const { word, definition, bins } = binningChoice(caller, options);
  const values = perMeasure((measure) => (scored === null ? measures[measure] : take(measures[measure], scored)));
  const customers = values.orders.length;
  requireAtLeast(caller, definition.fewestCustomers(Math.max(bins.r, bins.f, bins.m)), customers, word);
  const segments = segmentsOf(caller, options.segments, definition, bins);
  const fits = perMeasure((measure) => definition.fit(values[measure], bins[scoreColumn[measure]], measure));
  const scores = perMeasure((measure) => fits[measure].scores);
  const counts = countScores(scores, bins);
  const model: RfmModel = {
    kind: "rfm",
    schema: 1,
    bins: Math.max(bins.r, bins.f, bins.m),
    binning: word,
    edges: perMeasure((measure) => fits[measure].edges),
    closed: perMeasure((measure) => fits[measure].closed),
    segments,
    otherwise: otherwiseName,
    customers,
    counts,
    warnings: [
      ...emptyScoreWarnings(values, counts, definition.whyEmpty),
      ...rfmMeasures.flatMap((measure) => fits[measure].warnings),
      ...segmentWarnings(lintBoxes(segments, bins)),
    ],
  };
  return { model: freezeModel(model), scores, counts };
}

function segmentsOf(
  caller: string,
  given: RfmOptions["segments"],
  definition: BinningDefinition,
  bins: AxisBins,
): SegmentBox[] {
  if (given === undefined) return definition.segments(plainBins(bins));
  if (typeof given === "string") return presetSegments(caller, given, plainBins(bins));
  return segmentBoxes(caller, given, bins);
}

function requireAtLeast(caller: string, fewest: number, customers: number, binning: BinningWord): void {
  if (customers === 0) {
    throw new ClienteleError(
      "empty-table",
      { function: caller },
      "no customer has a purchase, so there is nothing to score",
    );
  }
  if (customers >= fewest) return;
  throw new ClienteleError(
    "too-few-rows",
    { function: caller, value: customers },
    `"${binning}" needs at least as many customers as bins, ${fewest}, got ${customers}`,
  );
}

/** How many customers got each score. */
export function countScores(scores: PerMeasure<Uint8Array>, { r, f, m }: AxisBins): ScoreCounts {
  const count = (values: Uint8Array, bins: number): number[] => {
    const counts = new Int32Array(bins + 1);
    for (let row = 0; row < values.length; row++) counts[values[row]!]!++;
    return Array.from(counts.subarray(1));
  };
  return { r: count(scores.recencyDays, r), f: count(scores.orders, f), m: count(scores.revenue, m) };
}

/** The values of the given rows. */
export function take(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]!]!;
  return taken;
}
