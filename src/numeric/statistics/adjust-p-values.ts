/**
 * How p-values are corrected for how many there are: the chance of any false alarm (`"holm"`), or the share of false
 * alarms (`"benjamini-hochberg"`).
 */
export type PAdjustment = "holm" | "benjamini-hochberg" | "none";

/** The names of the corrections. */
export const pAdjustments = ["holm", "benjamini-hochberg", "none"] as const;

/**
 * Corrected p-values in the order given; NaN stays NaN and is not counted. With `looked`, so many hypotheses were
 * looked at, and those whose p-values are not given count as 1: who keeps only what occurred often enough has chosen
 * the small ones. Sources: Holm (1979), Benjamini and Hochberg (1995).
 */
export function adjustPValues(pValues: readonly number[], adjustment: PAdjustment, looked?: number): number[] {
  const adjusted = [...pValues];
  if (adjustment === "none") return adjusted;
  const order = pValues.flatMap((p, i) => (Number.isNaN(p) ? [] : [i])).sort((a, b) => pValues[a]! - pValues[b]!);
  const tests = Math.max(order.length, looked ?? 0);
  if (adjustment === "holm") {
    let running = 0;
    order.forEach((index, rank) => {
      running = Math.max(running, Math.min(1, (tests - rank) * pValues[index]!));
      adjusted[index] = running;
    });
    return adjusted;
  }
  let running = 1;
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const index = order[rank]!;
    running = Math.min(running, (tests / (rank + 1)) * pValues[index]!);
    adjusted[index] = running;
  }
  return adjusted;
}
