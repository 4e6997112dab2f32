import type { CustomerId } from "./customer-id.js";
import type { SignalData } from "./signal-data.js";

/** How far back the spend goes that a customer is taken to be worth. */
const year = 365;

/**
 * What each customer is worth: the column `value` of the table `customers`, or else what he spent in the last 365 days
 * by the table `orders`; null where neither says.
 */
export function customerWorth(data: SignalData): (customer: CustomerId) => number | null {
  let known: ReadonlyMap<CustomerId, number> | null = null;
  return (customer) => {
    known ??= statedValues(data) ?? yearlySpend(data);
    return known.get(customer) ?? null;
  };
}

function statedValues(data: SignalData): ReadonlyMap<CustomerId, number> | null {
  if (!data.has("customers") || !data.hasColumn("customers", "value")) return null;
  const keys = data.keys("customers", "customer");
  const values = data.numbers("customers", "value");
  const known = new Map<CustomerId, number>();
  for (let row = 0; row < values.length; row++) {
    if (keys.codes[row]! >= 0 && !Number.isNaN(values[row]!))
      known.set(keys.labels.at(keys.codes[row]!)!, values[row]!);
  }
  return known;
}

function yearlySpend(data: SignalData): ReadonlyMap<CustomerId, number> {
  const known = new Map<CustomerId, number>();
  if (!data.has("orders")) return known;
  const { customers, purchases } = data.history("orders");
  const { start, days, spend } = purchases;
  if (spend === null) return known;
  for (let customer = 0; customer + 1 < start.length; customer++) {
    let sum = 0;
    for (let i = start[customer + 1]! - 1; i >= start[customer]! && data.asOf - days[i]! < year; i--) sum += spend[i]!;
    known.set(customers.at(customer)!, sum);
  }
  return known;
}
