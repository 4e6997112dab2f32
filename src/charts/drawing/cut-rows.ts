import type { DrawContext } from "./draw-context.js";

/** The rows that fit on a chart; further ones are in its data. */
const mostRows = 30;

/** The first rows of a list that may be long, and a sentence that says so where some were cut. */
export function cutRows<Row>(
  rows: readonly Row[],
  { say, count }: DrawContext,
): { shown: readonly Row[]; cut: string } {
  const cut =
    rows.length > mostRows
      ? say(`The first ${mostRows} of ${count(rows.length)}.`, `仅显示 ${count(rows.length)} 项中的前 ${mostRows} 项。`)
      : "";
  return { shown: rows.slice(0, mostRows), cut };
}

/** Sentences of a note, without those that say nothing. */
export function joinNotes(...notes: readonly (string | undefined)[]): string | undefined {
  return notes.filter((note) => note !== undefined && note !== "").join(" ") || undefined;
}
