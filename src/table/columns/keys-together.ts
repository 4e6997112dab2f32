import { ClienteleError, showValue } from "../../errors/index.js";
import { BooleanColumn, isMissing, NumberColumn, type StoredColumn, TextColumn } from "./column.js";
import { encodeKeys, type Keys } from "./keys.js";

/**
 * Ids of two tables under common codes: first the rows of `left`, then those of `right`, one below the other. Errors:
 * `column-type` where the columns are of different types, since 17 and "17" are different ids.
 */
export function encodeTogether(caller: string, left: StoredColumn, right: StoredColumn): Keys {
  if (left.type === right.type) return encodeKeys(stack(left, right));
  // A column without values has no type of its own.
  if (isEmpty(right)) return encodeKeys(left.take([...rowsOf(left), ...gapsOf(right)]));
  if (isEmpty(left)) return encodeKeys(right.take([...gapsOf(left), ...rowsOf(right)]));
  const other = left.name === right.name ? "in the other" : `in column ${showValue(right.name)} of the other`;
  throw new ClienteleError(
    "column-type",
    { function: caller, column: left.name },
    `holds ${left.type} values in one table and ${right.type} values ${other}; ids must have one type`,
  );
}

function isEmpty(column: StoredColumn): boolean {
  for (let row = 0; row < column.length; row++) if (!isMissing(column, row)) return false;
  return true;
}

function rowsOf(column: StoredColumn): number[] {
  return Array.from({ length: column.length }, (_, row) => row);
}

function gapsOf(column: StoredColumn): number[] {
  return new Array<number>(column.length).fill(-1);
}

/** The values of two columns of one type, one below the other. */
function stack(left: StoredColumn, right: StoredColumn): StoredColumn {
  if (left instanceof TextColumn && right instanceof TextColumn) return stackText(left, right);
  if (left instanceof NumberColumn && right instanceof NumberColumn) {
    const values = new Float64Array(left.length + right.length);
    values.set(left.values);
    values.set(right.values, left.length);
    return new NumberColumn(left.name, values, left.type);
  }
  return BooleanColumn.from(left.name, [...left, ...right]);
}

function stackText(left: TextColumn, right: TextColumn): TextColumn {
  const labels = [...left.labels];
  const codeOf = new Map(labels.map((label, code) => [label, code]));
  const translated = right.labels.map((label) => {
    const known = codeOf.get(label);
    if (known !== undefined) return known;
    labels.push(label);
    return labels.length - 1;
  });
  const codes = new Int32Array(left.length + right.length);
  codes.set(left.codes);
  for (let row = 0; row < right.length; row++) {
    const code = right.codes[row]!;
    codes[left.length + row] = code < 0 ? -1 : translated[code]!;
  }
  return new TextColumn(left.name, codes, labels);
}
