import { churnFeatures, labelChurn } from "../../churn/index.js";
import { reduceOrders } from "../../customers/index.js";
import { evaluateClassifier, explainPredictions, fitLogistic, predictProbability } from "../../learning/index.js";
import { millisecondsPerDay, type Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";

const own = {
  outcomeDays: { kind: "number", help: { en: "who does not buy for so many days has left [90]", zh: "流失天数 [90]" } },
  featureDays: { kind: "number", help: { en: "how far back customers are looked at", zh: "特征回看天数" } },
  top: { kind: "number", help: { en: "reasons a customer [2]", zh: "每个客户的原因数 [2]" } },
} as const;

/** Who will leave, and why. */
export const churn: Command = {
  name: "churn",
  help: { en: "who will leave, with reasons, from a model checked on a later time", zh: "流失风险及原因" },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell }) => {
    const orders = await read(file);
    const columns = completeOrderOptions(orders, written, tell);
    const options = readValues(own, written);
    const { outcomeDays = 90, top = 2 } = options as { readonly outcomeDays?: number; readonly top?: number };
    const features = {
      ...columns,
      ...(options["featureDays"] === undefined ? {} : { featureDays: Number(options["featureDays"]) }),
    };
    const end = reduceOrders(orders, columns).end.getTime() / millisecondsPerDay;
    const daysBefore = (periods: number): Date => new Date((end + 1 - periods * outcomeDays) * millisecondsPerDay);
    const past = labelChurn(orders, { ...features, cutoff: daysBefore(2), outcomeDays });
    const later = labelChurn(orders, { ...features, cutoff: daysBefore(1), outcomeDays });
    const model = fitLogistic(past.X, past.y, { l2: 1, standardize: true });
    const { auc, aucInterval } = evaluateClassifier(later.y, predictProbability(model, later.X));
    const today = churnFeatures(orders, features);
    const why = explainPredictions(model, today.X, { top });
    const risks = today.customers
      .withColumn("risk", why.column("probability"))
      .withColumn<"reasons", string>("reasons", why.column("reasons"))
      .sortBy({ column: "risk", descending: true });
    const [low, high] = aucInterval.map((limit) => limit.toFixed(2));
    return {
      table: risks as unknown as Table,
      before: [
        `Risk of no order in the next ${outcomeDays} days. Checked on ${later.y.length} customers of the last ` +
          `${outcomeDays} days: AUC ${auc.toFixed(2)} (95 % interval ${low} to ${high}).`,
      ],
    };
  },
};
