/**
 * Which model fits my customers? Five models of purchases fitted to the same histories, compared by AIC and by what
 * they foretell.
 */
import {
  compareFits,
  fitBgNbd,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  likelihoodRatioTest,
  parameterIntervals,
  probabilityAlive,
  summarizeCustomers,
  totalPurchases,
} from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const customers = summarizeCustomers(orders, {
  customer: "customer",
  date: "date",
  amount: "amount",
  order: "order",
  unit: "week",
  end: "2026-06-30",
});

const baseline = fitNbd(customers);
const models = [
  baseline,
  fitBgNbd(customers),
  fitMbgNbd(customers),
  fitParetoNbd(customers),
  fitMbgCnbdK(customers),
] as const;
console.log("How well each model fits, the best first:");
console.log(compareFits(models).toString());

console.log("\nWhat each says of the customers, and of the next quarter:");
for (const model of models) {
  const active = probabilityAlive(model, customers).reduce((sum, probability) => sum + probability, 0);
  const { expected, lower, upper } = totalPurchases(model, customers, { horizon: 13 });
  const interval = lower === null ? "" : ` (${lower.toFixed(0)} to ${upper!.toFixed(0)})`;
  console.log(
    `${model.kind.padEnd(11)} ${model.status.padEnd(13)} ${active.toFixed(0)} of ${customers.numRows} still ` +
      `customers, ${expected.toFixed(0)} purchases${interval}`,
  );
}

const best = models.reduce((one, other) => (other.aic < one.aic ? other : one));
if (best.statusReason !== null) console.log(`\n${best.kind}: ${best.statusReason}.`);
console.log(`\nThe parameters of ${best.kind}:`);
console.log(parameterIntervals(best).toString());

const test = likelihoodRatioTest(baseline, models[3]);
console.log(
  `\nDo customers leave at all? Pareto/NBD against NBD, which knows no leaving: p = ${test.pValue.toPrecision(2)}.`,
);
