import { ClienteleError } from "../errors/index.js";
import { NumberColumn, type StoredColumn, TextColumn } from "./column.js";
import { encodeKeys, type Keys } from "./keys.js";

/**
 * Ids of two tables under common codes: first the rows of `left`, then those of `right`, one below the other. Errors: `column-type` where the columns are of different types, since 17 and "17" are different ids.
 */
export function encodeTogether(caller: string, left: StoredColumn, right: StoredColumn): Keys {
  if (left.type !== right.type) {
    throw new ClienteleError(
      "column-type",
      { function: caller, column: left.name },
      `holds ${left.type} values in one table and ${right.type} values in the other; a key must have one type`,
    );
  }
  return encodeKeys(stack(left, right));
}

/** The values of two columns of one type, one below the other. */
function stack(left: StoredColumn, right: StoredColumn): StoredColumn {
  if (left instanceof TextColumn && right instanceof TextColumn) return stackText(left, right);
  const values = new Float64Array(left.length + right.length);
  for (let row = 0; row < values.length; row++) {
    const value = row < left.length ? left.at(row) : right.at(row - left.length);
    values[row] = value === null ? Number.NaN : Number(value);
  }
  return new NumberColumn(left.name, values);
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
