import { finiteOrNull } from "../../errors/index.js";
import type { PlsPlan } from "../solver/pls-plan.js";
import type { PlsState } from "../solver/pls-state.js";

/** Standardized root mean square residual of the items' correlations. */
export interface ModelResidual {
  /** Constructs correlated freely: how well the measurement fits. */
  readonly saturated: number | null;
  /** Constructs correlated as the paths imply: how well the whole model fits. */
  readonly estimated: number | null;
}

/**
 * SRMR: the root mean square difference between the correlations of the items and those that the model implies, over
 * the lower triangle with its diagonal (Henseler, Hubona and Ray 2016; as cSEM). Items of one composite keep their own
 * correlations; items of a common factor (PLSc) correlate λ_i λ_j; items of different constructs λ_i ρ λ_j.
 */
export function modelResidual(matrix: Float64Array, plan: PlsPlan, state: PlsState): ModelResidual {
  const implied = impliedCorrelations(plan, state);
  return {
    saturated: finiteOrNull(residual(matrix, plan, state, state.latent)),
    estimated: finiteOrNull(residual(matrix, plan, state, implied)),
  };
}

function residual(matrix: Float64Array, plan: PlsPlan, state: PlsState, constructs: Float64Array): number {
  const { start, slotItem, corrected, items } = plan;
  const order = plan.constructs;
  let sum = 0;
  let cells = 0;
  for (let j = 0; j < order; j++) {
    for (let a = start[j]!; a < start[j + 1]!; a++) {
      cells++;
      for (let k = 0; k <= j; k++) {
        const end = k === j ? a : start[k + 1]!;
        for (let b = start[k]!; b < end; b++) {
          cells++;
          if (j === k && corrected[j] === 0) continue;
          const between = j === k ? 1 : constructs[j * order + k]!;
          const implied = state.loadings[a]! * between * state.loadings[b]!;
          const difference = matrix[slotItem[a]! * items + slotItem[b]!]! - implied;
          sum += difference * difference;
        }
      }
    }
  }
  return Math.sqrt(sum / cells);
}

/**
 * Correlations of the constructs as the paths imply them: those without antecedents correlate freely, the others
 * through their antecedents.
 */
function impliedCorrelations(plan: PlsPlan, state: PlsState): Float64Array {
  const { constructs, order, antecedentStart, antecedents, antecedentPath } = plan;
  const implied = new Float64Array(constructs * constructs);
  for (let done = 0; done < order.length; done++) {
    const j = order[done]!;
    implied[j * constructs + j] = 1;
    const exogenous = antecedentStart[j] === antecedentStart[j + 1];
    for (let before = 0; before < done; before++) {
      const k = order[before]!;
      // The order begins with all constructs that have no antecedents.
      const value = exogenous ? state.latent[j * constructs + k]! : throughAntecedents(j, k);
      implied[j * constructs + k] = value;
      implied[k * constructs + j] = value;
    }
  }
  return implied;

  function throughAntecedents(to: number, other: number): number {
    let value = 0;
    for (let a = antecedentStart[to]!; a < antecedentStart[to + 1]!; a++) {
      value += state.coefficients[antecedentPath[a]!]! * implied[antecedents[a]! * constructs + other]!;
    }
    return value;
  }
}
