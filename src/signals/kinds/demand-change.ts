import { demandStates } from "../../markets/index.js";
import { optionalNumber } from "../definition/settings.js";
import type { DetectContext, Detection, SignalDefinition } from "../definition/signal-definition.js";

/** A product of which the demand has a trend downwards. */
export const fallingDemand: SignalDefinition<"falling demand"> = {
  kind: "falling demand",
  meaning: "demand for the product falls",
  action: "look for new customers or uses, or renew the product",
  table: "demand",
  columns: ["product", "period", "demand"],
  span: "snapshot",
  statistical: true,
  settings: ["season"],
  detect: (context) => productsIn(context, "falling"),
};

/** A product of which the demand comes and goes with the season. */
export const irregularDemand: SignalDefinition<"irregular demand"> = {
  kind: "irregular demand",
  meaning: "demand for the product swings with the season",
  action: "move demand to other times by prices, offers and reservations",
  table: "demand",
  columns: ["product", "period", "demand"],
  span: "snapshot",
  statistical: false,
  settings: ["season"],
  detect: (context) => productsIn(context, "irregular"),
};

/**
 * Products in one state of demand. The trend has to be as clear as the false alarms allowed ask: each product is tested
 * once a period, so that it may come out by chance in as many of them as there are alarms in the days of a period.
 */
function productsIn(context: DetectContext, state: "falling" | "irregular"): Detection {
  const { data, table, asOf, alarmsPerDay } = context;
  const season = optionalNumber(context, "season", { min: 2, integer: true });
  const products = data.keys(table, "product").count;
  const level =
    alarmsPerDay === null ? 0.05 : Math.min(0.05, (2 * alarmsPerDay * daysOfPeriod) / Math.max(1, products));
  const states = demandStates(data.table(table), {
    ...data.names(table, ["product", "period", "demand"], ["capacity", "plan"]),
    ...(season === null ? {} : { season }),
    thresholds: { falling: level },
  } as Parameters<typeof demandStates>[1]);
  const found = states
    .toRows()
    .filter((row) => row.state === state)
    .map(({ product, reason }) => ({
      customer: null,
      subject: String(product),
      since: asOf,
      value: null,
      why: () => `${product}: ${reason}`,
    }));
  // The test is two-sided, and only falls are told.
  const expected = state === "falling" && alarmsPerDay !== null ? ((level / 2) * products) / daysOfPeriod : null;
  return { found, expected };
}

/** Periods are taken for months, the shortest in which demand is usually planned. */
const daysOfPeriod = 30;
