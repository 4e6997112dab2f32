import { negativeBinomial } from "../../numeric/index.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";

/** NBD with given parameters r, α: nobody leaves, and λ is gamma distributed with shape r+x and rate α+T. */
export function nbdProcess(values: Float64Array): PurchaseProcess {
  const [r, alpha] = [values[0]!, values[1]!];
  const rate = (x: number, age: number): number => (r + x) / (alpha + age);
  return {
    usesRecency: false,
    singularity: alpha,
    interpolates: false,
    alive: () => 1,
    aliveOfAll: (_frequency, _recency, _age, result) => void result.fill(1),
    stays: () => 1,
    expected: (x, _last, age, horizon) => rate(x, age) * horizon,
    counts: (x, _last, age, horizon, out) => negativeBinomial(r + x, horizon / (alpha + age), out.length - 1, out),
    discounted: (x, _last, age, force, horizon) =>
      rate(x, age) * (force === 0 ? horizon : -Math.expm1(-force * horizon) / force),
  };
}
