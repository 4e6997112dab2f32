/** The same analyses where the orders live: statements for databases, and what they give back. */

export type { DialectName, SourceType } from "./dialects/dialect.js";
export { type ReduceQuestion, type ReduceSqlQuestion, reduceSql } from "./reduce-sql.js";
