import { chiSquareSurvival, wilsonInterval } from "../../numeric/index.js";

/** The difference of two shares with its interval and the test that there is none. */
export interface ShareDifference {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  readonly pValue: number;
}

/** Successes of a group. */
export interface Successes {
  readonly n: number;
  readonly successes: number;
}

/**
 * The share of a group less that of the control. The interval is Newcombe's (1998), method 10, from Wilson's intervals
 * of both: d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²). The test is the chi-square test of two
 * shares without correction; 1 where all or none succeeded.
 */
export function differenceOfShares(group: Successes, control: Successes, level: number): ShareDifference {
  const a = wilsonInterval(group.successes / group.n, group.n, level);
  const b = wilsonInterval(control.successes / control.n, control.n, level);
  const difference = a.share - b.share;
  const pooled = (group.successes + control.successes) / (group.n + control.n);
  const variance = pooled * (1 - pooled) * (1 / group.n + 1 / control.n);
  return {
    difference,
    lower: difference - Math.hypot(a.share - a.lower, b.upper - b.share),
    upper: difference + Math.hypot(a.upper - a.share, b.share - b.lower),
    pValue: variance === 0 ? 1 : chiSquareSurvival(difference ** 2 / variance, 1),
  };
}
