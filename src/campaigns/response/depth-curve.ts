import type { ScoreBlocks } from "../rates/score-blocks.js";
import type { ContactMoney } from "./depth-options.js";

/** What contacting down to the end of each block of equal scores brings; depth 0 is nobody. */
export interface DepthCurve {
  readonly contacts: Float64Array;
  readonly responses: Float64Array;
  readonly profit: Float64Array;
}

/** The curve over the blocks, each row counted `times` [once]. */
export function depthCurve(
  { order, ends }: ScoreBlocks,
  responded: Float64Array,
  { contactCost, marginPerResponse }: ContactMoney,
  times?: Uint16Array,
): DepthCurve {
  const depths = ends.length + 1;
  const curve = {
    contacts: new Float64Array(depths),
    responses: new Float64Array(depths),
    profit: new Float64Array(depths),
  };
  let contacts = 0;
  let responses = 0;
  let i = 0;
  for (let depth = 1; depth < depths; depth++) {
    for (; i < ends[depth - 1]!; i++) {
      const row = order[i]!;
      const weight = times === undefined ? 1 : times[row]!;
      contacts += weight;
      responses += weight * responded[row]!;
    }
    curve.contacts[depth] = contacts;
    curve.responses[depth] = responses;
    curve.profit[depth] = marginPerResponse * responses - contactCost * contacts;
  }
  return curve;
}

/** The depth of the highest profit, of several the smallest. */
export function bestDepth(profit: Float64Array): number {
  let best = 0;
  for (let depth = 1; depth < profit.length; depth++) if (profit[depth]! > profit[best]!) best = depth;
  return best;
}

/** The depths around the best one that earn at most the share `tolerance` less, without a gap between. */
export function nearBest(profit: Float64Array, best: number, tolerance: number): { from: number; to: number } {
  const least = profit[best]! - tolerance * profit[best]!;
  let [from, to] = [best, best];
  while (from > 0 && profit[from - 1]! >= least) from--;
  while (to < profit.length - 1 && profit[to + 1]! >= least) to++;
  return { from, to };
}
