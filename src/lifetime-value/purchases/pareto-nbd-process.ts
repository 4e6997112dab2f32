import { gaussLegendre, negativeBinomial } from "../../numeric/index.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";

const rule = /* @__PURE__ */ gaussLegendre(16);

/**
 * Pareto/NBD with given parameters r, α, s, β. For an active customer λ is gamma distributed with shape r+x and rate
 * α+T, and μ with shape s and rate β+T, the two independent.
 */
export function paretoNbdProcess(values: Float64Array): PurchaseProcess {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return {
    usesRecency: false,
    singularity: Math.min(alpha, beta),
    interpolates: false,
    alive: (x, last, age) => 1 / (1 + oddsOfLeaving(r + x, alpha, s, beta, last, age)),
    stays: (_x, _last, age, after) => Math.exp(-s * Math.log1p(after / (beta + age))),
    expected: (x, _last, age, horizon) => {
      // (r+x)/(α+T) · (β+T)/(s−1) · [1 − ((β+T)/(β+T+t))^(s−1)], in a form that holds at s = 1 as well.
      const span = Math.log1p(horizon / (beta + age));
      const exponent = (1 - s) * span;
      const active = Math.abs(exponent) < 1e-12 ? span : Math.expm1(exponent) / (1 - s);
      return ((r + x) / (alpha + age)) * (beta + age) * active;
    },
    counts: (x, _last, age, horizon, out) => countsBeforeLeaving(r + x, alpha + age, s, beta + age, horizon, out),
    discounted: (x, _last, age, force, horizon) =>
      ((r + x) / (alpha + age)) * discountedActivity(s, beta + age, force, horizon),
  };
}

/**
 * The odds of having left: s ∫ₜᵀ ((α+T)/(α+u))ⁿ ((β+T)/(β+u))ˢ /(β+u) du, n = r + x. By the same substitution as the
 * likelihood, w = ln(γ+u).
 */
function oddsOfLeaving(n: number, alpha: number, s: number, beta: number, last: number, age: number): number {
  if (age === last) return 0;
  const { nodes, weights } = rule;
  const gamma = Math.min(alpha, beta);
  const start = gamma + last;
  const width = Math.log1p((age - last) / start);
  let odds = 0;
  let previous = 0;
  for (let position = 0; position < width; ) {
    const here = start * Math.exp(position);
    const rate = (n * here) / (alpha - gamma + here) + ((s + 1) * here) / (beta - gamma + here);
    const guess = Math.min(width - position, 2.5, 20 / rate);
    const there = here * Math.exp(guess);
    const steepest = (n * there) / (alpha - gamma + there) + ((s + 1) * there) / (beta - gamma + there);
    const h = Math.min(guess, 20 / steepest);
    let panel = 0;
    for (let i = 0; i < nodes.length; i++) {
      const since = start * Math.expm1(position + h * nodes[i]!);
      const u = last + since;
      const exponent = n * Math.log1p((age - u) / (alpha + u)) + s * Math.log1p((age - u) / (beta + u));
      panel += (weights[i]! * (start + since) * Math.exp(exponent)) / (beta + u);
    }
    odds += panel * h;
    position += h;
    // Beyond what a number holds nothing is added; the panels left may be millions.
    if (odds === Number.POSITIVE_INFINITY) return odds;
    if (panel * h < previous && panel * h < 1e-18 * odds) break;
    previous = panel * h;
  }
  return s * odds;
}

/**
 * P(0), …, P(max) purchases of an active customer: those of the whole horizon when the customer stays, or of the time
 * until leaving, whose distribution is Pareto; both averages over rates, so the numbers are negative binomial. The
 * integral over the moment of leaving runs over w = ln(1 + u/c), with c the time in which a first purchase or the end
 * may be expected: there the probability of y purchases is a hump at about ln y of width 1/√y.
 */
function countsBeforeLeaving(
  shape: number,
  alpha: number,
  s: number,
  beta: number,
  horizon: number,
  out: Float64Array,
): void {
  const max = out.length - 1;
  const counts = new Float64Array(max + 1);
  out.fill(0);
  const scale = Math.min(alpha / (1 + shape), beta / (1 + s));
  const width = Math.log1p(horizon / scale);
  const longest = Math.min(1.5, 6 / Math.sqrt(1 + max));
  let within = 1;
  // Where more than `max` purchases are all but certain, later times of leaving add nothing.
  for (let position = 0; position < width && within > 1e-20; position += longest) {
    const h = Math.min(longest, width - position);
    for (let i = 0; i < rule.nodes.length; i++) {
      const w = position + h * rule.nodes[i]!;
      const u = scale * Math.expm1(w);
      const leaving = (s / (beta + u)) * Math.exp(-s * Math.log1p(u / beta));
      within = addCounts(shape, u / alpha, rule.weights[i]! * h * scale * Math.exp(w) * leaving, counts, out);
    }
  }
  addCounts(shape, horizon / alpha, Math.exp(-s * Math.log1p(horizon / beta)), counts, out);
}

/**
 * Adds the probabilities of the numbers of purchases in a time, times a weight; gives the probability of at most `max`.
 */
function addCounts(shape: number, tau: number, weight: number, counts: Float64Array, out: Float64Array): number {
  negativeBinomial(shape, tau, counts.length - 1, counts);
  let within = 0;
  for (let y = 0; y < counts.length; y++) {
    within += counts[y]!;
    out[y]! += weight * counts[y]!;
  }
  return within;
}

/**
 * ∫₀ᴴ e^(−δu) (β/(β+u))ˢ du; for the infinite horizon it is β e^(δβ) E_s(δβ), the exponential integral (Fader, Hardie &
 * Lee 2005, "RFM and CLV", with Tricomi's function).
 */
function discountedActivity(s: number, beta: number, force: number, horizon: number): number {
  const end = force > 0 ? Math.min(horizon, 45 / force) : horizon;
  const width = Math.log1p(end / beta);
  let total = 0;
  for (let position = 0; position < width; ) {
    const here = beta * Math.exp(position);
    const h = Math.min(width - position, 2, 8 / Math.abs(1 - s || 1), force > 0 ? Math.log1p(8 / (force * here)) : 2);
    for (let i = 0; i < rule.nodes.length; i++) {
      const w = position + h * rule.nodes[i]!;
      total += rule.weights[i]! * h * Math.exp((1 - s) * w - force * beta * Math.expm1(w));
    }
    position += h;
    // Above s = 1 all that is left is at most e^((1−s)w) / (s−1); with large s the panels left may be millions.
    if (s > 1 && Math.exp((1 - s) * position) < 1e-17 * (s - 1) * total) break;
  }
  return beta * total;
}
