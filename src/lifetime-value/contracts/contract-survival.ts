import { digammaRise, integrate, logRising } from "../../numeric/index.js";

/** ln S(t) of a contract model, with its derivative by t; t ≥ 0 need not be whole. */
export interface ContractSurvival {
  readonly log: (t: number) => number;
  /** ln S(e^u), also where e^u overflows. */
  readonly logAtExp: (u: number) => number;
  readonly slope: (t: number) => number;
  /** The λ of a tail that falls like t^−λ. */
  readonly tail: number;
}

/**
 * ln S(t) of the beta-discrete-Weibull model, and of the shifted beta-geometric with c = 1:
 * S(t) = B(α, β + t^c) / B(α, β) (Fader & Hardie 2007, eq. 6; Fader, Hardie, Liu, Davin & Steenburgh 2018).
 */
export function betaWeibullSurvival(alpha: number, beta: number, c: number): ContractSurvival {
  const log = (tau: number, logTau: number): number =>
    tau < 1e250 ? logBetaRatio(alpha, beta, tau) : logRising(beta, alpha) - alpha * logTau;
  return {
    log: (t) => log(t ** c, c * Math.log(t)),
    logAtExp: (u) => log(Math.exp(c * u), c * u),
    slope: (t) => {
      const tau = t ** c;
      return tau < 1e250 ? (-digammaRise(beta + tau, alpha) * c * tau) / t : (-alpha * c) / t;
    },
    tail: c * alpha,
  };
}

/** ln[B(α, β + τ) / B(α, β)], by the shorter of the two rising factorials it is a ratio of. */
export function logBetaRatio(alpha: number, beta: number, tau: number): number {
  return tau <= alpha
    ? logRising(beta, tau) - logRising(alpha + beta, tau)
    : logRising(beta, alpha) - logRising(beta + tau, alpha);
}

/** Below this rate of change a period the rest of a sum is taken as an integral. */
const smooth = 0.01;

/**
 * Σ_{k ≥ 0} S(from + k) e^{−δk} / S(given): the discounted number of payments still to come. Terms are added one by one
 * until they change slowly, and the rest by the Euler-Maclaurin formula with its terms in f′ and f‴, to about 1e−11.
 */
export function discountedSurvival(survival: ContractSurvival, from: number, given: number, delta: number): number {
  if (delta === 0 && survival.tail <= 1) return Number.POSITIVE_INFINITY;
  const reference = survival.log(given);
  const termAt = (t: number): number => Math.exp(survival.log(t) - reference - delta * (t - from));
  let total = 0;
  for (let t = from; ; t++) {
    const term = termAt(t);
    // What is left is below term / (1 − e^−δ).
    if (term === 0 || (delta > 0 && term < -Math.expm1(-delta) * 1e-17 * total)) return total;
    const rate = t === 0 ? Number.POSITIVE_INFINITY : delta - survival.slope(t);
    if (rate <= smooth && t - from >= 20) {
      const rest = integrate(
        (u) => Math.exp(survival.logAtExp(u) - reference + u - (delta === 0 ? 0 : delta * (Math.exp(u) - from))),
        Math.log(t),
        Number.POSITIVE_INFINITY,
        { tolerance: 1e-12 },
      );
      return total + rest + term * (0.5 + rate / 12 - (rate * rate * rate) / 720);
    }
    total += term;
  }
}
