import { showValue } from "../../errors/index.js";
import { type Column, encodeTogether, findColumn, type Keys, type StoredColumn } from "../../table/index.js";

/** Ids as a list or a column. */
export type IdList = readonly (string | number)[] | Column;

/**
 * The places of given ids among the known ones (each known once); −1 for an id that is not known or is missing. Errors:
 * `column-type` where one are numbers and the others text, since 17 and "17" are different ids.
 */
export function placesOfIds(caller: string, known: StoredColumn, given: StoredColumn): Int32Array {
  const { codes } = encodeTogether(caller, known.named(given.name), given);
  return codes.subarray(known.length).map((code) => (code < known.length ? code : -1));
}

/** {@link placesOfIds} of a list given as an option. */
export function placesOfList(caller: string, option: string, known: StoredColumn, list: IdList): Int32Array {
  return placesOfIds(caller, known, findColumn(caller, { [option]: list }, option));
}

/** A warning, in a list of one, that an option names ids that are not known, and what that means; none otherwise. */
export function unknownIdWarnings(
  caller: string,
  option: string,
  known: StoredColumn,
  list: IdList | undefined,
  means: string,
): string[] {
  if (list === undefined) return [];
  const places = placesOfList(caller, option, known, list);
  const unknown = places.filter((place) => place < 0).length;
  if (unknown === 0) return [];
  const first = findColumn(caller, { [option]: list }, option).at(places.indexOf(-1));
  const others = unknown === 1 ? "" : `, and so with ${unknown - 1} more of ${places.length}`;
  return [`option "${option}": ${showValue(first)} ${means}${others}`];
}

/**
 * Codes in the order of the ids themselves in place of that of their appearance, so that no result hangs on the rows.
 */
export function numberedById({ codes, count, labels }: Keys): {
  readonly codes: Int32Array;
  readonly labels: StoredColumn;
  /** The new codes in the order of first appearance. */
  readonly appearance: Int32Array;
} {
  const ids: readonly (string | number | boolean | null)[] = labels.toArray();
  const order = Array.from({ length: count }, (_, code) => code).sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const appearance = new Int32Array(count);
  order.forEach((code, number) => {
    appearance[code] = number;
  });
  return { codes: codes.map((code) => (code < 0 ? -1 : appearance[code]!)), labels: labels.take(order), appearance };
}
