import { createRandom } from "../../numeric/index.js";
import type { ScoreBlocks } from "../rates/score-blocks.js";
import { bestDepth, type DepthCurve, depthCurve } from "./depth-curve.js";
import type { DepthPlan } from "./depth-options.js";

/** What bootstrap samples say of a depth; an element for each sample. */
export interface DepthDraws {
  /** Profit of the depth that was chosen. */
  readonly profits: Float64Array;
  /** The share that is best in the sample. */
  readonly shares: Float64Array;
  /** Profits of the depths of the curve. */
  readonly byDepth: readonly Float64Array[];
  /** By how much the best depth of a sample earns more there than among all customers, on average. */
  readonly optimism: number;
}

/** Draws customers with replacement and looks for the best depth among them. */
export function bootstrapDepth(
  blocks: ScoreBlocks,
  responded: Float64Array,
  { profit, contacts }: DepthCurve,
  plan: DepthPlan & { readonly best: number; readonly shown: Int32Array },
): DepthDraws {
  const n = responded.length;
  const random = createRandom(plan.seed);
  const times = new Uint16Array(n);
  const profits = new Float64Array(plan.samples);
  const shares = new Float64Array(plan.samples);
  const byDepth = Array.from(plan.shown, () => new Float64Array(plan.samples));
  let flattered = 0;
  for (let sample = 0; sample < plan.samples; sample++) {
    times.fill(0);
    for (let i = 0; i < n; i++) times[random.integer(n)]!++;
    const drawn = depthCurve(blocks, responded, plan, times);
    const best = bestDepth(drawn.profit);
    profits[sample] = drawn.profit[plan.best]!;
    shares[sample] = contacts[best]! / n;
    flattered += drawn.profit[best]! - profit[best]!;
    for (let i = 0; i < byDepth.length; i++) byDepth[i]![sample] = drawn.profit[plan.shown[i]!]!;
  }
  return { profits, shares, byDepth, optimism: flattered / plan.samples };
}
