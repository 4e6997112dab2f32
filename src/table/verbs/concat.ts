import { ClienteleError } from "../../errors/index.js";
import { BooleanColumn, NumberColumn, type StoredColumn, TextColumn } from "../columns/column.js";
import { TextBuilder } from "../columns/text-builder.js";

interface Side {
  readonly numRows: number;
  readonly columnNames: readonly string[];
  readonly storedColumns: readonly StoredColumn[];
  has(name: string): boolean;
  find(caller: string, name: string): StoredColumn;
}

/** The columns of two tables one below the other, by name; a column that one of them lacks is missing there. */
export function concatColumns(first: Side, second: Side): StoredColumn[] {
  const names = [...first.columnNames, ...second.columnNames.filter((name) => !first.has(name))];
  return names.map((name) => {
    const above = first.has(name) ? first.find("concat", name) : null;
    const below = second.has(name) ? second.find("concat", name) : null;
    return joined(name, above ?? absent(below!, first.numRows), below ?? absent(above!, second.numRows));
  });
}

/** A column of the same type without values. */
function absent(like: StoredColumn, rows: number): StoredColumn {
  return like.take(new Int32Array(rows).fill(-1));
}

function joined(name: string, above: StoredColumn, below: StoredColumn): StoredColumn {
  if (above instanceof TextColumn && below instanceof TextColumn) return joinedText(name, above, below);
  if (above instanceof BooleanColumn && below instanceof BooleanColumn) {
    const flags = new Uint8Array(above.length + below.length);
    flags.set(above.flags);
    flags.set(below.flags, above.length);
    return new BooleanColumn(name, flags);
  }
  if (above instanceof NumberColumn && below instanceof NumberColumn && above.type === below.type) {
    const values = new Float64Array(above.length + below.length);
    values.set(above.values);
    values.set(below.values, above.length);
    return new NumberColumn(name, values, above.type);
  }
  throw new ClienteleError(
    "column-type",
    { function: "concat", column: name },
    `holds ${above.type} values in one table and ${below.type} values in the other`,
  );
}

function joinedText(name: string, above: TextColumn, below: TextColumn): TextColumn {
  const builder = new TextBuilder();
  for (const label of above.labels) builder.encode(label);
  const codeOf = below.labels.map((label) => builder.encode(label));
  const codes = new Int32Array(above.length + below.length);
  codes.set(above.codes);
  for (let row = 0; row < below.length; row++) {
    const code = below.codes[row]!;
    codes[above.length + row] = code < 0 ? -1 : codeOf[code]!;
  }
  return new TextColumn(name, codes, builder.labels);
}
