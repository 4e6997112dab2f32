import { counted } from "../errors/index.js";
import { showNumber } from "../table/index.js";

/** The states of demand. */
export type DemandState = "overfull" | "negative" | "falling" | "irregular" | "full" | "none" | "latent" | "cannot say";

/** The states in the order in which they are tried. */
export const demandStateNames: readonly DemandState[] = [
  "overfull",
  "negative",
  "falling",
  "irregular",
  "full",
  "none",
  "latent",
  "cannot say",
];

/** Where one state of demand ends and another begins. */
export interface DemandThresholds {
  /** How far from the plan demand may be and still be full, as a share of the plan; the limit is included. */
  readonly full: number;
  /** Below this p-value of the Mann-Kendall test there is a trend. */
  readonly falling: number;
  /** From this seasonal strength on demand is irregular. */
  readonly irregular: number;
  /** From this share of the market that avoids the product on demand is negative. */
  readonly negative: number;
  /** Up to this share of interested people there is no demand. */
  readonly none: number;
  /** From this share of interested people on there is latent demand. */
  readonly latent: number;
}

/** What is known of the demand for a product; NaN where it is not. */
export interface DemandEvidence {
  readonly periods: number;
  readonly demand: number;
  readonly capacity: number;
  readonly plan: number;
  readonly slope: number;
  readonly trendPValue: number;
  readonly seasonalStrength: number;
  readonly interest: number;
  readonly avoid: number;
  /** Whether demand, capacity and plan are means over the last season. */
  readonly deseasonalized: boolean;
}

/** What the field advises in each state (Kotler 1973). */
const measures: Readonly<Record<DemandState, string>> = {
  overfull: "demarketing: raise the price, reduce promotion, or ration, for a time or for some customers",
  negative:
    "conversional marketing: find out why it is avoided; change the product, its price or what is believed of it",
  falling: "remarketing: new customers, new uses, or a renewed product",
  irregular: "synchromarketing: prices, offers and reservations that move demand to other times",
  full: "maintenance marketing: keep quality and service, watch rivals and satisfaction",
  none: "stimulational marketing: tie the product to a need, show what it does, let people try it",
  latent: "developmental marketing: measure the market and make the product that meets the need",
  "cannot say": "find out first: a plan, a capacity, or a survey of interest and avoidance",
};

/** What the field advises. */
export function measureFor(state: DemandState): string {
  return measures[state];
}

/** Room for rounding at a limit that is included. */
const slack = 1e-9;

/**
 * The first state that fits, with its reason. A comparison with NaN is false, so that what is unknown decides nothing.
 */
export function demandState(
  found: DemandEvidence,
  thresholds: DemandThresholds,
): { readonly state: DemandState; readonly reason: string } {
  const { demand, capacity, plan, slope, trendPValue, seasonalStrength, interest, avoid } = found;
  const when = found.deseasonalized ? "mean demand of the last season" : "demand of the last period";
  const ofPlan = `${when} ${shown(demand)}, plan ${shown(plan)}`;
  if (demand > capacity) return { state: "overfull", reason: `${when} ${shown(demand)}, capacity ${shown(capacity)}` };
  if (avoid >= thresholds.negative) return { state: "negative", reason: `${percent(avoid)} of the market avoid it` };
  if (trendPValue < thresholds.falling && slope < 0) {
    const reason = `falls by ${shown(-slope)} a period (Mann-Kendall p = ${showNumber(trendPValue, 4)})`;
    return { state: "falling", reason };
  }
  if (seasonalStrength >= thresholds.irregular) {
    return { state: "irregular", reason: `seasonal strength ${showNumber(seasonalStrength, 2)}` };
  }
  if (Math.abs(demand - plan) <= plan * (thresholds.full + slack)) {
    return { state: "full", reason: `${ofPlan}: within ± ${percent(thresholds.full)}` };
  }
  if (interest <= thresholds.none)
    return { state: "none", reason: `only ${percent(interest)} of the market interested` };
  if (interest >= thresholds.latent && !(demand > plan)) {
    const unmet = Number.isNaN(plan) ? `${when} ${shown(demand)}` : ofPlan;
    return { state: "latent", reason: `${percent(interest)} of the market interested; ${unmet}` };
  }
  return { state: "cannot say", reason: unknownReason(found, ofPlan) };
}

function unknownReason(
  { plan, interest, periods, seasonalStrength, trendPValue }: DemandEvidence,
  ofPlan: string,
): string {
  const missing = [
    ...(Number.isNaN(trendPValue)
      ? [`${counted(periods, "period is", "periods are")} too few for a trend`]
      : ["no trend downwards"]),
    ...(Number.isNaN(seasonalStrength) ? ["fewer than two seasons"] : ["no strong season"]),
    Number.isNaN(plan) ? "no plan to compare with" : `${ofPlan}: not within reach`,
    Number.isNaN(interest) ? "no survey of interest or avoidance" : `${percent(interest)} of the market interested`,
  ];
  return missing.join("; ");
}

function shown(value: number): string {
  return showNumber(value, Number.isInteger(value) ? 0 : 2);
}

function percent(share: number): string {
  return `${showNumber(100 * share, 1)} %`;
}
