import type { RowFields } from "./row-splitter.js";

/** Hands rows on only when `held` others have come behind them, so that the last rows of a file are left out. */
export function leavingOutFooter(
  held: number,
  onRow: (fields: RowFields, row: number) => void,
): (fields: RowFields, row: number) => void {
  if (held === 0) return onRow;
  const waiting: { readonly fields: RowFields; readonly row: number }[] = [];
  return (fields, row) => {
    waiting.push({ fields: copied(fields), row });
    if (waiting.length <= held) return;
    const first = waiting.shift()!;
    onRow(first.fields, first.row);
  };
}

/** The row in bytes of its own: the splitter uses its buffers again. */
function copied({ bytes, starts, ends, count }: RowFields): RowFields {
  // The byte before a field tells whether it stood in quotes.
  const from = Math.max(0, starts[0]! - 1);
  return {
    bytes: bytes.slice(from, ends[count - 1]! + 1),
    starts: starts.slice(0, count).map((start) => start - from),
    ends: ends.slice(0, count).map((end) => end - from),
    count,
  };
}
