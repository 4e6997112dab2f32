import {
  ClienteleError,
  finiteFigures,
  knownOptions,
  levelOption,
  numberOption,
  oneOf,
  showValue,
} from "../../errors/index.js";
import { hcRegression, type MeanEstimate, type SlopeEstimate, weightedMeanEstimate } from "../../numeric/index.js";
import {
  type AnswerCodes,
  answerCodeNames,
  createTable,
  requireRows,
  type SurveyWeights,
  surveyWeights,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { type ScoredColumn, scoredAnswers, scoredColumn, scoredWarnings } from "../surveys/scored-column.js";
import { type OutcomeCurveColumns, outcomeCurve } from "./outcome-curve.js";

/** Where a customer stands: on the way out, undecided, or attached. */
export type LoyaltyZone = "defection" | "indifference" | "affection";

/** Options of {@link loyaltyZones}. */
export interface LoyaltyZoneOptions extends AnswerCodes {
  /** The column of satisfaction, or `{ column, scale }` to read it on a scale first. */
  readonly satisfaction: ScoredColumn;
  /** The column of loyalty: an intention, or what was done (1 or true for staying, 0 or false for leaving). */
  readonly loyalty: ScoredColumn;
  /**
   * The satisfaction at which indifference and affection begin. No cut-offs are published; they are a choice of the
   * trade and its competition.
   */
  readonly cuts: readonly [number, number];
  /** Survey weights: a column, or a number for each respondent [1 each]. */
  readonly weights?: SurveyWeights;
  /** What becomes of missing answers: `"error"` [default] names the first, `"listwise"` leaves the respondent out. */
  readonly missing?: "error" | "listwise";
  /** Points of the curve where satisfaction has more than 20 levels [10]. */
  readonly bins?: number;
  /** Of the intervals [0.95]. */
  readonly confidence?: number;
}

/** Columns of {@link LoyaltyZones.zones}. */
export type LoyaltyZoneColumns = {
  zone: LoyaltyZone;
  /** The satisfaction at which the zone begins; missing for the lowest. */
  from: number;
  /** The satisfaction below which it ends; missing for the highest. */
  below: number;
  respondents: number;
  /** Of all respondents, 0..1, under survey weights. */
  share: number;
  /** Mean satisfaction; missing in an empty zone, as all that follows. */
  satisfaction: number;
  /** Mean loyalty, with its interval by Student's t. */
  loyalty: number;
  standardError: number;
  lower: number;
  upper: number;
  /** What a point of satisfaction adds to loyalty within the zone, with a robust interval. */
  slope: number;
  slopeLower: number;
  slopeUpper: number;
};

/** Customers by what their satisfaction makes of their loyalty. */
export interface LoyaltyZones {
  /** Defection, indifference and affection. */
  readonly zones: Table<LoyaltyZoneColumns>;
  /** Mean loyalty against satisfaction. */
  readonly curve: Table<OutcomeCurveColumns>;
  /** What a point of satisfaction adds to loyalty over the whole range. */
  readonly slope: SlopeEstimate;
  /** The zone of each respondent, in the order of the answers; null where satisfaction is missing or out. */
  readonly labels: readonly (LoyaltyZone | null)[];
  readonly ledger: { readonly respondents: number; readonly used: number; readonly dropped: number };
  /** Answers that look like codes for "no answer", where no scale is declared. */
  readonly warnings: readonly string[];
}

/** From the lowest to the highest. */
export const zoneNames = ["defection", "indifference", "affection"] as const;

/**
 * Who is on the way out, who is undecided, who is attached, and how does loyalty rise with satisfaction?
 *
 * The zones of defection, indifference and affection (Jones and Sasser 1995, "Why satisfied customers defect", Harvard
 * Business Review 73): below the first cut, from the first to below the second, and from the second on. Where customers
 * have a choice the curve is flat in the middle and steep at the top.
 *
 * Errors: `unknown-column`, `missing-value` unless dropped, `out-of-range`, `empty-table`, `invalid-option`.
 *
 * @example
 * ```ts
 * const answers = { satisfied: [20, 40, 60, 80, 100, 100], stays: [0, 0, 1, 0, 1, 1] };
 * loyaltyZones(answers, { satisfaction: "satisfied", loyalty: "stays", cuts: [50, 85] }).zones.toString();
 * ```
 */
export function loyaltyZones(answers: TableInput, options: LoyaltyZoneOptions): LoyaltyZones {
  const caller = "loyaltyZones";
  knownOptions(caller, options, [
    "satisfaction",
    "loyalty",
    "cuts",
    "weights",
    "missing",
    "bins",
    "confidence",
    ...answerCodeNames,
  ]);
  const cuts = zoneCuts(caller, options.cuts);
  const bins = numberOption(caller, "bins", options.bins ?? 10, { min: 2, integer: true });
  const confidence = levelOption(caller, "confidence", options.confidence);
  const missing = oneOf(caller, "missing", options.missing, ["error", "listwise"], "error");
  const keep = missing === "error" ? "error" : "keep";
  const table = scoredAnswers(caller, toTable(caller, answers), [options.satisfaction, options.loyalty], options);
  requireRows(caller, table);
  const satisfaction = scoredColumn(caller, table, options.satisfaction, keep);
  const loyalty = scoredColumn(caller, table, options.loyalty, keep);
  const weights = surveyWeights(caller, table, options.weights);
  const codes = Int32Array.from(satisfaction, (score, row) =>
    Number.isNaN(score) || Number.isNaN(loyalty[row]!) ? -1 : zoneOf(score, cuts),
  );
  const used = codes.reduce((count, code) => count + (code < 0 ? 0 : 1), 0);
  if (used === 0) {
    throw new ClienteleError("empty-table", { function: caller }, "no respondent has both answers");
  }
  const zones = zoneNames.map((_, zone) =>
    zoneFigures(satisfaction, loyalty, weights, confidence, (row) => codes[row] === zone),
  );
  const total = zones.reduce((sum, zone) => sum + zone.weight, 0);
  const column = (read: (zone: ZoneFigures) => number | null): (number | null)[] => zones.map(read);
  return {
    zones: createTable<LoyaltyZoneColumns>({
      zone: zoneNames,
      from: [null, cuts[0], cuts[1]],
      below: [cuts[0], cuts[1], null],
      respondents: column((zone) => zone.loyalty.respondents),
      share: column((zone) => zone.weight / total),
      satisfaction: column((zone) => zone.satisfaction),
      loyalty: column((zone) => zone.loyalty.mean),
      standardError: column((zone) => zone.loyalty.standardError),
      lower: column((zone) => zone.loyalty.lower),
      upper: column((zone) => zone.loyalty.upper),
      slope: column((zone) => zone.slope.slope),
      slopeLower: column((zone) => zone.slope.lower),
      slopeUpper: column((zone) => zone.slope.upper),
    }),
    curve: outcomeCurve(satisfaction, loyalty, weights, { bins, confidence }),
    slope: finiteFigures(
      caller,
      slopeWhere(satisfaction, loyalty, weights, confidence, (row) => codes[row]! >= 0),
    ),
    labels: Array.from(codes, (code) => zoneNames[code] ?? null),
    ledger: { respondents: table.numRows, used, dropped: table.numRows - used },
    warnings: scoredWarnings([
      { column: options.satisfaction, values: satisfaction },
      { column: options.loyalty, values: loyalty },
    ]),
  };
}

/** Two ascending cuts. */
export function zoneCuts(caller: string, cuts: unknown): readonly [number, number] {
  if (Array.isArray(cuts) && cuts.length === 2) {
    const [low, high] = cuts as readonly unknown[];
    if (Number.isFinite(low) && Number.isFinite(high) && Number(low) < Number(high)) return [Number(low), Number(high)];
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: cuts },
    'option "cuts" must be two ascending numbers, where indifference and where affection begins, got ' +
      `${showValue(cuts)}`,
  );
}

/** 0 for defection, 1 for indifference, 2 for affection. */
export function zoneOf(score: number, cuts: readonly [number, number]): number {
  return score < cuts[0] ? 0 : score < cuts[1] ? 1 : 2;
}

interface ZoneFigures {
  readonly weight: number;
  readonly satisfaction: number | null;
  readonly loyalty: MeanEstimate;
  readonly slope: SlopeEstimate;
}

function zoneFigures(
  satisfaction: Float64Array,
  loyalty: Float64Array,
  weights: Float64Array,
  confidence: number,
  inZone: (row: number) => boolean,
): ZoneFigures {
  const share = weights.map((weight, row) => (inZone(row) ? weight : 0));
  return {
    weight: share.reduce((sum, weight) => sum + weight, 0),
    satisfaction: weightedMeanEstimate(satisfaction, share, confidence).mean,
    loyalty: weightedMeanEstimate(loyalty, share, confidence),
    slope: slopeWhere(satisfaction, loyalty, weights, confidence, inZone),
  };
}

function slopeWhere(
  satisfaction: Float64Array,
  loyalty: Float64Array,
  weights: Float64Array,
  confidence: number,
  counts: (row: number) => boolean,
): SlopeEstimate {
  const rows: number[] = [];
  for (let row = 0; row < satisfaction.length; row++) if (counts(row) && weights[row]! > 0) rows.push(row);
  const { dependent, ...slope } = hcRegression(
    { rows, columns: [satisfaction], outcome: loyalty, weights },
    confidence,
  );
  return slope;
}
