import { ClienteleError, counted, oneOf } from "../../errors/index.js";
import type { SufficiencyGate } from "./rfm-options.js";
import type { RfmValues } from "./rfm-values.js";

/** Whether there are enough data for RFM segments to be acted on. */
export interface DataSufficiency {
  readonly enough: boolean;
  /** Customers with a purchase. */
  readonly buyers: number;
  /** Days from the first purchase to the last; null where the input does not say. */
  readonly days: number | null;
  /** Orders of the customer with most. */
  readonly mostOrders: number;
  /** What is too little, in sentences. */
  readonly reasons: readonly string[];
}

/** Below these the tools of large shops show no segments at all. */
const fewest = { buyers: 500, days: 180, mostOrders: 3 };

/**
 * Judges the data; what the input does not say is not held against it. Errors: `invalid-option`, and `too-few-rows`
 * where the gate is `"error"`.
 */
export function dataSufficiency(
  caller: string,
  { measures, scored, spanDays }: RfmValues,
  gate: SufficiencyGate | undefined,
): DataSufficiency {
  const asked = oneOf(caller, "gate", gate, ["state", "warn", "error"], "state");
  const buyers = scored === null ? measures.orders.length : scored.length;
  let mostOrders = 0;
  for (const orders of measures.orders) if (orders > mostOrders) mostOrders = orders;
  const reasons = [
    ...(buyers < fewest.buyers ? [`${counted(buyers, "buyer")}, fewer than ${fewest.buyers}`] : []),
    ...(spanDays !== null && spanDays < fewest.days
      ? [`${counted(spanDays, "day")} of orders, fewer than ${fewest.days}`]
      : []),
    ...(mostOrders < fewest.mostOrders ? [`nobody has ${fewest.mostOrders} orders`] : []),
  ];
  if (asked === "error" && reasons.length > 0) {
    throw new ClienteleError("too-few-rows", { function: caller, value: buyers }, tooLittle(reasons));
  }
  return Object.freeze({
    enough: reasons.length === 0,
    buyers,
    days: spanDays,
    mostOrders,
    reasons: Object.freeze(reasons),
  });
}

/** The warning, where one is asked for. */
export function sufficiencyWarning({ reasons }: DataSufficiency, gate: SufficiencyGate | undefined): string[] {
  return gate === "warn" && reasons.length > 0 ? [tooLittle(reasons)] : [];
}

function tooLittle(reasons: readonly string[]): string {
  return `too little data for segments to be acted on: ${reasons.join("; ")}`;
}
