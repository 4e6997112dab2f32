import { counted } from "../../errors/index.js";
import { type StoredColumn, TextColumn } from "./column.js";

/** Fewer rows may all differ by chance. */
const enoughRows = 20;

/** Names of columns of ids, whole or as the last word. */
const idName =
  /(^|[\s_.-])(id|ids|nr|no|number|key|code|uuid|guid|email|phone)$|[a-z](Id|ID|Nr|No|Key)$|编号$|号码$|号$/u;

/**
 * Why a column looks like ids rather than a measure or categories: nearly every text occurs once; or whole numbers that
 * all differ, under a name of ids or counting on without gaps. Null where it does not, or where there are too few rows
 * to tell.
 */
export function idLikeness(column: StoredColumn): string | null {
  const rows = column.length;
  if (rows < enoughRows) return null;
  if (column instanceof TextColumn) {
    const different = new Set(column.codes).size;
    return different * 2 > rows ? `${counted(different, "different text")} in ${counted(rows, "row")}` : null;
  }
  if (column.type !== "number") return null;
  const { values } = column as { readonly values: ArrayLike<number> };
  const seen = new Set<number>();
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < rows; row++) {
    const value = values[row]!;
    if (!Number.isInteger(value) || seen.has(value)) return null;
    seen.add(value);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (most - least === rows - 1) return `the whole numbers from ${least} to ${most}, each once`;
  return idName.test(column.name) ? "whole numbers that all differ, under such a name" : null;
}
