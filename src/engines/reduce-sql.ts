import type { SummarizeOptions } from "../customers/index.js";
import {
  type CohortMeasure,
  type CohortOptions,
  cohortMeasures,
  daysPerUnit,
  summarizeOptionNames,
  timeUnit,
} from "../customers/index.js";
import { ClienteleError, knownOptions, oneOf } from "../errors/index.js";
import { type DialectName, dialectNames, type SourceType } from "./dialects/dialect.js";
import { dialectNamed } from "./dialects/dialects.js";
import { orderSourceOf } from "./engine/order-source.js";
import { identifier, type Sql } from "./sql/sql.js";
import { userQuery } from "./sql/user-query.js";
import { cohortCells } from "./statements/cohort-cells.js";
import { customerStatistics } from "./statements/customer-statistics.js";
import { fitStatistics } from "./statements/grouped-statistics.js";
import { orderLedger } from "./statements/order-ledger.js";
import type { OrderSource } from "./statements/order-rows.js";
import type { Statement } from "./statements/statement.js";
import { sorted } from "./statements/statement.js";

const questions = ["customers", "statistics", "cohorts", "ledger"] as const;

/** What a statement asks of orders: see {@link reduceSql}. */
export type ReduceQuestion = (typeof questions)[number];

/** A question about orders in a database. */
export interface ReduceSqlQuestion extends SummarizeOptions {
  readonly question: ReduceQuestion;
  /** The name of the table, or `{ query }` with a SELECT of your own. */
  readonly source: string | { readonly query: string };
  /** Of cohorts [`"month"`]. */
  readonly by?: CohortOptions["by"];
  /** Of cohorts [`"customers"`]. */
  readonly measure?: CohortMeasure;
  /**
   * What the columns hold, by their names, since no database is asked: `"number"`, `"integer64"`, `"text"`,
   * `"boolean"`, `"date"`, `"timestamp"`, `"zonedTimestamp"` [ids are text, dates are timestamps or dates (numbers
   * where `dateUnit` is given), amounts are numbers].
   */
  readonly types?: Readonly<Record<string, SourceType>>;
}

/**
 * How would my warehouse answer that itself? Prints the statement that reduces orders, for dbt or a database that this
 * library does not connect to. `question`:
 * - `"customers"`: one row per customer, with the columns of `docs/statistics.md`; {@link customersFrom} makes
 *   customers of it.
 * - `"statistics"`: `frequency`, `recency`, `age`, `logIntervals` and `count`, which every buy-till-you-die fit takes;
 *   needs `end`.
 * - `"cohorts"`: `cohort` (the number of the period since 1970), `offset`, `value`.
 * - `"ledger"`: one row that counts what the policies leave out, and the faults (missing or unreadable cells) that the
 *   functions in memory refuse. Run it first: the other statements pass over cells without a value.
 *
 * DuckDB and ClickHouse (18.16 and later) run in the tests. The statements for PostgreSQL, BigQuery and Snowflake are
 * written by their manuals and untested. Names are quoted as you write them: Snowflake stores `CUSTOMER` for a column
 * that was made as `customer`.
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * const statement = reduceSql(
 *   { question: "customers", source: "orders", customer: "customer", date: "day", amount: "amount" },
 *   { dialect: "postgres" },
 * );
 * ```
 */
export function reduceSql(question: ReduceSqlQuestion, options: { readonly dialect: DialectName }): string {
  const caller = "reduceSql";
  knownOptions(caller, question, [...summarizeOptionNames, "question", "source", "by", "measure", "types"]);
  knownOptions(caller, options, ["dialect"]);
  if (options.dialect === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      `needs the option "dialect", one of ${dialectNames.join(", ")}`,
    );
  }
  const dialect = dialectNamed(oneOf(caller, "dialect", options.dialect, dialectNames, "duckdb"));
  const source = orderSourceOf(caller, relationOf(caller, question.source), question, columnsOf(caller, question));
  return sorted(statementFor(caller, question, source, dialect)).print(dialect);
}

function statementFor(
  caller: string,
  question: ReduceSqlQuestion,
  source: OrderSource,
  dialect: ReturnType<typeof dialectNamed>,
): Statement {
  const unit = timeUnit(caller, question.unit);
  switch (oneOf(caller, "question", question.question, questions, "customers")) {
    case "customers":
      return customerStatistics(dialect, source);
    case "statistics":
      return fitStatistics(dialect, source, requireEnd(caller, source), daysPerUnit[unit]);
    case "cohorts": {
      const by = oneOf(caller, "by", question.by, ["week", "month", "quarter"], "month");
      const measure = oneOf(caller, "measure", question.measure, cohortMeasures, "customers");
      return cohortCells(dialect, source, by, measure);
    }
    case "ledger":
      return orderLedger(dialect, source);
  }
}

function requireEnd(caller: string, { end }: OrderSource): number {
  if (end !== null) return end;
  throw new ClienteleError(
    "invalid-option",
    { function: caller },
    'question: "statistics" needs the option "end", the last day of observation, to which ages are counted',
  );
}

function relationOf(caller: string, source: ReduceSqlQuestion["source"]): Sql {
  if (typeof source === "object" && source !== null && "query" in source) return userQuery(caller, source.query);
  return identifier(caller, source);
}

/** Columns of which only the caller knows the types. */
function columnsOf(caller: string, { types, date, customer, order, dateUnit }: ReduceSqlQuestion) {
  return (named: string) => {
    const given = types === undefined || !Object.hasOwn(types, named) ? undefined : types[named];
    const guess = named === date ? (dateUnit === undefined ? "timestamp" : "number") : "number";
    const type = given ?? (named === customer || named === order ? "text" : guess);
    return { sql: identifier(caller, named), type };
  };
}
