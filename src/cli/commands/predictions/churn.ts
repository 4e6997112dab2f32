import { type ChurnFeatureOptions, churnFeatures, labelChurn } from "../../../churn/index.js";
import { reduceOrders } from "../../../customers/index.js";
import {
  evaluateClassifier,
  explainPredictions,
  fitBoostedTrees,
  fitLogistic,
  gainsTable,
  overallDrivers,
  predictProbability,
} from "../../../learning/index.js";
import { millisecondsPerDay } from "../../../table/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions } from "../../options/order-options.js";

interface Asked extends Pick<ChurnFeatureOptions, "product" | "featureDays" | "features" | "scale" | "end"> {
  readonly outcomeDays?: number;
  readonly model?: "logistic" | "boosted-trees";
  readonly top?: number;
  readonly level?: number;
  readonly l2?: number;
  readonly seed?: number;
}

const risk: Analysis = {
  help: bothLanguages("who will leave, with reasons, from a model checked on a later time", "流失风险及原因"),
  orders: orderOptions,
  options: {
    outcomeDays: option("number", "who does not buy for so many days has left [90]", "流失天数 [90]"),
    featureDays: option("number", "how far back customers are looked at [all]", "特征回看天数 [全部]"),
    features: option("list", "the features to compute [all]", "要计算的特征 [全部]"),
    product: option("text", "the column of products, for features of the range", "产品列"),
    scale: choice(["raw", "log"], "the scale of features [raw]", "特征尺度 [raw]"),
    end: option("text", "the last day of observation [last order]", "观察期最后一天 [最后订单]"),
    model: choice(["logistic", "boosted-trees"], "what learns [logistic]", "模型 [logistic]"),
    l2: option("number", "the penalty of large coefficients, or of leaves [1]", "正则化强度 [1]"),
    seed: option("number", "of the boosted trees [0]", "提升树的随机种子 [0]"),
    top: option("number", "reasons a customer [2]", "每个客户的原因数 [2]"),
    level: option("number", "of the interval of the AUC [0.95]", "AUC 区间置信度 [0.95]"),
  },
  tables: ["customers", "drivers", "gains"],
  run: async (context) => {
    const { table: orders, columns } = await context.ordersInMemory();
    const { outcomeDays = 90, model: kind, top = 2, level, l2 = 1, seed, ...asked } = await context.values<Asked>();
    const features = { ...columns, ...asked };
    const end = reduceOrders(orders, { ...columns, ...(asked.end === undefined ? {} : { end: asked.end }) }).end;
    const daysBefore = (periods: number) => new Date(end.getTime() + (1 - periods * outcomeDays) * millisecondsPerDay);
    const past = labelChurn(orders, { ...features, cutoff: daysBefore(2), outcomeDays });
    const later = labelChurn(orders, { ...features, cutoff: daysBefore(1), outcomeDays });
    const model =
      kind === "boosted-trees"
        ? fitBoostedTrees(past.X, past.y, { l2, ...(seed === undefined ? {} : { seed }) })
        : fitLogistic(past.X, past.y, { l2, standardize: true });
    const predicted = predictProbability(model, later.X);
    const checked = evaluateClassifier(later.y, predicted, level === undefined ? {} : { level });
    const today = churnFeatures(orders, features);
    const why = explainPredictions(model, today.X, { top });
    const risks = today.customers
      .withColumn("risk", why.column("probability"))
      .withColumn<"reasons", string>("reasons", why.column("reasons"))
      .sortBy({ column: "risk", descending: true });
    const [low, high] = checked.aucInterval.map((limit) => limit.toFixed(2));
    const auc = checked.auc.toFixed(2);
    const share = 100 * (level ?? 0.95);
    return {
      table: risks,
      tables: { customers: risks, drivers: overallDrivers(model, today.X), gains: gainsTable(later.y, predicted) },
      picture: checked,
      before: [
        context.say(
          `Risk of no order in the next ${outcomeDays} days. Checked on ${later.y.length} customers of the last ` +
            `${outcomeDays} days: AUC ${auc} (${share} % interval ${low} to ${high}).`,
          `未来 ${outcomeDays} 天无订单的风险。以最近 ${outcomeDays} 天的 ${later.y.length} 位客户检验:` +
            `AUC ${auc}(${share} % 区间 ${low} 至 ${high})。`,
        ),
      ],
    };
  },
};

/** Who will leave, and why. */
export const churn: Command = { risk };
