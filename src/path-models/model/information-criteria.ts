import { finiteOrNull } from "../../errors/index.js";

/**
 * How well the antecedents of a construct explain it, paid for by their number; smaller is better. Only to be compared
 * between models of the same construct on the same answers.
 */
export interface InformationCriteria {
  readonly aic: number | null;
  /** AIC for small samples. */
  readonly aicCorrected: number | null;
  readonly bic: number | null;
  readonly hannanQuinn: number | null;
}

/**
 * Information criteria of one structural regression (Sharma, Shmueli, Sarstedt, Danks and Ray 2021), with k antecedents
 * and n respondents: AIC = n ln((1 − R²)(n − 1)/n) + 2(k + 1); BIC has (k + 1) ln n, Hannan-Quinn 2(k + 1) ln ln n in
 * place of 2(k + 1); AICc = n ln(…) + n(n + k + 1)/(n − k − 3).
 */
export function informationCriteria(rSquared: number, antecedents: number, respondents: number): InformationCriteria {
  const n = respondents;
  const parameters = antecedents + 1;
  const misfit = n * Math.log(((1 - rSquared) * (n - 1)) / n);
  return {
    aic: finiteOrNull(misfit + 2 * parameters),
    aicCorrected: n > parameters + 2 ? finiteOrNull(misfit + (n * (n + parameters)) / (n - parameters - 2)) : null,
    bic: finiteOrNull(misfit + parameters * Math.log(n)),
    hannanQuinn: finiteOrNull(misfit + 2 * parameters * Math.log(Math.log(n))),
  };
}
