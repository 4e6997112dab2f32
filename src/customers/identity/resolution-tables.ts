import { counted, showNames } from "../../errors/index.js";
import { createTable, type StoredColumn, type Table, textColumnOf } from "../../table/index.js";
import type { BlockingRule } from "./blocking.js";
import type { RecordClusters } from "./cluster-records.js";
import type { ComparedColumn } from "./compared-column.js";
import type { CandidatePairs } from "./pair-levels.js";

/** The columns of `clusters`: one row a record, in the order given. */
export type IdentityClusterColumns = {
  id: number | string | boolean;
  /** Records of one person have one number; from 0 in the order of the smallest id. */
  cluster: number;
  /**
   * The probability of the record's strongest link within its cluster; of a record that is alone, one minus the
   * probability of its strongest link to any other.
   */
  probability: number;
};

/** The columns of `pairs`, the most probable first. */
export type IdentityPairColumns = {
  left: number | string | boolean;
  right: number | string | boolean;
  probability: number;
  /** log₂ of the Bayes factor: what the agreement of the pair is worth, without the prior. */
  weight: number;
  /** The first rule of `block` that brought the pair. */
  rule: string;
  sameCluster: boolean;
};

/** The columns of `blocking`: one row a rule. */
export type IdentityBlockingColumns = {
  rule: string;
  /** Pairs that the rule brings. */
  pairs: number;
  /** Expected matches among them. */
  matches: number;
  /** Expected matches that no other rule brings. */
  onlyHere: number;
  largestBlock: number;
  /** Blocks beyond `largestBlock`, in which only neighbors in sorted order are compared. */
  giantBlocks: number;
  /** The pairs that are not compared for that. */
  pairsLeftOut: number;
};

/** What the tables of the result are made of; records are numbered in the order of their ids. */
export interface Resolved {
  readonly ids: StoredColumn;
  readonly order: Int32Array;
  readonly candidates: CandidatePairs;
  /** log₂ of the odds of each pair. */
  readonly odds: Float64Array;
  readonly probabilities: Float64Array;
  readonly clusters: RecordClusters;
  readonly rules: readonly BlockingRule[];
  readonly prior: number;
}

/** One row a record. */
export function clusterTable({
  ids,
  order,
  candidates,
  probabilities,
  clusters,
}: Resolved): Table<IdentityClusterColumns> {
  const { cluster, sizes } = clusters;
  const strongest = new Float64Array(cluster.length);
  const { left, right, count } = candidates;
  for (let pair = 0; pair < count; pair++) {
    const [i, j] = [left[pair]!, right[pair]!];
    const within = cluster[i] === cluster[j];
    for (const record of [i, j]) {
      if (!within && sizes[cluster[record]!]! > 1) continue;
      strongest[record] = Math.max(strongest[record]!, probabilities[pair]!);
    }
  }
  const clusterOf = new Int32Array(cluster.length);
  const probability = new Float64Array(cluster.length);
  for (let record = 0; record < cluster.length; record++) {
    const row = order[record]!;
    clusterOf[row] = cluster[record]!;
    probability[row] = sizes[cluster[record]!]! > 1 ? strongest[record]! : 1 - strongest[record]!;
  }
  return createTable<IdentityClusterColumns>([
    ["id", ids],
    ["cluster", clusterOf],
    ["probability", probability],
  ]);
}

const ruleName = ({ columns }: BlockingRule): string => columns.map(({ name }) => name).join(" + ");

/** The pairs from a probability on, the most probable first. */
export function pairTable(resolved: Resolved, listFrom: number): Table<IdentityPairColumns> {
  const { ids, order, candidates, odds, probabilities, clusters, rules, prior } = resolved;
  const listed = Int32Array.from({ length: candidates.count }, (_, pair) => pair)
    .filter((pair) => probabilities[pair]! >= listFrom)
    .sort((a, b) => odds[b]! - odds[a]! || a - b);
  const left = listed.map((pair) => candidates.left[pair]!);
  const right = listed.map((pair) => candidates.right[pair]!);
  const { cluster } = clusters;
  const priorOdds = Math.log2(prior / (1 - prior));
  return createTable<IdentityPairColumns>([
    ["left", ids.take(left.map((record) => order[record]!))],
    ["right", ids.take(right.map((record) => order[record]!))],
    ["probability", Float64Array.from(listed, (pair) => probabilities[pair]!)],
    ["weight", Float64Array.from(listed, (pair) => odds[pair]! - priorOdds)],
    [
      "rule",
      textColumnOf(
        "rule",
        listed.map((pair) => candidates.rule[pair]!),
        rules.map(ruleName),
      ),
    ],
    ["sameCluster", Array.from(left, (record, at) => cluster[record] === cluster[right[at]!])],
  ]);
}

/** One row a rule. */
export function blockingTable({ candidates, probabilities, rules }: Resolved): Table<IdentityBlockingColumns> {
  const matches = new Float64Array(rules.length);
  const onlyHere = new Float64Array(rules.length);
  for (let pair = 0; pair < candidates.count; pair++) {
    let brought = 0;
    let last = 0;
    for (const [r, { keys }] of rules.entries()) {
      const key = keys[candidates.left[pair]!]!;
      if (key < 0 || key !== keys[candidates.right[pair]!]) continue;
      brought++;
      last = r;
      matches[r]! += probabilities[pair]!;
    }
    if (brought === 1) onlyHere[last]! += probabilities[pair]!;
  }
  return createTable<IdentityBlockingColumns>({
    rule: rules.map(ruleName),
    pairs: rules.map(({ pairs }) => pairs),
    matches,
    onlyHere,
    largestBlock: rules.map(({ starts, giant }) => {
      let largest = 0;
      for (let block = 0; block < giant.length; block++)
        largest = Math.max(largest, starts[block + 1]! - starts[block]!);
      return largest;
    }),
    giantBlocks: rules.map(({ giant }) => giant.reduce((sum, flag) => sum + flag, 0)),
    pairsLeftOut: rules.map(({ leftOut }) => leftOut),
  });
}

/** Records of which the reader must know. */
export interface RecordCounts {
  /** Records without any value to compare. */
  readonly withoutValues: number;
  /** Records that agree with one of another person in every compared column. */
  readonly copiesApart: number;
  /** Columns with infinite numbers, and how many. */
  readonly infinities: readonly { readonly column: string; readonly count: number }[];
}

/** What the reader must know of the result. */
export function resultWarnings(
  compared: readonly ComparedColumn[],
  rules: readonly BlockingRule[],
  { refusedLinks }: RecordClusters,
  { withoutValues, copiesApart, infinities }: RecordCounts,
): string[] {
  const records = compared[0]!.codes.length;
  const warnings: string[] = [];
  const empty = compared.filter(({ codes }) => codes.every((code) => code < 0)).map(({ name }) => name);
  if (empty.length > 0) warnings.push(`no record has a value in ${showNames(empty)}: no evidence comes from there`);
  if (withoutValues > 0) {
    const [have, stay] = withoutValues === 1 ? ["has", "stays"] : ["have", "stay"];
    warnings.push(`${withoutValues} of ${counted(records, "record")} ${have} no value to compare and ${stay} alone`);
  }
  if (copiesApart > 0) {
    warnings.push(
      `${counted(copiesApart, "record agrees", "records agree")} with another in every compared column and yet ` +
        "were not all taken for one person: their values are too common to tell persons apart, or no rule brought " +
        "them together; compare further columns",
    );
  }
  for (const { column, count } of infinities) {
    warnings.push(
      `${counted(count, "value")} of ${JSON.stringify(column)} ${count === 1 ? "is" : "are"} infinite and missing in ` +
        "the merged records",
    );
  }
  for (const rule of rules) {
    const giant = rule.giant.reduce((sum, flag) => sum + flag, 0);
    if (giant === 0) continue;
    warnings.push(
      `${counted(giant, "block")} of rule ${ruleName(rule)} ${giant === 1 ? "is" : "are"} larger than ` +
        '"largestBlock": each record there was compared with its neighbors in sorted order, and ' +
        `${counted(rule.leftOut, "pair was", "pairs were")} left out; a further column makes the rule finer`,
    );
  }
  if (refusedLinks > 0) {
    warnings.push(
      `${counted(refusedLinks, "link")} joined no clusters, which had too little in common beside the link`,
    );
  }
  return warnings;
}
