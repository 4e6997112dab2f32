import { factorInPlace, solveInPlace } from "../../numeric/index.js";
import type { PlsPlan } from "./pls-plan.js";

/** Regressions of constructs on those that lead to them, one after another in the same memory. */
export interface AntecedentRegression {
  /** Places of the antecedents in the plan without those of removed paths: the first `count` are valid. */
  readonly active: Int32Array;
  /** Their coefficients, in the same order. */
  readonly coefficients: Float64Array;
  count: number;
  /**
   * Regresses a construct, given correlations of constructs. Returns the place in `active` of the first antecedent that
   * is a linear combination of those before it, or −1.
   */
  run(correlations: Float64Array, construct: number): number;
}

/** Prepares regressions on the antecedents whose path is not removed. */
export function createAntecedentRegression(plan: PlsPlan, removed: Uint8Array): AntecedentRegression {
  const { constructs, antecedentStart, antecedentPath, antecedents } = plan;
  const active = new Int32Array(constructs);
  const coefficients = new Float64Array(constructs);
  const system = new Float64Array(constructs * constructs);
  const regression: AntecedentRegression = {
    active,
    coefficients,
    count: 0,
    run(correlations, construct) {
      let count = 0;
      for (let a = antecedentStart[construct]!; a < antecedentStart[construct + 1]!; a++) {
        if (removed[antecedentPath[a]!] === 0) active[count++] = a;
      }
      for (let a = 0; a < count; a++) {
        const row = antecedents[active[a]!]! * constructs;
        coefficients[a] = correlations[row + construct]!;
        for (let b = 0; b <= a; b++) system[a * count + b] = correlations[row + antecedents[active[b]!]!]!;
      }
      const dependent = factorInPlace(system, count);
      solveInPlace(system, count, coefficients);
      regression.count = count;
      return dependent;
    },
  };
  return regression;
}
