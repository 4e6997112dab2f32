import type { PlsMemory } from "./pls-memory.js";
import type { InnerScheme } from "./pls-plan.js";

/**
 * Inner weights e_jk from the correlations s_jk of the scores (Lohmöller 1989, section 2.2.3): the sign of s_jk
 * (centroid), s_jk itself (factorial), or s_jk for successors and regression coefficients for antecedents (path).
 */
export function innerWeights({ plan, state, removed, regression, inner }: PlsMemory): void {
  const { constructs, scheme } = plan;
  const { correlations } = state;
  inner.fill(0);
  for (let j = 0; j < constructs; j++) {
    const row = j * constructs;
    for (let s = plan.successorStart[j]!; s < plan.successorStart[j + 1]!; s++) {
      if (removed[plan.successorPath[s]!] === 1) continue;
      const k = plan.successors[s]!;
      inner[row + k] = neighborWeight(scheme, correlations[row + k]!);
    }
    if (scheme === "path") {
      regression.run(correlations, j);
      for (let a = 0; a < regression.count; a++) {
        inner[row + plan.antecedents[regression.active[a]!]!] = regression.coefficients[a]!;
      }
      continue;
    }
    for (let a = plan.antecedentStart[j]!; a < plan.antecedentStart[j + 1]!; a++) {
      if (removed[plan.antecedentPath[a]!] === 1) continue;
      const k = plan.antecedents[a]!;
      inner[row + k] = neighborWeight(scheme, correlations[row + k]!);
    }
  }
}

function neighborWeight(scheme: InnerScheme, correlation: number): number {
  return scheme === "centroid" ? Math.sign(correlation) : correlation;
}
