/**
 * Which needs set my customers apart? Clusters of the answers to a needs survey, described by needs and by what the
 * customers do.
 */
import { assignClusters, chooseClusterCount, clusterCustomers } from "clientele";

// 300 simulated customers, each after a low price, good advice or a clean conscience, say from 1 to 7 how much five
// things matter to them.
let state = 20260630;
const random = () => {
  state = (state * 16807) % 2147483647;
  return state / 2147483647;
};
const matters: Record<string, number[]> = {
  price: [6, 3, 3],
  advice: [2, 6, 4],
  speed: [4, 5, 3],
  origin: [2, 3, 6],
  packaging: [2, 2, 6],
};
const kinds = Array.from({ length: 300 }, () => Math.floor(3 * random()));
const answer = (middle: number) => Math.min(7, Math.max(1, Math.round(middle + 2.4 * (random() + random() - 1))));
const answers = Object.fromEntries(
  Object.entries(matters).map(([need, middle]) => [need, kinds.map((kind) => answer(middle[kind]!))]),
);
const customers = {
  ...answers,
  ordersPerYear: kinds.map((kind) => 1 + Math.floor([9, 4, 6][kind]! * random())),
  channel: kinds.map((kind) => (random() < [0.9, 0.3, 0.6][kind]! ? "web" : "shop")),
};

const features = Object.keys(matters);
const counts = chooseClusterCount(customers, { features, to: 6 });
const votes = Object.entries(counts.recommendations).map(([criterion, k]) => `${criterion} ${k ?? "undecided"}`);
console.log(`How many groups? ${votes.join(", ")}.`);

const clusters = clusterCustomers(customers, { features, k: 3 });
console.log("\nHow much each need matters, from 1 to 7, to a typical customer of each group:");
console.log(clusters.centers.withColumn("customers", clusters.sizes).toString());

console.log("\nThe needs that set each group apart:");
for (const sentence of clusters.profile().sentences({ top: 2 })) console.log(`- ${sentence}`);

console.log("\nWhat the groups do differently, which the clusters did not know of:");
console.log(
  clusters
    .profile({ features: ["ordersPerYear", "channel"] })
    .select("group", "feature", "level", "value", "rest", "effect", "adjustedP")
    .toString(),
);

const [group] = assignClusters(clusters.model, [{ price: 7, advice: 2, speed: 5, origin: 1, packaging: 2 }]);
console.log(`\nA new customer who asks for a low price belongs to group ${group}.`);
