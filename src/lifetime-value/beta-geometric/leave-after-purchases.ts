/**
 * Turns P(M = y) for the purchases M that the events allow into the probabilities of the purchases made by a customer
 * who leaves after each with a probability that is Beta(a, b), in place. `above` is P(M > max).
 */
export function leaveAfterPurchases(events: Float64Array, above: number, a: number, b: number): void {
  const max = events.length - 1;
  let kept = 1;
  const keptBefore = new Float64Array(max + 1);
  for (let y = 0; y <= max; y++) {
    keptBefore[y] = kept;
    kept *= (b + y) / (a + b + y);
  }
  let atLeast = above;
  for (let y = max; y >= 1; y--) {
    const exactly = events[y]!;
    atLeast += exactly;
    const before = keptBefore[y - 1]!;
    events[y] = atLeast * before * (a / (a + b + y - 1)) + exactly * keptBefore[y]!;
  }
}
