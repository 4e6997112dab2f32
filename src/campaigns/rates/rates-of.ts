import { wilsonInterval } from "../../numeric/index.js";

/** Rates of groups with Wilson's intervals; NaN where a group has no cases. */
export function ratesOf(
  cases: Float64Array,
  successes: Float64Array,
  level: number,
): Record<"rate" | "lower" | "upper", Float64Array> {
  const rates = Array.from(cases, (count, i) =>
    count === 0 ? null : wilsonInterval(successes[i]! / count, count, level),
  );
  const part = (name: "share" | "lower" | "upper"): Float64Array =>
    Float64Array.from(rates, (rate) => rate?.[name] ?? Number.NaN);
  return { rate: part("share"), lower: part("lower"), upper: part("upper") };
}
