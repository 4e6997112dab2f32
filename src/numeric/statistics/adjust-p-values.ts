/**
 * How p-values are corrected for how many there are: the chance of any false alarm (`"holm"`), or the share of false
 * alarms (`"benjamini-hochberg"`).
 */
export type PAdjustment = "holm" | "benjamini-hochberg" | "none";

/** The names of the corrections. */
export const pAdjustments = ["holm", "benjamini-hochberg", "none"] as const;

/**
 * Corrected p-values in the order given; NaN stays NaN and is not counted. Sources: Holm (1979), Benjamini and Hochberg
 * (1995).
 */
export function adjustPValues(pValues: readonly number[], adjustment: PAdjustment): number[] {
  const adjusted = [...pValues];
  if (adjustment === "none") return adjusted;
  const order = pValues.flatMap((p, i) => (Number.isNaN(p) ? [] : [i])).sort((a, b) => pValues[a]! - pValues[b]!);
  const tests = order.length;
  if (adjustment === "holm") {
    let running = 0;
    order.forEach((index, rank) => {
      running = Math.max(running, Math.min(1, (tests - rank) * pValues[index]!));
      adjusted[index] = running;
    });
    return adjusted;
  }
  let running = 1;
  for (let rank = tests - 1; rank >= 0; rank--) {
    const index = order[rank]!;
    running = Math.min(running, (tests / (rank + 1)) * pValues[index]!);
    adjusted[index] = running;
  }
  return adjusted;
}
