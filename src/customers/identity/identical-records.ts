import { groupRows, textColumnOf } from "../../table/index.js";
import type { ComparedColumn } from "./compared-column.js";
import { sharesOfValues, termFrequencies } from "./term-frequencies.js";

/** Records by what they say: those of one group are copies of each other. */
export type RecordCopies = ReturnType<typeof groupRows>;

/** Groups the records that agree in every compared column; of missing values both have none. */
export function identicalRecords(compared: readonly ComparedColumn[], records: number): RecordCopies {
  return groupRows(
    compared.map(({ name, codes, values }) => textColumnOf(name, codes, values.labels)),
    records,
  );
}

/** So many other records, at most, may agree by chance in all values of a record whose copies are one person. */
const mostByChance = 0.05;

/**
 * What each record counts before anything is known of persons: one over its copies where these are no chance, else one.
 * Otherwise a person who stands sixty times in the table, and nobody else twice, would make the own name common, so
 * that agreement in it says nothing. Chance is that of independent columns, each copy counted once.
 */
export function weightsOfCopies(compared: readonly ComparedColumn[], { codes, count }: RecordCopies): Float64Array {
  const sizes = new Float64Array(count);
  for (const group of codes) sizes[group]!++;
  const once = Float64Array.from(codes, (group) => 1 / sizes[group]!);
  const byChance = new Float64Array(codes.length).fill(count);
  for (const column of compared) {
    const shares = sharesOfValues(column.values.labels, termFrequencies(column, once));
    for (let record = 0; record < codes.length; record++) {
      if (column.codes[record]! >= 0) byChance[record]! *= shares[column.codes[record]!]!;
    }
  }
  return once.map((weight, record) => (byChance[record]! <= mostByChance ? weight : 1));
}

/** Records that agree with one of another cluster in every compared column, at least one of which is filled. */
export function copiesLeftApart(
  compared: readonly ComparedColumn[],
  { codes, firstRows }: RecordCopies,
  cluster: Int32Array,
): number {
  const isApart = new Uint8Array(firstRows.length);
  for (const [record, group] of codes.entries()) if (cluster[record] !== cluster[firstRows[group]!]) isApart[group] = 1;
  let apart = 0;
  for (const [record, group] of codes.entries()) {
    if (isApart[group] === 1 && compared.some((column) => column.codes[record]! >= 0)) apart++;
  }
  return apart;
}
