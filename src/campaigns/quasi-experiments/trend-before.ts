import { contrastOfMeans, type MeanContrast } from "../experiments/contrast-of-means.js";
import type { TreatedPanel } from "./treated-panel.js";
import { byTreatment, unitMeans } from "./unit-means.js";

/**
 * By how much more the treated rose from one period to the next than the control, before the start; null with a single
 * period before. Units that are followed have a line each, fitted by least squares; otherwise one is fitted to the
 * means of the periods.
 */
export function trendBefore(panel: TreatedPanel, level: number): MeanContrast | null {
  const before = panel.periods.start;
  if (before < 2) return null;
  if (panel.followed) {
    const [treated, control] = byTreatment(panel, unitSlopes(panel, before));
    if (treated.n === 0 || control.n === 0) return null;
    return contrastOfMeans(
      [
        { ...treated, factor: 1 },
        { ...control, factor: -1 },
      ],
      level,
    );
  }
  const cells = Array.from({ length: before }, (_, place) => byTreatment(panel, unitMeans(panel, place, place + 1)));
  const seen = cells.flatMap((pair, place) => (pair.every(({ n }) => n > 0) ? [{ pair, place }] : []));
  if (seen.length < 2) return null;
  const middle = seen.reduce((sum, { place }) => sum + place, 0) / seen.length;
  const spread = seen.reduce((sum, { place }) => sum + (place - middle) ** 2, 0);
  return contrastOfMeans(
    seen.flatMap(({ pair: [treated, control], place }) => [
      { ...treated, factor: (place - middle) / spread },
      { ...control, factor: -(place - middle) / spread },
    ]),
    level,
  );
}

/** The slope of each unit over the periods before the start, by period; NaN with fewer than two of them. */
function unitSlopes({ periods, unitOf, units, outcome }: TreatedPanel, before: number): Float64Array {
  const rows = new Float64Array(units);
  const sumX = new Float64Array(units);
  const sumY = new Float64Array(units);
  for (let row = 0; row < unitOf.length; row++) {
    if (periods.of[row]! >= before) continue;
    const unit = unitOf[row]!;
    rows[unit]!++;
    sumX[unit]! += periods.of[row]!;
    sumY[unit]! += outcome[row]!;
  }
  const squares = new Float64Array(units);
  const products = new Float64Array(units);
  for (let row = 0; row < unitOf.length; row++) {
    if (periods.of[row]! >= before) continue;
    const unit = unitOf[row]!;
    const x = periods.of[row]! - sumX[unit]! / rows[unit]!;
    squares[unit]! += x * x;
    products[unit]! += x * (outcome[row]! - sumY[unit]! / rows[unit]!);
  }
  return products.map((product, unit) => product / squares[unit]!);
}
