import { summarizeCustomers } from "../../../customers/index.js";
import {
  type CustomerLifetimeValueOptions,
  compareFits,
  customerEquity,
  customerLifetimeValue,
  type FitOptions,
  type ForecastOptions,
  fitBgCnbdK,
  fitBgNbd,
  fitGammaGamma,
  fitMbgCnbdK,
  fitMbgNbd,
  fitParetoNbd,
  forecastOrders,
  type LifetimeDrivers,
  lifetimeSensitivity,
  probabilityAlive,
  simpleLifetimeValue,
} from "../../../lifetime-value/index.js";
import type { Analysis, Command, CommandContext } from "../../command/command.js";
import { choice, type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions, requireAmount } from "../../options/order-options.js";
import { figuresTable, notesOf } from "../../output/figures.js";

const fits = {
  "bg-nbd": fitBgNbd,
  "mbg-nbd": fitMbgNbd,
  "pareto-nbd": fitParetoNbd,
  "bg-cnbd-k": fitBgCnbdK,
  "mbg-cnbd-k": fitMbgCnbdK,
} as const;

interface SummaryChoice {
  readonly end?: string;
  readonly sameDay?: "merge" | "keep";
  readonly unit?: "hour" | "day" | "week" | "month";
}

interface ModelChoice extends SummaryChoice {
  readonly model?: keyof typeof fits;
  readonly maxIterations?: number;
}

type FittedModel = ReturnType<(typeof fits)[keyof typeof fits]>;

const summaryOptions: Options = {
  unit: choice(["day", "week", "month"], "the unit of time of the models [week]", "模型的时间单位 [week]"),
  end: option("text", "the last day of observation [last order]", "观察期最后一天 [最后订单]"),
  sameDay: choice(["merge", "keep"], "orders of one day [merge]", "同一天的订单 [merge]"),
};

const fitOptions: Options = {
  ...summaryOptions,
  model: choice(Object.keys(fits), "how customers buy and leave [pareto-nbd]", "购买模型 [pareto-nbd]"),
  maxIterations: option("number", "the most steps of a fit", "拟合的最大步数"),
};

const horizon = option("value", 'months ahead [12], or {"months":6}', "预测月数 [12]");

/** Customers with the units of the models, from memory or from an engine. */
async function buyersOf(context: CommandContext, { unit = "week", end, sameDay }: SummaryChoice) {
  const orders = await context.orders();
  requireAmount(orders.columns);
  const options = {
    ...orders.columns,
    unit,
    ...(end === undefined ? {} : { end }),
    ...(sameDay === undefined ? {} : { sameDay }),
  };
  const all =
    orders.at === "engine"
      ? await orders.engine.summarizeCustomers(orders.source, options)
      : summarizeCustomers(orders.table, options);
  return all.where(({ frequency }) => frequency !== null);
}

function stepsOf({ maxIterations }: ModelChoice): FitOptions {
  return maxIterations === undefined ? {} : { maxIterations };
}

/** A bare number of the command line counts months. */
function monthsOf(given: unknown): { readonly months: number } {
  return typeof given === "number" ? { months: given } : ((given ?? { months: 12 }) as { readonly months: number });
}

const customers: Analysis = {
  help: bothLanguages("what each customer will be worth, with the chance to be active", "每个客户的未来价值与活跃概率"),
  orders: orderOptions,
  options: {
    ...fitOptions,
    horizon,
    discountRate: option("rate", "a year, or monthly:0.01 [0.1]", "年折现率 [0.1]"),
    margin: option("number", "the share of revenue that is profit [1]", "利润率 [1]"),
    timing: choice(["end", "mid", "start"], "when in a unit money comes", "单位内现金流发生的时点"),
  },
  tables: ["customers", "equity"],
  onEngine: true,
  run: async (context) => {
    const asked = await context.values<ModelChoice & Partial<CustomerLifetimeValueOptions>>();
    const { model = "pareto-nbd", discountRate = { annual: 0.1 }, margin = 1, timing } = asked;
    const buyers = await buyersOf(context, asked);
    const purchases: FittedModel = fits[model](buyers, stepsOf(asked));
    const spend = fitGammaGamma(buyers, stepsOf(asked));
    const months = monthsOf(asked.horizon);
    const worth = customerLifetimeValue(purchases, spend, buyers, {
      horizon: months,
      discountRate,
      margin,
      ...(timing === undefined ? {} : { timing }),
    });
    const equity = customerEquity(worth);
    const { total, mean } = equity;
    return {
      table: worth.sortBy({ column: "value", descending: true }),
      tables: { customers: worth, equity: figuresTable(equity) },
      picture: worth,
      before: [
        context.say(
          `Value of ${buyers.numRows} customers over ${months.months} months (purchases: ${purchases.kind}, ` +
            `${purchases.status}; spend: ${spend.kind}, ${spend.status}): ` +
            `${total.toFixed(2)} in all, ${mean.toFixed(2)} each.`,
          `${buyers.numRows} 位客户 ${months.months} 个月的价值(购买:${purchases.kind},${purchases.status};` +
            `消费:${spend.kind},${spend.status}):合计 ${total.toFixed(2)},平均 ${mean.toFixed(2)}。`,
        ),
      ],
      after: notesOf(purchases.notes, spend.notes),
    };
  },
};

const models: Analysis = {
  help: bothLanguages("which model of purchases fits best", "哪个购买模型拟合最好"),
  orders: orderOptions,
  options: { ...summaryOptions, maxIterations: fitOptions["maxIterations"]! },
  onEngine: true,
  run: async (context) => {
    const asked = await context.values<ModelChoice>();
    const buyers = await buyersOf(context, asked);
    const fitted = Object.values(fits).map((fitModel) => fitModel(buyers, stepsOf(asked)));
    const notes = fitted.flatMap((model) => model.notes.map((note) => `${model.kind}: ${note}`));
    return { table: compareFits(fitted), after: notesOf(notes) };
  },
};

const alive: Analysis = {
  help: bothLanguages("the chance that each customer is still active", "每个客户仍活跃的概率"),
  orders: orderOptions,
  options: fitOptions,
  onEngine: true,
  run: async (context) => {
    const asked = await context.values<ModelChoice>();
    const buyers = await buyersOf(context, asked);
    const model: FittedModel = fits[asked.model ?? "pareto-nbd"](buyers, stepsOf(asked));
    return {
      table: buyers.withColumn("pAlive", probabilityAlive(model, buyers)).sortBy("pAlive"),
      after: notesOf(model.notes),
    };
  },
};

const forecast: Analysis = {
  help: bothLanguages("orders to come of these customers, with intervals", "未来订单预测及区间"),
  orders: orderOptions,
  options: {
    ...fitOptions,
    horizon,
    by: choice(["day", "week", "month"], "the step of the forecast [week]", "预测步长 [week]"),
    spend: option("flag", "with revenue", "包括收入"),
    newCustomers: option("numbers", "new customers of each step", "每步的新客户数"),
    level: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
    seed: option("number", "of the simulation [0]", "随机种子 [0]"),
  },
  onEngine: true,
  run: async (context) => {
    type Asked = ModelChoice &
      Partial<ForecastOptions> & { readonly spend?: boolean; readonly newCustomers?: number[] };
    const {
      model = "pareto-nbd",
      horizon: given,
      by,
      spend,
      newCustomers,
      level,
      seed,
      ...asked
    } = await context.values<Asked>();
    const buyers = await buyersOf(context, asked);
    const purchases: FittedModel = fits[model](buyers, stepsOf(asked));
    const found = forecastOrders(purchases, buyers, {
      horizon: monthsOf(given),
      ...(by === undefined ? {} : { by }),
      ...(spend === true ? { spendModel: fitGammaGamma(buyers, stepsOf(asked)) } : {}),
      ...(newCustomers === undefined
        ? {}
        : { newCustomers: newCustomers.length === 1 ? newCustomers[0]! : newCustomers }),
      ...(level === undefined ? {} : { level }),
      ...(seed === undefined ? {} : { seed }),
    });
    return { table: found, after: notesOf(purchases.notes, found.intervalReason) };
  },
};

const drivers: Options = {
  revenue: option("number", "revenue per purchase", "每次购买收入"),
  directCost: option("number", "direct cost per purchase", "每次购买直接成本"),
  margin: option("numbers", "margin per unit of time, one number or one a unit", "单位时间利润"),
  marginGrowth: option("number", "growth of the margin a unit", "利润增长率"),
  purchaseFrequency: option("number", "purchases a unit", "单位时间购买次数"),
  retention: option("number", "the share of customers who stay, a unit", "留存率"),
  relationshipLength: option("number", "units that a relationship lasts", "关系时长"),
  discountRate: option("rate", "a year, or monthly:0.01", "年折现率"),
  unit: choice(["hour", "day", "week", "month", "quarter", "year"], "the unit of time", "时间单位"),
  crossSelling: option("number", "margin from cross-selling, a unit", "交叉销售利润"),
  referrals: option("value", "value of referrals, a unit, or JSON", "推荐价值"),
  acquisitionCost: option("number", "what winning a customer costs", "获客成本"),
  retentionCost: option("numbers", "what keeping a customer costs, a unit", "留客成本"),
  retentionCostDecline: option("number", "how fast that falls", "留客成本下降率"),
  defaultProbability: option("number", "the chance not to be paid", "违约概率"),
  horizon: option("value", 'units, or {"months":36} [without end]', "期限 [无限]"),
  timing: choice(["end", "mid", "start"], "when in a unit money comes", "单位内现金流发生的时点"),
};

/** Lists of one number are that number. */
function driversOf(values: Record<string, unknown>): LifetimeDrivers {
  const single = (value: unknown) => (Array.isArray(value) && value.length === 1 ? value[0] : value);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, single(value)]),
  ) as object as LifetimeDrivers;
}

const simple: Analysis = {
  help: bothLanguages(
    "one customer's value from margin, retention and a discount rate",
    "由利润、留存与折现率计算的客户价值",
  ),
  withoutFile: true,
  options: drivers,
  run: async ({ values }) => ({ table: figuresTable(simpleLifetimeValue(driversOf(await values()))) }),
};

const sensitivity: Analysis = {
  help: bothLanguages("what that value depends on most", "该价值对各因素的敏感度"),
  withoutFile: true,
  options: {
    ...drivers,
    change: option("number", "the relative change of each driver [0.05]", "各因素的相对变化 [0.05]"),
  },
  run: async ({ values }) => {
    const { change, ...given } = await values<Record<string, unknown> & { readonly change?: number }>();
    return { table: lifetimeSensitivity(driversOf(given), change === undefined ? {} : { change }) };
  },
};

/** What customers will be worth. */
export const value: Command = { customers, models, alive, forecast, simple, sensitivity };
