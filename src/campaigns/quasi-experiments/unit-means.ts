import { contrastOfMeans, type MeanContrast, type MeanOfGroup, meanOfGroup } from "../experiments/contrast-of-means.js";
import type { TreatedPanel } from "./treated-panel.js";

/** The mean outcome of each unit over the periods from one place to before another; NaN where it was not seen. */
export function unitMeans({ periods, unitOf, units, outcome }: TreatedPanel, from: number, to: number): Float64Array {
  const sums = new Float64Array(units);
  const rows = new Float64Array(units);
  for (let i = from === 0 ? 0 : periods.ends[from - 1]!; i < periods.ends[to - 1]!; i++) {
    const row = periods.rows[i]!;
    sums[unitOf[row]!]! += outcome[row]!;
    rows[unitOf[row]!]!++;
  }
  return sums.map((sum, unit) => sum / rows[unit]!);
}

/** The values of the treated units, and of the control. */
export function byTreatment(
  { treated, count }: TreatedPanel,
  values: Float64Array,
): readonly [MeanOfGroup, MeanOfGroup] {
  const of = (group: number): MeanOfGroup =>
    meanOfGroup(
      values,
      count.map((size, unit) => (treated[unit] === group ? size : 0)),
    );
  return [of(1), of(0)];
}

/**
 * How much more the treated changed than the control from some periods to others. Units that are followed are compared
 * with themselves, those that were not seen on both sides left out; otherwise four independent means are.
 */
export function relativeChange(
  panel: TreatedPanel,
  before: Float64Array,
  after: Float64Array,
  level: number,
): MeanContrast {
  if (panel.followed) {
    const [treated, control] = byTreatment(
      panel,
      after.map((value, unit) => value - before[unit]!),
    );
    return contrastOfMeans(
      [
        { ...treated, factor: 1 },
        { ...control, factor: -1 },
      ],
      level,
    );
  }
  const [treatedAfter, controlAfter] = byTreatment(panel, after);
  const [treatedBefore, controlBefore] = byTreatment(panel, before);
  return contrastOfMeans(
    [
      { ...treatedAfter, factor: 1 },
      { ...treatedBefore, factor: -1 },
      { ...controlAfter, factor: -1 },
      { ...controlBefore, factor: 1 },
    ],
    level,
  );
}
