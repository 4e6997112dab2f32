import { clusterCustomers } from "../../clustering/index.js";
import { scoreRfm } from "../../segments/index.js";
import type { Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";

const own = {
  k: { kind: "number", help: { en: "how many clusters [4]", zh: "聚类个数 [4]" } },
  features: {
    kind: "list",
    help: {
      en: "columns to cluster by, for a file with one row per customer [recency, orders, revenue of orders]",
      zh: "用于聚类的列(每行一个客户)",
    },
  },
  seed: { kind: "number", help: { en: "of the random starts [0]", zh: "随机种子 [0]" } },
} as const;

/** Kinds of customers. */
export const cluster: Command = {
  name: "cluster",
  help: { en: "kinds of customers by k-means", zh: "客户聚类(k 均值)" },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell }) => {
    const rows = await read(file);
    const {
      k = 4,
      features,
      seed = 0,
    } = readValues(own, written) as {
      readonly k?: number;
      readonly features?: readonly string[];
      readonly seed?: number;
    };
    const buyers = features === undefined ? buyersOf(rows, completeOrderOptions(rows, written, tell)) : rows;
    const rules =
      features === undefined
        ? ({ recencyDays: "log", orders: "log", revenue: "log" } as const)
        : Object.fromEntries(features.map((name) => [name, "zscore" as const]));
    const clusters = clusterCustomers(buyers, { features: rules, k, seed });
    return {
      table: clusters.customers,
      before: [String(clusters.centers.withColumn("customers", clusters.sizes))],
      after: clusters.warnings.map((warning) => `Note: ${warning}`),
    };
  },
};

/** Customers with something to take the logarithm of. */
function buyersOf(rows: Table, columns: ReturnType<typeof completeOrderOptions>): Table {
  return scoreRfm(rows, columns)
    .where((row) => row.recencyDays !== null && (row.orders ?? 0) > 0 && (row.revenue ?? 0) > 0)
    .select("customer", "recencyDays", "orders", "revenue") as unknown as Table;
}
