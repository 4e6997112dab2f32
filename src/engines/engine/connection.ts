import type { Dialect, SourceType } from "../dialects/dialect.js";
import type { Sql } from "../sql/sql.js";
import type { Statement } from "../statements/statement.js";
import type { EngineSource, RunOptions, ScoreTarget } from "./engine.js";

/** Values of a column of a result as they arrive: numbers with NaN, or ids with null, where missing. */
export type ChunkValues = Float64Array | readonly (string | null)[] | BigInt64Array | BigUint64Array | Uint8Array;

/**
 * Some rows of a result. Numbers are doubles, NaN where missing. Ids are doubles, texts (null where missing), 64-bit
 * whole numbers (none missing) or booleans as 0 and 1 (2 where missing).
 */
export interface Chunk {
  readonly rows: number;
  /** In the order of the columns of the statement. */
  readonly columns: readonly ChunkValues[];
}

/** A column of a table in an engine. */
export interface DescribedColumn {
  readonly name: string;
  readonly type: SourceType;
}

/**
 * What an engine has to be able to do; all analyses are built on it, once for every engine. Errors that come from the
 * engine are `ClienteleError`s with the code `engine`, without credentials; a cancelled call fails with the reason of
 * its signal.
 */
export interface Connection {
  readonly dialect: Dialect;
  /** A source as it stands behind FROM, which may have to be looked at first. Errors: `invalid-option`. */
  relation(caller: string, source: EngineSource, options: RunOptions): Sql | Promise<Sql>;
  /** The columns of a relation. */
  columns(caller: string, relation: Sql): Promise<readonly DescribedColumn[]>;
  /**
   * Refuses a relation of which a customer has rows on several shards, each of which would count him for its own.
   * Errors: `scattered-customers`.
   */
  requireTogether?(
    caller: string,
    relation: Sql,
    customer: { readonly name: string; readonly sql: Sql; readonly type: SourceType },
    options: RunOptions,
  ): Promise<void>;
  /**
   * Runs a statement on every shard and gives the rows of all, unmerged, those of each shard whole: a failure anywhere
   * is an error, also after the first rows.
   */
  chunks(caller: string, statement: Statement, options: RunOptions): AsyncIterable<Chunk>;
  /** Whether rows of `chunks` may come from more than one shard, so that they have to be merged. */
  readonly sharded: boolean;
  /** Takes scores and makes them a table or a file when it is closed, or nothing when it is aborted. */
  writer(caller: string, into: ScoreTarget, columns: readonly WrittenColumn[]): Promise<ScoreWriter>;
  close(): Promise<void>;
}

/** A column that is written; ids keep the type that they have in the orders. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: SourceType;
}

/** Writes scores chunk by chunk; nothing has the final name before `finish`. */
export interface ScoreWriter {
  write(chunk: Chunk): Promise<void>;
  finish(): Promise<void>;
  abort(): Promise<void>;
}
