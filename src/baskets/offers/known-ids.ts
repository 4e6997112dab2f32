import { type Column, encodeTogether, findColumn, type StoredColumn } from "../../table/index.js";

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
