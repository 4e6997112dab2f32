import {
  type ClusterCustomersOptions,
  chooseClusterCount,
  clusterCustomers,
  type FeatureRules,
  type GoodCustomers,
  type KPrototypesOptions,
  kPrototypes,
  type LookAlikesOptions,
  lookAlikes,
} from "../../../clustering/index.js";
import { scoreRfm } from "../../../segments/index.js";
import type { Table } from "../../../table/index.js";
import type { Analysis, Command, CommandContext } from "../../command/command.js";
import { choice, option, renamed } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions } from "../../options/order-options.js";
import { notesOf } from "../../output/figures.js";

const features = option(
  "features",
  "columns of a file with one row per customer: age,income:log [recency, orders, revenue of orders]",
  "用于聚类的列(每行一个客户)[订单的最近购买、次数、收入]",
);
const missingFeatures = renamed(
  "missing",
  choice(["error", "drop", "median"], "rows with a missing feature [error]", "特征缺失的行 [error]"),
);
const seed = option("number", "of the random starts [0]", "随机种子 [0]");
const restarts = option("number", "random starts, of which the best counts [10]", "随机起点次数 [10]");
const maxIterations = option("number", "the most steps of the algorithm", "最大迭代次数");

/** Customers with something to take the logarithm of, and how they are compared; or the file as it is. */
async function rowsToCluster(
  context: CommandContext,
  given: FeatureRules | undefined,
): Promise<{ readonly rows: Table; readonly rules: FeatureRules }> {
  if (given !== undefined) return { rows: await context.read(), rules: given };
  const orders = await context.orders();
  const scores =
    orders.at === "engine"
      ? await orders.engine.scoreRfm(orders.source, orders.columns)
      : scoreRfm(orders.table, orders.columns);
  const buyers = scores.where((row) => row.recencyDays !== null && (row.orders ?? 0) > 0 && (row.revenue ?? 0) > 0);
  const rows: object = buyers.select("customer", "recencyDays", "orders", "revenue");
  return { rows: rows as Table, rules: { recencyDays: "log", orders: "log", revenue: "log" } };
}

const customers: Analysis = {
  help: bothLanguages("kinds of customers by k-means", "客户聚类(k 均值)"),
  orders: orderOptions,
  options: {
    features,
    k: option("number", "how many clusters [4]", "聚类个数 [4]"),
    missingFeatures,
    init: choice(["k-means++", "random"], "how starts are drawn [k-means++]", "初始化方法 [k-means++]"),
    restarts,
    swaps: option("number", "attempts to move a center elsewhere, a start", "每次起点后的换位尝试"),
    maxIterations,
    tolerance: option("number", "the change of inertia that counts as none", "收敛容差"),
    seed,
    weights: option("text", "a column of weights of rows", "权重列"),
  },
  tables: ["customers", "centers"],
  onEngine: true,
  run: async (context) => {
    type Asked = Partial<Omit<ClusterCustomersOptions, "weights">> & { readonly weights?: string };
    const { features: given, weights, k = 4, ...others } = await context.values<Asked>();
    const { rows, rules } = await rowsToCluster(context, given);
    const weighted = weights === undefined ? {} : { weights: numbersOf(rows, weights) };
    const clusters = clusterCustomers(rows, { ...others, ...weighted, features: rules, k });
    const centers = clusters.centers.withColumn("customers", clusters.sizes);
    return {
      table: clusters.customers,
      tables: { customers: clusters.customers, centers },
      picture: clusters,
      before: [String(centers)],
      after: notesOf(clusters.warnings),
    };
  },
};

function numbersOf(rows: Table, name: string): Float64Array {
  return Float64Array.from(rows.column(name), (value) => (typeof value === "number" ? value : Number.NaN));
}

const count: Analysis = {
  help: bothLanguages(
    "how many clusters there are: elbow, silhouette, gap, stability",
    "聚类个数:肘部、轮廓、间隙、稳定性",
  ),
  orders: orderOptions,
  options: {
    features,
    missingFeatures,
    from: option("number", "the fewest clusters [2]", "最少聚类数 [2]"),
    to: option("number", "the most clusters [10]", "最多聚类数 [10]"),
    restarts,
    references: option("number", "reference sets of the gap statistic [10]", "间隙统计量的参照集 [10]"),
    resamples: option("number", "pairs of resamples of the stability [10]", "稳定性重抽样次数 [10]"),
    sample: option("number", "the most rows that are compared pair by pair [5000]", "成对比较的最大行数 [5000]"),
    seed,
  },
  onEngine: true,
  run: async (context) => {
    const { features: given, ...others } = await context.values<{ readonly features?: FeatureRules }>();
    const { rows, rules } = await rowsToCluster(context, given);
    const counts = chooseClusterCount(rows, { ...others, features: rules });
    const advice = Object.entries(counts.recommendations).map(([by, k]) => `${by} ${k ?? "–"}`);
    return {
      table: counts,
      before: [`${context.say("Clusters", "聚类数")}: ${advice.join(", ")}`],
      after: notesOf(counts.warnings),
    };
  },
};

const mixed: Analysis = {
  help: bothLanguages("kinds of customers by numbers and categories (k-prototypes)", "数值与类别混合聚类(k 原型)"),
  options: {
    k: option("number", "how many clusters [4]", "聚类个数 [4]"),
    categorical: option("list", "the columns of categories", "类别列"),
    numeric: option("features", "the columns of numbers: age,income:log [all others]", "数值列 [其余各列]"),
    gamma: option("number", "the weight of categories against numbers [balanced]", "类别相对数值的权重 [自动平衡]"),
    missingFeatures,
    restarts,
    maxIterations,
    seed,
  },
  tables: ["rows", "prototypes"],
  run: async ({ read, values }) => {
    const rows = await read();
    const { k = 4, ...others } = await values<Partial<KPrototypesOptions>>();
    const found = kPrototypes(rows, { ...others, k } as KPrototypesOptions);
    const clustered = rows.withColumn("cluster", found.labels);
    return {
      table: clustered,
      tables: { rows: clustered, prototypes: found.prototypes },
      before: [String(found.prototypes)],
      after: notesOf(found.warnings),
    };
  },
};

const alike: Analysis = {
  help: bothLanguages("who is most like customers that you name", "与指定客户最相似的客户"),
  options: {
    features: option("features", "columns in which they should be alike: age,income:log", "用于比较的列"),
    good: option(
      "list",
      "ids of the customers that others should be like, or a column that is true for them",
      "目标客户的编号,或标记列",
    ),
    customer: option("text", "the column of ids [rows by their number]", "客户列 [行号]"),
    top: option("number", "how many [100]", "个数 [100]"),
    neighbors: option("number", "nearest good customers that each is compared with [5]", "比较的最近目标客户数 [5]"),
    missingFeatures,
  },
  tables: ["customers", "explanations"],
  run: async ({ read, values }) => {
    const rows = await read();
    const { good, ...others } = await values<Omit<LookAlikesOptions, "good"> & { readonly good?: readonly string[] }>();
    const found = lookAlikes(rows, { ...others, good: goodCustomers(rows, good, others.customer) });
    return {
      table: found,
      tables: { customers: found, explanations: found.explanations },
      after: notesOf(found.warnings),
    };
  },
};

/** A column of flags where one is named; otherwise ids, of the type that the column of ids has. */
function goodCustomers(rows: Table, good: readonly string[] = [], customer: string | undefined): GoodCustomers {
  if (good.length === 1 && rows.columnNames.includes(good[0]!)) return rows.column(good[0]!);
  const isNumber = customer === undefined || rows.column(customer).type === "number";
  return isNumber ? good.map(Number) : good;
}

/** Kinds of customers. */
export const cluster: Command = { customers, count, mixed, alike };
