import type { PlsPlan } from "./pls-plan.js";

/** Pairs of constructs between which an effect can run. */
export interface EffectPairs {
  /** Pairs joined by a chain of arrows. */
  readonly total: readonly (readonly [from: number, to: number])[];
  /** Pairs joined by a chain of two arrows or more. */
  readonly indirect: readonly (readonly [from: number, to: number])[];
}

/** The pairs that have a total and an indirect effect, in the order of the constructs. */
export function effectPairs(plan: PlsPlan): EffectPairs {
  const { constructs } = plan;
  // Effects of a model whose every path is 1 are numbers of chains.
  const chains = new Float64Array(constructs * constructs);
  totalEffects(plan, new Float64Array(plan.paths.length).fill(1), chains);
  const total: [number, number][] = [];
  const indirect: [number, number][] = [];
  for (let from = 0; from < constructs; from++) {
    for (let to = 0; to < constructs; to++) {
      const count = chains[from * constructs + to]!;
      const direct = plan.paths.some((path) => path.from === from && path.to === to) ? 1 : 0;
      if (count > 0) total.push([from, to]);
      if (count > direct) indirect.push([from, to]);
    }
  }
  return { total, indirect };
}

/** Total effects (I − B)⁻¹ − I into `effects[from * constructs + to]`, by walking the constructs in causal order. */
export function totalEffects(plan: PlsPlan, coefficients: Float64Array, effects: Float64Array): void {
  const { constructs, antecedentStart, antecedents, antecedentPath } = plan;
  effects.fill(0);
  for (const to of plan.order) {
    for (let a = antecedentStart[to]!; a < antecedentStart[to + 1]!; a++) {
      const via = antecedents[a]!;
      const coefficient = coefficients[antecedentPath[a]!]!;
      for (let from = 0; from < constructs; from++) {
        const reach = from === via ? 1 : effects[from * constructs + via]!;
        if (reach !== 0) effects[from * constructs + to]! += reach * coefficient;
      }
    }
  }
}
