import { type OrderColumns, type OrderPolicies, orderOptionNames } from "../../customers/index.js";
import { ClienteleError, numberOption, oneOf, showValue } from "../../errors/index.js";
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
import { perMeasure, type RfmMeasure, rfmMeasures } from "../binnings/rfm-measure.js";
import { mostBins } from "../rules/default-segments.js";
import type { SegmentRule } from "../rules/segment-rule.js";

/** How customers are divided by a measure; see {@link scoreRfm}. */
export type RfmBinning = NamedBinning | RfmInnerEdges;

/** Where the three measures come from. */
export interface RfmInput extends Partial<OrderColumns>, OrderPolicies {
  /**
   * The day to which recency is counted [the day after the last order; for customers that say when observation ended,
   * the day after that]. Later orders are left out and counted in the ledger.
   */
  readonly asOf?: DateInput;
}

/** Options of {@link fitRfm}. */
export interface RfmOptions extends RfmInput {
  /** How many scores each measure gets, 2 to 100 [5; with explicit edges one more than these]. */
  readonly bins?: number;
  /** How customers are divided [`"quantile"`]. */
  readonly binning?: RfmBinning;
  /**
   * Rules that name combinations of scores; the first match counts [{@link defaultSegments}; with `"rfm-package"` that
   * package's ten].
   */
  readonly segments?: readonly SegmentRule[];
}

/** The names of the options in {@link RfmInput}. */
export const rfmInputNames = [...orderOptionNames, "asOf"] as const;

/** The options `bins` and `binning`, checked. */
export interface BinningChoice {
  /** How the model calls it. */
  readonly word: BinningWord;
  readonly definition: BinningDefinition;
  readonly bins: number;
}

/** Checks `bins` and `binning`. Errors: `invalid-option`. */
export function binningChoice(caller: string, { bins, binning }: RfmOptions): BinningChoice {
  const count = (fallback: number): number =>
    numberOption(caller, "bins", bins ?? fallback, { min: 2, max: mostBins, integer: true });
  if (typeof binning !== "object" || binning === null) {
    const word = oneOf(caller, "binning", binning, binningNames(), "quantile");
    return { word, definition: namedBinnings[word], bins: count(5) };
  }
  const edges = perMeasure((measure) => innerEdges(caller, measure, binning[measure]));
  const lengths = rfmMeasures.map((measure) => edges[measure].length);
  if (lengths.some((length) => length !== lengths[0])) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: binning },
      'option "binning": every measure needs the same number of edges, got ' +
        `${rfmMeasures.map((measure, i) => `${lengths[i]} for ${measure}`).join(", ")}`,
    );
  }
  const fromEdges = lengths[0]! + 1;
  if (count(fromEdges) !== fromEdges) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: bins },
      `${lengths[0]} inner edges make ${fromEdges} bins, but option "bins" is ${showValue(bins)}`,
    );
  }
  return { word: givenEdgesWord, definition: givenEdges(edges), bins: fromEdges };
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
