import { type OrderColumns, type OrderPolicies, orderOptionNames } from "../../customers/index.js";
import { ClienteleError, counted, oneOf, showValue } from "../../errors/index.js";
import type { DateInput } from "../../table/index.js";
import type { BinningDefinition } from "../binnings/binning-definition.js";
import {
  type BinningWord,
  binningNames,
  givenEdgesWord,
  type NamedBinning,
  namedBinnings,
} from "../binnings/binnings.js";
import { givenEdges, type RfmInnerEdges } from "../binnings/given-edges.js";
import { perMeasure, type RfmMeasure, rfmMeasures, scoreColumn } from "../binnings/rfm-measure.js";
import type { SegmentPreset } from "../rules/default-segments.js";
import { type AxisBins, binsBetween, plainBins, type ScoreBins, scoreBins } from "../rules/score-bins.js";
import type { SegmentRule } from "../rules/segment-rule.js";

/** How customers are divided by a measure; see {@link scoreRfm}. */
export type RfmBinning = NamedBinning | RfmInnerEdges;

/** What is done about too little data; see {@link RfmInput}. */
export type SufficiencyGate = "state" | "warn" | "error";

/** Where the three measures come from. */
export interface RfmInput extends Partial<OrderColumns>, OrderPolicies {
  /**
   * The day to which recency is counted [the day after the last order; for customers that say when observation ended,
   * the day after that]. Later orders are left out and counted in the ledger.
   */
  readonly asOf?: DateInput;
  /**
   * What is done where there are fewer than 500 buyers, fewer than 180 days of orders, or nobody with three orders:
   * `sufficiency` says so in any case; `"warn"` adds a warning, `"error"` refuses [`"state"`].
   */
  readonly gate?: SufficiencyGate;
}

/** Options of {@link fitRfm}. */
export interface RfmOptions extends RfmInput {
  /**
   * How many scores each measure gets, 2 to 100, or `{ recencyDays, orders, revenue }` [5; with explicit edges one more
   * than these].
   */
  readonly bins?: ScoreBins;
  /** How customers are divided [`"quantile"`]. */
  readonly binning?: RfmBinning;
  /**
   * Rules that name combinations of scores, the first match counting, or a preset: `"default"` ({@link
   * defaultSegments}), `"eleven-groups"` ({@link elevenGroupSegments}), `"rfm-package"` ({@link rfmPackageSegments})
   * [`"default"`; with the binning `"rfm-package"` that package's].
   */
  readonly segments?: readonly SegmentRule[] | SegmentPreset;
}

/** The names of the options in {@link RfmInput}. */
export const rfmInputNames = [...orderOptionNames, "asOf", "gate"] as const;

/** The options `bins` and `binning`, checked. */
export interface BinningChoice {
  /** How the model calls it. */
  readonly word: BinningWord;
  readonly definition: BinningDefinition;
  readonly bins: AxisBins;
}

/** Checks `bins` and `binning`. Errors: `invalid-option`. */
export function binningChoice(caller: string, { bins, binning }: RfmOptions): BinningChoice {
  if (typeof binning !== "object" || binning === null) {
    const word = oneOf(caller, "binning", binning, binningNames(), "quantile");
    return { word, definition: namedBinnings[word], bins: scoreBins(caller, bins ?? 5) };
  }
  const edges = perMeasure((measure) => innerEdges(caller, measure, binning[measure]));
  const fromEdges = binsBetween(edges);
  const asked = bins === undefined ? fromEdges : scoreBins(caller, bins);
  const wrong = rfmMeasures.find((measure) => asked[scoreColumn[measure]] !== fromEdges[scoreColumn[measure]]);
  if (wrong !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: bins },
      `${counted(edges[wrong].length, "inner edge")} of ${wrong} ${edges[wrong].length === 1 ? "makes" : "make"} ` +
        `${counted(edges[wrong].length + 1, "bin")}, but option "bins" says ` +
        `${asked[scoreColumn[wrong]]}`,
    );
  }
  return { word: givenEdgesWord, definition: givenEdges(edges), bins: scoreBins(caller, plainBins(fromEdges)) };
}

function innerEdges(caller: string, measure: RfmMeasure, given: unknown): readonly number[] {
  const edges = ArrayBuffer.isView(given) ? Array.from(given as Float64Array) : given;
  const valid =
    Array.isArray(edges) &&
    edges.length > 0 &&
    edges.every((edge: unknown, i) => Number.isFinite(edge) && (i === 0 || Number(edge) > Number(edges[i - 1])));
  if (valid) return [...edges];
  const shown = Array.isArray(given)
    ? `[${given.slice(0, 5).map(showValue).join(", ")}${given.length > 5 ? ", …" : ""}]`
    : showValue(given);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `option "binning": ${measure} must be an array of ascending inner edges, such as [30, 90, 180, 365], got ${shown}`,
  );
}
