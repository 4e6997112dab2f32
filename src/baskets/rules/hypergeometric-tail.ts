import { logGamma } from "../../numeric/index.js";

/**
 * Fisher's exact test, one-sided: P(X ≥ both) when `antecedent` of n baskets are drawn without replacement and
 * `consequent` of the n hold the consequent. The terms from `both` upward follow from the first by their ratio; where
 * `both` lies below the mean, the terms below it are added up instead.
 */
export function hypergeometricTail(n: number, antecedent: number, consequent: number, both: number): number {
  const least = Math.max(0, antecedent + consequent - n);
  const most = Math.min(antecedent, consequent);
  if (both <= least) return 1;
  if (both > most) return 0;
  const mean = (antecedent * consequent) / n;
  if (both > mean) return Math.min(1, termsFrom(both, most, 1));
  return Math.max(0, 1 - termsFrom(both - 1, least, -1));

  /** Σ P(X = k) for k from `first` to `last`, away from the mean, up to the terms that no longer count. */
  function termsFrom(first: number, last: number, step: 1 | -1): number {
    let term = Math.exp(logProbability(n, antecedent, consequent, first));
    let total = term;
    for (let k = first; k !== last; k += step) {
      term *=
        step === 1
          ? ((antecedent - k) * (consequent - k)) / ((k + 1) * (n - antecedent - consequent + k + 1))
          : (k * (n - antecedent - consequent + k)) / ((antecedent - k + 1) * (consequent - k + 1));
      total += term;
      if (term < total * 1e-17) break;
    }
    return total;
  }
}

function logProbability(n: number, antecedent: number, consequent: number, both: number): number {
  return logChoose(consequent, both) + logChoose(n - consequent, antecedent - both) - logChoose(n, antecedent);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
