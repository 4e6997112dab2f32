import { ClienteleError, columnList, knownOptions, numberOption, requireModel, showValue } from "../../errors/index.js";
import {
  type Columns,
  countInfinities,
  dateColumn,
  findColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { type BlockingRule, blockRecords } from "./blocking.js";
import { collectCandidates } from "./candidate-pairs.js";
import { clusterRecords } from "./cluster-records.js";
import {
  type CompareColumn,
  type ComparedAs,
  compareOption,
  type IdentityLibraries,
  librariesOption,
} from "./compare-option.js";
import { type ComparedColumn, readComparedColumns } from "./compared-column.js";
import { explainPair, findRecord, type PairExplanation } from "./explain-pair.js";
import { fitIdentity } from "./fit-identity.js";
import { copiesLeftApart, identicalRecords } from "./identical-records.js";
import { type IdentityModel, identityFormat } from "./identity-model.js";
import type { CandidatePairs } from "./pair-levels.js";
import { bitsOfPairs, createScorer, oddsOfPairs, probabilityOf, weightsOfModel } from "./pair-weights.js";
import { recordIds } from "./record-ids.js";
import { withoutRepeated } from "./repeated-columns.js";
import {
  blockingTable,
  clusterTable,
  type IdentityBlockingColumns,
  type IdentityClusterColumns,
  type IdentityPairColumns,
  pairTable,
  type RecordCounts,
  type Resolved,
  resultWarnings,
} from "./resolution-tables.js";
import {
  type MergedRecords,
  type MergeLedger,
  mergeRecords,
  type SurvivorshipPolicy,
  survivorshipOption,
} from "./survivorship.js";

/** Options of {@link resolveIdentities}. */
export interface ResolveIdentitiesOptions extends IdentityLibraries {
  /** The column with the id of each record; each id once. */
  readonly id: string;
  /** The columns that say who a record is; with a `model`, its columns. */
  readonly compare?: readonly CompareColumn[] | undefined;
  /**
   * The rules that bring pairs to compare: lists of columns whose normalized values all agree, such as
   * `[["name", "born"], ["phone"]]`; with a `model`, its rules.
   */
  readonly block?: readonly (readonly string[])[] | undefined;
  /** The probability from which two records are linked [0.5]. */
  readonly threshold?: number | undefined;
  /** A model of earlier records, which is applied instead of fitting one. */
  readonly model?: IdentityModel | undefined;
  /** Which value a merged record keeps, by column [`"mostFrequent"`]. */
  readonly survivorship?: Readonly<Record<string, SurvivorshipPolicy>> | undefined;
  /** The column with the time at which a record was updated, for `"mostRecent"`. */
  readonly updated?: string | undefined;
  /** The probability from which pairs are listed in `pairs` [0.1]. */
  readonly listFrom?: number | undefined;
  /** Of blocks with more records than this [1000], each record is compared with its 20 neighbors in sorted order. */
  readonly largestBlock?: number | undefined;
  /** The seed of the random pairs from which chance agreement is estimated [1]. */
  readonly seed?: number | undefined;
}

/** Which records are of one person: the result of {@link resolveIdentities}. */
export interface ResolvedIdentities {
  readonly clusters: Table<IdentityClusterColumns>;
  readonly pairs: Table<IdentityPairColumns>;
  readonly model: IdentityModel;
  /** One row a person: `cluster`, `records`, and the columns given, as the survivorship policies choose. */
  readonly merged: Table<Columns & { cluster: number; records: number }>;
  /** The values that merging gave up, with counts of the whole. */
  readonly ledger: MergeLedger;
  readonly blocking: Table<IdentityBlockingColumns>;
  /**
   * The share of all matches that the rules bring, estimated, those left out in large blocks counted as not brought;
   * null where there is too little to estimate it from.
   */
  readonly blockingRecall: number | null;
  readonly threshold: number;
  readonly warnings: readonly string[];
  /** The waterfall of weights behind the decision on two records, given by their ids. Errors: `out-of-range`. */
  explain(left: number | string | boolean, right: number | string | boolean): PairExplanation;
}

const optionNames = [
  "id",
  "compare",
  "block",
  "threshold",
  "model",
  "survivorship",
  "updated",
  "listFrom",
  "largestBlock",
  "seed",
  "pinyin",
  "phones",
  "country",
] as const satisfies readonly (keyof ResolveIdentitiesOptions)[];

/**
 * Which records are the same person? Records of one or several systems are compared pair by pair, and those of one
 * person become a cluster and one merged record, with a probability and a reason for every decision.
 *
 * Values are normalized first: case, accents and full width; apostrophes and hyphens in names; "st." and "street" in
 * addresses; calling codes in phone numbers; dates in any order. Given `pinyin` (the module of pinyin-pro), Chinese
 * names are compared in pinyin; given `phones` (the module of libphonenumber-js), phone numbers in E.164. Rules in
 * `block` say which pairs are compared at all; `blockingRecall` estimates which share of the matches they bring, and
 * `blocking` what each of them brings alone.
 *
 * Agreement is weighed by Fellegi and Sunter, in levels (exact, near by Jaro-Winkler and Damerau, day and month
 * exchanged, two columns in each other's place), rare values more than frequent ones. A missing value is no evidence,
 * for nor against; a column that repeats others (a full name beside its parts) is left out, as `warnings` say. People
 * who share a household, or twins their birthday, too, are told from one person who is recorded twice, where there are
 * many of them: agreement in what they share is no chance (`model.relations`). Names and dates tell them apart, which
 * moving does not change: say which columns are names (`as: "name"`) where they are not called so (`first_name`,
 * `surname`, …). `model.columns` says what each column was taken for.
 *
 * A link of at least `threshold` joins two clusters when the mean probability over all pairs between them is at least
 * half of it, so that a single weak link makes no chain. In large blocks (`largestBlock`) each record is compared with
 * its neighbors in sorted order only, as `blocking` and `warnings` say. Results do not depend on the order of the rows.
 *
 * The `model` is plain data and holds how common the most frequent values are, names among them; with `{ model }` new
 * records are resolved as the old ones were, together with them in one table.
 *
 * @param records - a row a record, each with an id of its own
 * @returns `clusters` (id, cluster, probability), `pairs`, `merged`, `ledger`, `blocking`, `blockingRecall`, `model`,
 * `threshold`, `warnings`, and `explain(left, right)`, a waterfall of weights
 *
 * Errors: `empty-table`, `unknown-column`, `duplicate-column`, `missing-value` and `inconsistent-row` (an id that is
 * missing or stands twice), `not-a-number`, `not-a-date` (in `updated`), `invalid-option`, `unusable-model`.
 *
 * Sources: Fellegi and Sunter (1969); Winkler (1989, 1990) for values and strings; Larsen and Rubin (2001) for the
 * mixture of matches, relatives and strangers; Hernández and Stolfo (1995) for neighbors in sorted order.
 *
 * @example
 * ```ts
 * const { clusters, explain } = resolveIdentities(
 *   {
 *     id: ["crm-1", "shop-7", "crm-2"],
 *     name: ["Anna Weber", "Anna Weeber", "Otto Kaya"],
 *     born: ["1980-05-04", "1980-04-05", "1971-12-30"],
 *     mail: ["anna@mail.example", "Anna@mail.example", "otto@mail.example"],
 *   },
 *   {
 *     id: "id",
 *     compare: [{ column: "name", as: "name" }, { column: "born", as: "date" }, { column: "mail", as: "email" }],
 *     block: [["mail"], ["born"], ["name"]],
 *   },
 * );
 * clusters.column("cluster").toArray(); // [0, 0, 1]: crm-1 and shop-7 are of one person
 * console.log(explain("crm-1", "shop-7").toString());
 * ```
 */
export function resolveIdentities(records: TableInput, options: ResolveIdentitiesOptions): ResolvedIdentities {
  const caller = "resolveIdentities";
  knownOptions(caller, options, optionNames);
  const table = toTable(caller, records);
  requireRows(caller, table);
  const threshold = numberOption(caller, "threshold", options.threshold ?? 0.5, { min: 0, max: 1, exclusive: true });
  const listFrom = numberOption(caller, "listFrom", options.listFrom ?? 0.1, { min: 0, max: 1, exclusive: true });
  const largest = numberOption(caller, "largestBlock", options.largestBlock ?? 1000, { min: 2, integer: true });
  const seed = numberOption(caller, "seed", options.seed ?? 1);
  const survivorship = survivorshipOption(caller, table, options.survivorship, options.updated);
  // Merging waits until it is asked for, but a date that is none must not.
  const { updated } = options;
  const moments = updated === undefined ? null : dateColumn(caller, table, updated, { missing: "keep" });
  const { ids, order } = recordIds(caller, table, options.id);
  const { compared, rules, repeated } = readRules(caller, table, options, order, largest);
  const size = table.numRows;
  const copies = identicalRecords(compared, size);
  const { model, candidates, warnings } =
    options.model === undefined
      ? fitIdentity({ compared, rules, records: size, copies, threshold, seed })
      : applyModel(options.model, compared, rules, size);
  const weights = weightsOfModel(compared, model);
  const odds = oddsOfPairs(weights, bitsOfPairs(weights, candidates), candidates.count);
  const probabilities = odds.map(probabilityOf);
  const clusters = clusterRecords(size, candidates, probabilities, threshold, createScorer(weights));
  const resolved: Resolved = { ids, order, candidates, odds, probabilities, clusters, rules, prior: model.prior };
  const withoutValues = recordsWithoutValues(compared, size);
  const counts = {
    withoutValues,
    copiesApart: copiesLeftApart(compared, copies, clusters.cluster),
    infinities: infiniteValues(caller, table, options.id),
  };
  let merging: MergedRecords | undefined;
  const merge = (): MergedRecords => {
    merging ??= mergeRecords(caller, {
      table,
      id: options.id,
      order,
      clusters,
      survivorship,
      updated,
      moments,
      withoutValues,
    });
    return merging;
  };
  return Object.freeze({
    clusters: clusterTable(resolved),
    pairs: pairTable(resolved, listFrom),
    model,
    // Merging a million records costs as much as a rule, and not everybody wants it: it waits until it is asked for.
    get merged() {
      return merge().merged;
    },
    get ledger() {
      return merge().ledger;
    },
    blocking: blockingTable(resolved),
    blockingRecall: model.blockingRecall,
    threshold,
    warnings: Object.freeze([...repeated, ...warnings, ...resultWarnings(compared, rules, clusters, counts)]),
    explain: (left: number | string | boolean, right: number | string | boolean) =>
      explainPair(model, weights, findRecord(ids, order, "left", left), findRecord(ids, order, "right", right)),
  });
}

function readRules(
  caller: string,
  table: Table,
  options: ResolveIdentitiesOptions,
  order: Int32Array,
  largest: number,
): { compared: ComparedColumn[]; rules: BlockingRule[]; repeated: readonly string[] } {
  const { model } = options;
  if (model !== undefined) requireModel(caller, model, [identityFormat]);
  if (model !== undefined && options.compare !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options.compare },
      'option "compare" goes without "model", which knows its columns',
    );
  }
  const columns = model === undefined ? compareOption(caller, options.compare) : model.columns;
  const block = options.block === undefined && model !== undefined ? model.block : blockOption(caller, options.block);
  const names = new Set(columns.map(({ column }) => column));
  const knownAs = new Map(model?.blockColumns.map(({ column, as }): [string, ComparedAs] => [column, as]));
  const only = [...new Set(block.flat())].filter((name) => !names.has(name));
  const libraries = librariesOption(caller, options);
  const read = (wanted: readonly { readonly column: string; readonly as: ComparedAs | undefined }[]) =>
    readComparedColumns(caller, table, wanted, order, libraries);
  const given = read(columns.map(({ column, as }) => ({ column, as })));
  const blocking = read(only.map((column) => ({ column, as: knownAs.get(column) })));
  const { telling: compared, warnings: repeated } =
    model === undefined ? withoutRepeated(given) : { telling: given, warnings: [] };
  const byName = new Map([...given, ...blocking].map((column) => [column.name, column]));
  const rules = block.map((rule) =>
    blockRecords(
      rule.map((name) => byName.get(name)!),
      compared,
      table.numRows,
      largest,
    ),
  );
  return { compared, rules, repeated };
}

function blockOption(caller: string, block: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(block) || block.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: block },
      'option "block" must be a list of rules, each a list of columns, such as [["name", "born"], ["phone"]], got ' +
        showValue(block),
    );
  }
  return [...block].map((rule, r) => columnList(caller, `block[${r}]`, rule));
}

function applyModel(
  model: IdentityModel,
  compared: readonly ComparedColumn[],
  rules: readonly BlockingRule[],
  records: number,
): { model: IdentityModel; candidates: CandidatePairs; warnings: readonly string[] } {
  return { model, candidates: collectCandidates(rules, weightsOfModel(compared, model), records), warnings: [] };
}

function infiniteValues(caller: string, table: Table, id: string): RecordCounts["infinities"] {
  return table.columnNames
    .filter((name) => name !== id)
    .map((column) => ({ column, count: countInfinities(findColumn(caller, table, column)) }))
    .filter(({ count }) => count > 0);
}

function recordsWithoutValues(compared: readonly ComparedColumn[], records: number): number {
  let without = 0;
  for (let record = 0; record < records; record++) if (compared.every(({ codes }) => codes[record]! < 0)) without++;
  return without;
}
