import type { Chart } from "../../charts/index.js";
import type { Table } from "../../table/index.js";

/** How the cells of a column are written. */
export type CellFormat = "text" | "count" | "amount" | "decimal" | "percent" | "date";

/** A column of a table in the report. */
export interface ReportColumn {
  readonly name: string;
  readonly label: string;
  readonly format: CellFormat;
  /** What stands in cells without a value [nothing]. */
  readonly unknown?: string;
}

/** A table in the report. */
export interface ReportTable {
  readonly caption: string;
  /** The name of the CSV file, without its ending. */
  readonly file: string;
  readonly table: Table;
  /** The columns to show, in this order [all, as their values suggest]. */
  readonly columns?: readonly ReportColumn[] | undefined;
}

/** A chart of the report: drawn for paper and desks, and once more for phones, on which its text would be too small. */
export interface ReportChart extends Chart {
  /** The picture for narrow screens. */
  narrowSvg(): string;
}

/** A chapter: findings first, then charts and tables, how they were computed and what they cannot say. */
export interface Chapter {
  /** The anchor; of letters and hyphens. */
  readonly id: string;
  readonly heading: string;
  /** Sentences with numbers. */
  readonly findings: readonly string[];
  readonly charts: readonly ReportChart[];
  readonly tables: readonly ReportTable[];
  readonly method: string;
  readonly limits: string;
}
