import * as v from "valibot";
import { finiteNumbers, type ModelFormat, naturalNumber } from "../../errors/index.js";
import { type BinningWord, binningNames, givenEdgesWord } from "../binnings/binnings.js";
import { type PerMeasure, rfmMeasures } from "../binnings/rfm-measure.js";
import { binsBetween, mostBins } from "../rules/score-bins.js";
import { axes, type SegmentBox } from "../rules/segment-rule.js";

/** How many customers got each score, the lowest score first. */
export interface ScoreCounts {
  readonly r: readonly number[];
  readonly f: readonly number[];
  readonly m: readonly number[];
}

/** Where the scores begin and which combinations make a segment: plain, frozen data. */
export interface RfmModel {
  readonly kind: "rfm";
  readonly schema: 1;
  /** How many scores there are, of the measure that has most; each has one more than its inner edges. */
  readonly bins: number;
  /** How the edges came about; `"edges"`: they were given. */
  readonly binning: BinningWord;
  /** Inner edges of the bins, ascending. */
  readonly edges: PerMeasure<readonly number[]>;
  /**
   * To which bin a value on an edge belongs: `"upper"` means bins `(lower, upper]`, `"lower"` means `[lower, upper)`.
   */
  readonly closed: PerMeasure<"upper" | "lower">;
  /** Rules that name combinations of scores; the first match counts. */
  readonly segments: readonly SegmentBox[];
  /** The segment of customers that no rule covers. */
  readonly otherwise: string;
  /** How many customers the edges were fitted to. */
  readonly customers: number;
  readonly counts: ScoreCounts;
  /** What the data or the segments make doubtful, in sentences. */
  readonly warnings: readonly string[];
}

const ascendingEdges = () =>
  v.pipe(
    finiteNumbers(),
    v.check((values) => values.every((value, i) => i === 0 || value >= values[i - 1]!), "ascending edges"),
  );

const closedSide = () => v.picklist(["upper", "lower"]);

const scoreRange = () => {
  const score = v.pipe(v.number(), v.integer(), v.minValue(1));
  return v.tuple([score, score]);
};

/** How an {@link RfmModel} looks as plain data. */
export const rfmFormat: ModelFormat<RfmModel> = {
  kind: "rfm",
  schema: 1,
  shape: () =>
    v.pipe(
      v.object({
        kind: v.literal("rfm"),
        schema: v.literal(1),
        bins: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(mostBins)),
        binning: v.picklist([...binningNames(), givenEdgesWord]),
        edges: v.object({ recencyDays: ascendingEdges(), orders: ascendingEdges(), revenue: ascendingEdges() }),
        closed: v.object({ recencyDays: closedSide(), orders: closedSide(), revenue: closedSide() }),
        segments: v.array(v.object({ name: v.string(), r: scoreRange(), f: scoreRange(), m: scoreRange() })),
        otherwise: v.string(),
        customers: v.pipe(v.number(), v.integer(), v.minValue(1)),
        counts: v.object({ r: v.array(naturalNumber()), f: v.array(naturalNumber()), m: v.array(naturalNumber()) }),
        warnings: v.array(v.string()),
      }),
      v.check(
        ({ edges, bins }) => Math.max(...rfmMeasures.map((measure) => edges[measure].length)) === bins - 1,
        "one inner edge less than bins for the measure with most",
      ),
      v.check(
        ({ edges }) => rfmMeasures.every((measure) => edges[measure].length > 0),
        "at least one inner edge for every measure",
      ),
      v.check(
        ({ segments, edges }) =>
          segments.every((box) =>
            axes.every((axis) => box[axis][0] <= box[axis][1] && box[axis][1] <= binsBetween(edges)[axis]),
          ),
        "segments of scores from 1 to bins",
      ),
    ),
};
