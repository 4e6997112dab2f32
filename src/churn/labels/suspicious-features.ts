import { showValue } from "../../errors/index.js";
import { ranks } from "../../numeric/index.js";
import type { FeatureMatrix } from "../../table/index.js";

/** A single feature with this AUC is more likely leakage than prediction. */
const suspiciousAuc = 0.98;

/** Sentences about features with such an AUC; none with fewer than 20 customers on either side. */
export function suspiciousFeatures({ data, rows, columns, names }: FeatureMatrix, y: Uint8Array): string[] {
  const positives = y.reduce((sum, label) => sum + label, 0);
  const negatives = rows - positives;
  if (Math.min(positives, negatives) < 20) return [];
  const warnings: string[] = [];
  const values = new Float64Array(rows);
  for (let c = 0; c < columns; c++) {
    for (let row = 0; row < rows; row++) values[row] = data[row * columns + c]!;
    if (values.some(Number.isNaN)) continue;
    const auc = areaUnderCurve(values, y, positives, negatives);
    const strength = Math.max(auc, 1 - auc);
    if (strength < suspiciousAuc) continue;
    warnings.push(
      `feature ${showValue(names[c])} tells who left almost alone (AUC ${strength.toFixed(3)}): does it know ` +
        "the outcome?",
    );
  }
  return warnings;
}

/** The share of pairs ordered rightly, from the ranks of the positives (Mann & Whitney 1947). */
function areaUnderCurve(values: Float64Array, y: Uint8Array, positives: number, negatives: number): number {
  const rank = ranks(values, "average");
  let sum = 0;
  for (let row = 0; row < y.length; row++) if (y[row] === 1) sum += rank[row]!;
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
