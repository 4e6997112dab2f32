/**
 * The time by which a share `p` of the cases is closed, open ones being censored at their age: a quantile of the
 * product-limit estimate (Kaplan and Meier 1958). Leaving open cases out would make a slow service look fast. Null
 * where the share is not reached. Where the curve is level at 1 − p the middle of the level is taken, so that without
 * open cases the median is the usual one.
 */
export function closingTime(days: ArrayLike<number>, closed: ArrayLike<boolean>, p: number): number | null {
  const order = Array.from(days, (_, i) => i).sort(
    (a, b) => days[a]! - days[b]! || Number(closed[b]) - Number(closed[a]),
  );
  const target = 1 - p;
  const rounding = 1e-12;
  let open = 1;
  let reachedAt: number | null = null;
  for (let i = 0; i < order.length; ) {
    const time = days[order[i]!]!;
    const atRisk = order.length - i;
    let events = 0;
    for (; i < order.length && days[order[i]!]! === time; i++) if (closed[order[i]!]!) events++;
    if (events === 0) continue;
    if (reachedAt !== null) return (reachedAt + time) / 2;
    open *= 1 - events / atRisk;
    if (open < target - rounding) return time;
    if (open <= target + rounding) reachedAt = time;
  }
  return reachedAt;
}
