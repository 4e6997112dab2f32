import { ClienteleError, counted, inNameOf, knownOptions, numberOption, requireModel } from "../../errors/index.js";
import { encodeFor, type MissingAdvice, predictProbability } from "../../learning/index.js";
import { sortedOrder } from "../../numeric/index.js";
import {
  type Column,
  createTable,
  findColumn,
  hasColumn,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { type ResponseModel, responseFormat } from "./response-model.js";

/** Options of {@link scoreResponse}. */
export interface ScoreResponseOptions {
  /** The column of the id, carried along [`"customer"` where there is such a column]. */
  readonly customer?: string;
  /** What it costs to contact one customer; with `marginPerResponse` it decides whom to contact. */
  readonly contactCost?: number;
  /** What a response brings in, before the cost of the contact: a number, or a column with one for each customer. */
  readonly marginPerResponse?: number | string;
  /**
   * The share of customers to contact, best first, such as the `share` of `contactDepth` [all whose expected gain is
   * above 0].
   */
  readonly depth?: number;
  /** How many customers can be contacted at most [no limit]. */
  readonly capacity?: number;
}

/** The columns of {@link scoreResponse}. */
export type ResponseScoreColumns = {
  /** Only where there is a column of ids. */
  customer: number | string | boolean;
  /** Of responding, 0..1. */
  probability: number;
  /**
   * 1 for the first to contact: by expected gain where there is one, else by probability; equal ones in the order of
   * the table.
   */
  rank: number;
  /** probability · marginPerResponse − contactCost; missing without both. */
  expectedGain: number;
  /** Whether to contact the customer; missing without money, depth or capacity. */
  contact: boolean;
};

/** What the scores say about themselves. */
export interface ResponseScoreAttributes {
  /** How many are to be contacted; null where nothing says whom. */
  readonly contacted: number | null;
  /** How many of these should respond. */
  readonly expectedResponses: number | null;
  /** What that should earn, contacts paid; null without money. */
  readonly expectedGain: number | null;
  /** Cells with a category that the model has not learnt, taken as the first one of their column. */
  readonly unseen: number;
  readonly warnings: readonly string[];
}

/** A row for each customer, in the order given. */
export type ResponseScores = Table<ResponseScoreColumns, ResponseScoreAttributes>;

/**
 * Whom should I contact? The probability that each customer responds, what a contact should earn, and who is to be
 * contacted: everybody from whom more is expected than a contact costs, or the best ones down to a depth or a capacity.
 *
 * Errors: `unusable-model`, `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `invalid-option`.
 *
 * @example
 * ```ts
 * const list = scoreResponse(model, customers, { contactCost: 2, marginPerResponse: 25 });
 * list.where((row) => row.contact === true).sortBy("rank"); // the mailing list
 * ```
 */
export function scoreResponse(
  model: ResponseModel,
  customers: TableInput,
  options: ScoreResponseOptions = {},
): ResponseScores {
  const caller = "scoreResponse";
  knownOptions(caller, options, ["customer", "contactCost", "marginPerResponse", "depth", "capacity"]);
  requireModel(caller, model, [responseFormat]);
  const table = toTable(caller, customers);
  requireRows(caller, table);
  const id = options.customer ?? (hasColumn(table, "customer") ? "customer" : undefined);
  const ids = id === undefined ? null : findColumn(caller, table, id).named("customer");
  const gainOf = readMoney(caller, table, options);
  const limit = readLimit(caller, table.numRows, options);
  const { encoder } = model;
  // Those who have not been contacted yet have no outcome, even where the table has a column for it.
  const features = encoder.target !== null && hasColumn(table, encoder.target) ? table.drop(encoder.target) : table;
  const encoded = encodeFor(caller, features, { encoder }, missingAdvice);
  const probability = inNameOf(caller, () => predictProbability(model.classifier, encoded.X));
  const expectedGain = gainOf === null ? null : probability.map(gainOf);
  const order = sortedOrder((expectedGain ?? probability).map((value) => -value));
  const rank = new Float64Array(table.numRows);
  order.forEach((row, place) => {
    rank[row] = place + 1;
  });
  const contact = chosenRows(rank, expectedGain, limit);
  const columns: (readonly [string, ArrayLike<unknown> | Column])[] = [
    ["probability", probability],
    ["rank", rank],
    ["expectedGain", expectedGain ?? new Float64Array(table.numRows).fill(Number.NaN)],
    ["contact", contact ?? Array.from(rank, () => null)],
  ];
  if (ids !== null) columns.unshift(["customer", ids]);
  const sum = (values: Float64Array | null): number | null =>
    contact === null || values === null
      ? null
      : values.reduce((total, value, row) => total + (contact[row] === true ? value : 0), 0);
  return createTable<ResponseScoreColumns, ResponseScoreAttributes>(columns, {
    contacted: contact === null ? null : contact.filter(Boolean).length,
    expectedResponses: sum(probability),
    expectedGain: sum(expectedGain),
    unseen: encoded.ledger.unseen,
    warnings: Object.freeze([...encoded.warnings, ...unseenWarning(encoded.ledger.unseen)]),
  });
}

const missingAdvice: MissingAdvice = {
  number:
    "fill it with withColumn, or leave such rows out with where; a model of fitResponse with classifier: " +
    '"boosted-trees" and missing: "keep" takes it',
  category:
    'fill it with withColumn, or leave such rows out with where; a model of fitResponse with missing: "keep" takes it',
};

/** What a customer of some probability is expected to earn; null without money. */
function readMoney(
  caller: string,
  table: Table,
  { contactCost, marginPerResponse }: ScoreResponseOptions,
): ((probability: number, row: number) => number) | null {
  if (contactCost === undefined && marginPerResponse === undefined) return null;
  if (contactCost === undefined || marginPerResponse === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      'the options "contactCost" and "marginPerResponse" belong together',
    );
  }
  const cost = numberOption(caller, "contactCost", contactCost, { min: 0 });
  if (typeof marginPerResponse === "string") {
    const margins = numberColumn(caller, table, marginPerResponse);
    return (probability, row) => probability * margins[row]! - cost;
  }
  const margin = numberOption(caller, "marginPerResponse", marginPerResponse);
  return (probability) => probability * margin - cost;
}

/** How many may be contacted, and whether those who do not pay are, too. */
interface ContactLimit {
  readonly most: number;
  readonly whatever: boolean;
}

function readLimit(caller: string, rows: number, { depth, capacity }: ScoreResponseOptions): ContactLimit | null {
  if (depth === undefined && capacity === undefined) return null;
  const byDepth =
    depth === undefined ? rows : Math.round(rows * numberOption(caller, "depth", depth, { min: 0, max: 1 }));
  const byCapacity =
    capacity === undefined ? rows : numberOption(caller, "capacity", capacity, { min: 0, integer: true });
  return { most: Math.min(byDepth, byCapacity), whatever: depth !== undefined };
}

/** Whom to contact; null where neither money nor a limit says so. */
function chosenRows(
  rank: Float64Array,
  expectedGain: Float64Array | null,
  limit: ContactLimit | null,
): boolean[] | null {
  if (expectedGain === null && limit === null) return null;
  const { most, whatever } = limit ?? { most: rank.length, whatever: false };
  return Array.from(
    rank,
    (place, row) => place <= most && (whatever || expectedGain === null || expectedGain[row]! > 0),
  );
}

function unseenWarning(cells: number): string[] {
  if (cells === 0) return [];
  return [
    `${counted(cells, "cell holds", "cells hold")} a category that the model has not learnt; each counts as ` +
      `the first of its column`,
  ];
}
