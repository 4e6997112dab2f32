import type { Random } from "../../numeric/index.js";
import { type SpendModel, spendParameters } from "./expected-spend.js";

/** Draws a customer, and then the amount of each purchase of that customer. */
export type DrawSpend = (random: Random) => () => number;

/** Gamma-Gamma: ν ~ Gamma(q, γ) for each customer, and every amount ~ Gamma(p, ν). */
export function spendDrawer(caller: string, model: SpendModel): DrawSpend {
  const { p, q, gamma } = spendParameters(caller, model);
  return (random) => {
    const rate = random.gamma(q) / gamma;
    return () => random.gamma(p) / rate;
  };
}
