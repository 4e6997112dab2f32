import type { ItemRanges } from "../moments/item-answers.js";
import type { ItemMoments } from "../moments/item-moments.js";
import type { IndexPart } from "./construct-index.js";
import { type ModelLayout, planOf, type Stage } from "./model-layout.js";
import { type PathEstimator, solverOf } from "./path-estimator.js";

/**
 * An observed item in the index of a construct: its slot, and for higher-order constructs the slot of the part it
 * belongs to.
 */
export interface IndexSlot {
  readonly item: number;
  readonly stage: Stage;
  readonly slot: number;
  /** Slot of the lower-order construct in the final stage; −1 where there is none. */
  readonly through: number;
}

/** The observed items behind every construct, in the order in which constructs are reported. */
export function indexSlots(layout: ModelLayout): IndexSlot[][] {
  const { first, reported, items, scores } = layout;
  return reported.map(({ stage, place }) => {
    const plan = planOf(layout, stage);
    const slots: IndexSlot[] = [];
    for (let slot = plan.start[place]!; slot < plan.start[place + 1]!; slot++) {
      const item = plan.slotItem[slot]!;
      if (item < items.length) slots.push({ item, stage, slot, through: -1 });
      else if (first !== null) {
        const part = scores[item - items.length]!;
        for (let inner = first.start[part]!; inner < first.start[part + 1]!; inner++) {
          slots.push({ item: first.slotItem[inner]!, stage: "first", slot: inner, through: slot });
        }
      }
    }
    return slots;
  });
}

/** Weights, means and ranges of the items behind a construct. */
export function indexPartsOf(
  slots: readonly IndexSlot[],
  estimator: PathEstimator,
  moments: ItemMoments,
  { minimum, maximum }: ItemRanges,
): IndexPart[] {
  return slots.map(({ item, stage, slot, through }) => {
    const own = solverOf(estimator, stage).state.weights[slot]!;
    return {
      weight: through < 0 ? own : own * estimator.final.state.weights[through]!,
      mean: moments.means[item]!,
      deviation: Math.sqrt(moments.variances[item]!),
      minimum: minimum[item]!,
      maximum: maximum[item]!,
    };
  });
}
