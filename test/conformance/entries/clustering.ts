import {
  adjustedRandIndex,
  assignClusters,
  type CustomerClustersModel,
  calinskiHarabasz,
  chooseClusterCount,
  clusterCustomers,
  clusterDrift,
  daviesBouldin,
  gapStatistic,
  type KMeansModel,
  type KPrototypesModel,
  kMeans,
  kPrototypes,
  lookAlikes,
  miniBatchKMeans,
  optimalCuts,
  silhouette,
  silhouetteReport,
  type TableInput,
  table,
} from "../../../src/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

/** Sixty customers of three kinds that lie apart, so that every start finds the same clusters. */
const customers = () => {
  const rows = Array.from({ length: 60 }, (_, i) => i);
  return {
    id: rows.map((i) => `c${(i * 7) % 60}`),
    orders: rows.map((i) => [2, 9, 40][i % 3]! + ((i * i) % 5) / 4),
    profit: rows.map((i) => [-30, 200, 900][i % 3]! + ((i * 13) % 17)),
    attitude: rows.map((i) => [1, 4, 7][i % 3]! + ((i * 5) % 4) / 3),
    channel: rows.map((i) => ["web", "shop", i % 2 === 0 ? "web" : "shop"][i % 3]!),
  };
};

const features = (nameOf: NameOf) =>
  Object.fromEntries([
    [nameOf("orders"), "log"],
    [nameOf("profit"), "asinh"],
    [nameOf("attitude"), "zscore"],
  ] as const);

const numbersOf = (input: object, nameOf: NameOf) =>
  table(input as TableInput).select(nameOf("orders"), nameOf("profit"), nameOf("attitude"));

/** Labels by id, so that the order of the rows does not matter. */
const byId = (input: object, nameOf: NameOf, labels: ArrayLike<number>) =>
  table(input as TableInput)
    .column(nameOf("id"))
    .toArray()
    .map((id, row) => [String(id), labels[row]!] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

const clusters = (input: object, nameOf: NameOf) =>
  clusterCustomers(input as TableInput, { features: features(nameOf), k: 3, tolerance: 0 });

const points = (input: object, nameOf: NameOf) => kMeans(numbersOf(input, nameOf), { k: 3, tolerance: 0 });

const prototypes = (input: object, nameOf: NameOf) =>
  kPrototypes(input as TableInput, { k: 3, numeric: features(nameOf), categorical: [nameOf("channel")] });

const summary = (input: object, nameOf: NameOf) => {
  const found = clusters(input, nameOf);
  return {
    labels: byId(input, nameOf, found.labels),
    inertia: found.inertia,
    sizes: [...found.sizes],
    centers: found.model.centers,
    warnings: found.warnings,
    ledger: found.ledger,
  };
};

type Summary = ReturnType<typeof summary>;

const startsDiffer = "the starts are drawn by row, so another order draws other starts";

export const clusteringEntries: readonly ConformanceEntry[] = [
  {
    name: "clusterCustomers",
    input: customers,
    run: summary,
    model: (input, nameOf) => clusters(input, nameOf).model,
    apply: (model, input) => [...assignClusters(model as CustomerClustersModel, input as TableInput)],
    numeric: ["orders", "profit", "attitude"],
    rescale: ["orders", "profit", "attitude"].map((column) => ({
      column,
      factor: 12,
      expect: (outcome: Summary) => outcome,
    })),
  },
  {
    name: "kMeans",
    input: customers,
    run: (input, nameOf) => {
      const { labels, model, inertia } = points(input, nameOf);
      return { labels: byId(input, nameOf, labels), centers: model.centers, inertia };
    },
    model: (input, nameOf) => points(input, nameOf).model,
    apply: (model, input, nameOf) => [...assignClusters(model as KMeansModel, numbersOf(input, nameOf))],
    numeric: ["orders", "profit", "attitude"],
  },
  {
    name: "kPrototypes",
    input: customers,
    run: (input, nameOf) => {
      const { labels, cost, model } = prototypes(input, nameOf);
      return { labels: byId(input, nameOf, labels), cost, centers: model.centers, modes: model.modes };
    },
    model: (input, nameOf) => prototypes(input, nameOf).model,
    apply: (model, input) => [...assignClusters(model as KPrototypesModel, input as TableInput)],
    numeric: ["orders", "profit", "attitude"],
  },
  {
    name: "miniBatchKMeans",
    input: customers,
    run: (input, nameOf) =>
      byId(input, nameOf, miniBatchKMeans(numbersOf(input, nameOf), { k: 3, batchSize: 30 }).labels),
    model: (input, nameOf) => miniBatchKMeans(numbersOf(input, nameOf), { k: 3, batchSize: 30 }).model,
    apply: (model, input, nameOf) => [...assignClusters(model as KMeansModel, numbersOf(input, nameOf))],
    shuffle: "the batches are drawn by row",
    numeric: ["orders"],
  },
  {
    name: "silhouette, daviesBouldin, calinskiHarabasz, adjustedRandIndex",
    input: customers,
    run: (input, nameOf) => {
      const numbers = numbersOf(input, nameOf);
      const { labels } = points(input, nameOf);
      return [
        silhouette(numbers, labels),
        daviesBouldin(numbers, labels),
        calinskiHarabasz(numbers, labels),
        adjustedRandIndex(labels, labels),
      ];
    },
    numeric: ["profit"],
  },
  {
    name: "silhouetteReport",
    input: customers,
    run: (input, nameOf) => {
      const { labels } = points(input, nameOf);
      const { values, clusters: perCluster, ...whole } = silhouetteReport(numbersOf(input, nameOf), labels);
      return { ...whole, clusters: perCluster.toRows(), values: byId(input, nameOf, values) };
    },
    numeric: ["attitude"],
  },
  {
    name: "chooseClusterCount",
    input: customers,
    run: (input, nameOf) => {
      const counts = chooseClusterCount(numbersOf(input, nameOf), { to: 4, references: 3, resamples: 2 });
      return { rows: counts.toRows(), recommendations: counts.recommendations };
    },
    shuffle: startsDiffer,
    numeric: ["attitude"],
  },
  {
    name: "gapStatistic",
    input: customers,
    run: (input, nameOf) => gapStatistic(numbersOf(input, nameOf), { to: 3, references: 3 }).toRows(),
    shuffle: startsDiffer,
    numeric: ["orders"],
  },
  {
    name: "lookAlikes",
    input: customers,
    run: (input, nameOf) => {
      const alike = lookAlikes(input as TableInput, {
        customer: nameOf("id"),
        features: features(nameOf),
        good: ["c0", "c7", "c14"],
        neighbors: 2,
      });
      const plainName = (feature: unknown) => ["orders", "profit", "attitude"].find((name) => nameOf(name) === feature);
      const rows = alike.toRows().map(({ customer, distance, fit }) => ({
        customer,
        distance,
        fit,
        reasons: alike.explanations
          .where((reason) => reason.customer === customer)
          .toRows()
          .map((reason) => ({ ...reason, feature: plainName(reason.feature) }))
          .sort((a, b) => (String(a.feature) < String(b.feature) ? -1 : 1)),
      }));
      return rows.sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1));
    },
    numeric: ["orders", "profit"],
  },
  {
    name: "clusterDrift",
    input: customers,
    run: (input, nameOf) => {
      const { model } = clusters(input, nameOf);
      const drift = clusterDrift(model, {
        before: input as TableInput,
        after: table(input as TableInput).where((row) => row[nameOf("channel")] === "web"),
        customer: nameOf("id"),
      });
      return {
        rows: drift.toRows(),
        stabilityIndex: drift.stabilityIndex,
        verdict: drift.verdict,
        moves: drift.moves?.toRows(),
      };
    },
    numeric: ["profit"],
  },
  {
    name: "optimalCuts",
    input: () => {
      const { id, profit } = customers();
      return { id, profit };
    },
    run: (input, nameOf) => {
      const column = table(input as TableInput).column(nameOf("profit"));
      const found = optimalCuts(column.toArray() as number[], { k: 3 });
      return { cuts: found.cuts, inertia: found.inertia, labels: byId(input, nameOf, found.labels) };
    },
    numeric: ["profit"],
    rescale: [
      {
        column: "profit",
        factor: 3,
        expect: (outcome: { cuts: number[]; inertia: number }, factor) => ({
          ...outcome,
          cuts: outcome.cuts.map((cut) => cut * factor),
          inertia: outcome.inertia * factor * factor,
        }),
      },
    ],
  },
];
