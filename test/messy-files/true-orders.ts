import type { TrueOrder } from "./messy-file.js";

/** Thirty orders of six customers on days that also lie after the twelfth of their month, with cents and thousands. */
export const trueOrders: readonly TrueOrder[] = Array.from({ length: 30 }, (_, i) => ({
  order: `A${1001 + i}`,
  customer: `C${1 + ((i * i + i) % 7)}`,
  day: new Date(Date.UTC(2026, 0, 5 + ((i * 23) % 110))).toISOString().slice(0, 10),
  amount: i % 9 === 4 ? 1234.5 + i : 12.5 + ((i * 37) % 80),
}));

/** How one column of a file is written. */
export type Writer = (order: TrueOrder, row: number) => string;

/** The columns that every file has, unless it says otherwise. */
export const plainColumns: Readonly<Record<string, Writer>> = {
  order: ({ order }) => order,
  customer: ({ customer }) => customer,
  date: ({ day }) => day,
  amount: ({ amount }) => amount.toFixed(2),
};

/** How a file is laid out. */
export interface Layout {
  readonly delimiter?: string;
  readonly newline?: string;
  readonly header?: boolean;
  readonly above?: string;
  readonly below?: string;
  readonly orders?: readonly TrueOrder[];
}

/** A file with the plain columns and others over or beside them; a column without a writer is left out. */
export function fileOf(columns: Readonly<Record<string, Writer | null>> = {}, layout: Layout = {}): string {
  const { delimiter = ",", newline = "\n", header = true, above = "", below = "", orders = trueOrders } = layout;
  const writers = Object.entries({ ...plainColumns, ...columns }).filter(
    (entry): entry is [string, Writer] => entry[1] !== null,
  );
  const line = (fields: readonly string[]) => fields.map((field) => quoted(field, delimiter)).join(delimiter);
  const lines = orders.map((order, row) => line(writers.map(([, write]) => write(order, row))));
  if (header) lines.unshift(line(writers.map(([name]) => name)));
  return above + lines.join(newline) + newline + below;
}

function quoted(field: string, delimiter: string): string {
  return field.includes(delimiter) || /["\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
