import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import type { PurchasePathAfter } from "../fitting/purchase-path.js";

/**
 * Possible futures of customers with a known past: whether a customer is still active, and what their own rates are, is
 * drawn from what the model knows of them after that past, and then their purchases follow. A new customer has x = last
 * = age = 0.
 */
export function futurePaths(definition: PurchaseDefinition, values: Float64Array): PurchasePathAfter {
  const process = definition.process(values);
  const activeCustomers = definition.activeCustomers(values);
  return (x, last, age) => {
    const alive = process.alive(x, last, age);
    const path = activeCustomers(x, last, age);
    return (random, horizon, visit) => {
      if (random.uniform() < alive) path(random, horizon, visit);
    };
  };
}
