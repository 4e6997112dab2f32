import { join, type Sql, sql, value } from "../sql/sql.js";
import { pathList } from "./source-relation.js";

/** A column of a CSV file and DuckDB's name of its type. */
export interface CsvColumn {
  readonly name: string;
  readonly type: string;
}

/** How a CSV file is written, and the types that fit all of its values, as `sniff_csv` finds them. */
export interface CsvForm {
  readonly dialect: CsvDialect;
  readonly columns: readonly CsvColumn[];
}

interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly newLine: string;
  readonly comment: string;
  readonly skip: number;
  readonly header: boolean;
}

/**
 * Every row counts for the types: where they change later on, the column is text, and nothing is dropped in silence.
 */
const wholeFile = /* @__PURE__ */ sql`sample_size = -1,
  auto_type_candidates = ['NULL', 'BOOLEAN', 'BIGINT', 'DOUBLE', 'VARCHAR']`;

/** CSV files of which DuckDB finds the form in every statement that reads them. */
export function sniffedCsv(paths: readonly string[]): Sql {
  return sql`read_csv(${pathList(paths)}, ${wholeFile})`;
}

/** CSV files of a form that is known. */
export function typedCsv(paths: readonly string[], { dialect, columns }: CsvForm): Sql {
  const types = columns.map(({ name, type }) => sql`${value(name)}: ${value(type)}`);
  return sql`read_csv(${pathList(paths)}, auto_detect = false,
  delim = ${value(dialect.delimiter)}, quote = ${value(dialect.quote)}, escape = ${value(dialect.escape)},
  new_line = ${value(dialect.newLine)}, comment = ${value(dialect.comment)}, skip = ${value(dialect.skip)},
  header = ${value(dialect.header)}, columns = {${join(types, sql`, `)}})`;
}

/** The query of the form of one file, which reads it from end to end. */
export function formQuery(path: string): Sql {
  return sql`SELECT Delimiter AS delimiter, Quote AS quote, Escape AS escape, NewLineDelimiter AS "newLine",
  Comment AS comment, SkipRows::DOUBLE AS skip, HasHeader AS header, Columns AS columns
FROM sniff_csv(${value(path)}, ${wholeFile})`;
}

/** The form in a row of {@link formQuery}; null for one that `read_csv` cannot be told. */
export function formIn(row: Readonly<Record<string, unknown>>): CsvForm | null {
  const { columns, skip, header, ...characters } = row as unknown as CsvDialect & Pick<CsvForm, "columns">;
  const named = (text: string): string => (text === "(empty)" ? "" : text);
  if (columns.some(({ name }) => name === "" || name.includes("\0"))) return null;
  return {
    dialect: {
      delimiter: named(characters.delimiter),
      quote: named(characters.quote),
      escape: named(characters.escape),
      newLine: named(characters.newLine),
      comment: named(characters.comment),
      skip,
      header,
    },
    columns: columns.map(({ name, type }) => ({ name, type })),
  };
}
