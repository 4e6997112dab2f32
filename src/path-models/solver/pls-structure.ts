import type { AntecedentRegression } from "./antecedent-regression.js";
import type { PlsPlan } from "./pls-plan.js";
import type { PlsOutcome, PlsState } from "./pls-state.js";

/** Reliability, correction, loadings, and the regressions between constructs. */
export function solveStructure(plan: PlsPlan, state: PlsState, regression: AntecedentRegression): PlsOutcome {
  const { constructs, start } = plan;
  const { weights, loadings, cross, correlations, latent, rhoA } = state;
  let outcome: PlsOutcome = "solved";
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
    const corrected = plan.corrected[j] === 1;
    if (corrected && !(rhoA[j]! > 0)) {
      outcome = "inadmissible";
      state.culprit = j;
    }
    const stretch = corrected ? Math.sqrt(rhoA[j]!) / square : 0;
    for (let slot = start[j]!; slot < start[j + 1]!; slot++) {
      loadings[slot] = corrected ? weights[slot]! * stretch : cross[j * weights.length + slot]!;
    }
  }
  for (let j = 0; j < constructs; j++) {
    const own = plan.corrected[j] === 1 ? Math.sqrt(rhoA[j]!) : 1;
    for (let k = 0; k < constructs; k++) {
      const other = plan.corrected[k] === 1 ? Math.sqrt(rhoA[k]!) : 1;
      latent[j * constructs + k] = j === k ? 1 : correlations[j * constructs + k]! / (own * other);
    }
  }
  return regressAll(plan, state, regression, outcome);
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
    for (let a = plan.antecedentStart[j]!; a < plan.antecedentStart[j + 1]!; a++)
      coefficients[plan.antecedentPath[a]!] = 0;
    for (let a = 0; a < regression.count; a++) {
      explained += right[a]! * latent[plan.antecedents[active[a]!]! * constructs + j]!;
      coefficients[plan.antecedentPath[active[a]!]!] = dependent < 0 ? right[a]! : Number.NaN;
    }
    rSquared[j] = explained;
    if (outcome !== "solved") continue;
    if (dependent >= 0) {
      // Corrected correlations that are no correlations at all are the fault of the correction, not of the constructs.
      outcome = plan.corrected.includes(1) ? "inadmissible" : "collinearConstructs";
      state.culprit = plan.antecedents[active[dependent]!]!;
    } else if (!(explained <= 1 + 1e-9)) {
      outcome = "inadmissible";
      state.culprit = j;
    }
  }
  return outcome;
}
