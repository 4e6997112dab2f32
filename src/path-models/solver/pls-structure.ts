import type { AntecedentRegression } from "./antecedent-regression.js";
import type { PlsPlan } from "./pls-plan.js";
import type { PlsOutcome, PlsState } from "./pls-state.js";

/** Reliability, correction for it, loadings, and the regressions between constructs. */
export function solveStructure(plan: PlsPlan, state: PlsState, regression: AntecedentRegression): PlsOutcome {
  const admissible = estimateReliability(plan, state);
  correctCorrelations(plan, state);
  return regressAll(plan, state, regression, admissible ? "solved" : "inadmissible");
}

/** ρA and loadings of every construct; false where one that is to be corrected has no positive ρA. */
function estimateReliability({ constructs, start, corrected }: PlsPlan, state: PlsState): boolean {
  const { weights, loadings, cross, rhoA } = state;
  let admissible = true;
  for (let j = 0; j < constructs; j++) {
    // ρA (Dijkstra and Henseler 2015, equation 3) with wᵀRw = 1: (w'w)² (1 − w'w) / ((w'w)² − Σw⁴).
    let square = 0;
    let fourth = 0;
    for (let slot = start[j]!; slot < start[j + 1]!; slot++) {
      const part = weights[slot]! * weights[slot]!;
      square += part;
      fourth += part * part;
    }
    const single = start[j + 1]! - start[j]! === 1;
    rhoA[j] = single ? 1 : (square * square * (1 - square)) / (square * square - fourth);
    const isFactor = corrected[j] === 1;
    if (isFactor && !(rhoA[j]! > 0)) {
      admissible = false;
      state.culprit = j;
    }
    // Factor loadings λ = w √ρA / wᵀw (Dijkstra and Henseler 2015, equation 4).
    const stretch = isFactor ? Math.sqrt(rhoA[j]!) / square : 0;
    for (let slot = start[j]!; slot < start[j + 1]!; slot++) {
      loadings[slot] = isFactor ? weights[slot]! * stretch : cross[j * weights.length + slot]!;
    }
  }
  return admissible;
}

/** Correlations of the scores divided by √(ρA ρA') of the constructs that are common factors. */
function correctCorrelations({ constructs, corrected }: PlsPlan, { correlations, latent, rhoA }: PlsState): void {
  for (let j = 0; j < constructs; j++) {
    const own = corrected[j] === 1 ? Math.sqrt(rhoA[j]!) : 1;
    for (let k = 0; k < constructs; k++) {
      const other = corrected[k] === 1 ? Math.sqrt(rhoA[k]!) : 1;
      latent[j * constructs + k] = j === k ? 1 : correlations[j * constructs + k]! / (own * other);
    }
  }
}

function regressAll(plan: PlsPlan, state: PlsState, regression: AntecedentRegression, before: PlsOutcome): PlsOutcome {
  const { constructs } = plan;
  const { active, coefficients: right } = regression;
  const { latent, coefficients, rSquared } = state;
  let outcome = before;
  for (let j = 0; j < constructs; j++) {
    rSquared[j] = Number.NaN;
    if (plan.antecedentStart[j] === plan.antecedentStart[j + 1]) continue;
    const dependent = regression.run(latent, j);
    let explained = 0;
    for (let a = plan.antecedentStart[j]!; a < plan.antecedentStart[j + 1]!; a++) {
      coefficients[plan.antecedentPath[a]!] = 0;
    }
    for (let a = 0; a < regression.count; a++) {
      explained += right[a]! * latent[plan.antecedents[active[a]!]! * constructs + j]!;
      coefficients[plan.antecedentPath[active[a]!]!] = dependent < 0 ? right[a]! : Number.NaN;
    }
    rSquared[j] = explained;
    if (outcome !== "solved") continue;
    if (dependent >= 0) {
      // A corrected matrix that is not positive definite is due to the correction, not to collinear constructs.
      outcome = plan.corrected.includes(1) ? "inadmissible" : "collinearConstructs";
      state.culprit = plan.antecedents[active[dependent]!]!;
    } else if (!(explained <= 1 + 1e-9)) {
      outcome = "inadmissible";
      state.culprit = j;
    }
  }
  return outcome;
}
