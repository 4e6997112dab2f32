import { groupTuples } from "../../numeric/index.js";
import { dayOf } from "../../table/index.js";
import type { ColumnFacts } from "./column-facts.js";
import type { FindingList, RowTally } from "./finding.js";

/** Finds rows that repeat an earlier one in every column. */
export function checkRepeatedRows(facts: readonly ColumnFacts[], findings: FindingList): void {
  findings.addRows(repeatedRows(facts, findings.tally()), {
    severity: "warning",
    code: "repeated-rows",
    finding: "rows that repeat an earlier row in every column",
    advice: "drop them if the export doubled them; two equal order lines are fine",
  });
}

/**
 * Column by column, the one with the most values first, until every row differs from every other: mostly after one or
 * two.
 */
function repeatedRows(facts: readonly ColumnFacts[], tally: RowTally): RowTally {
  const [first, ...others] = [...facts].sort((a, b) => b.keys.count - a.keys.count);
  let group = first!.keys.codes;
  for (const { keys } of others) {
    const grouped = groupTuples([Float64Array.from(group), Float64Array.from(keys.codes)]);
    if (grouped.representative.length === group.length) return tally;
    group = grouped.group;
  }
  return repeats(others.length === 0 ? groupTuples([Float64Array.from(group)]).group : group, tally);
}

/** Finds further rows of a customer on a day, where nothing says whether they are one order. */
export function checkSameDay(customer: ColumnFacts, moments: Float64Array, findings: FindingList): void {
  const { codes } = customer.keys;
  const { group } = groupTuples([Float64Array.from(codes), moments.map(dayOf)]);
  findings.addRows(
    repeats(group, findings.tally(), (row) => codes[row]! >= 0 && !Number.isNaN(moments[row]!)),
    {
      severity: "note",
      code: "same-day",
      finding: "further rows of a customer on the same day",
      advice: 'sameDay: "merge" [default] makes them one purchase; name the order column if rows are order lines',
    },
  );
}

/**
 * The members of groups beyond the first of each, where they count; groups are numbered in the order of their first
 * members.
 */
function repeats(group: Int32Array, tally: RowTally, counts: (row: number) => boolean = () => true): RowTally {
  let seen = -1;
  for (let row = 0; row < group.length; row++) {
    if (group[row]! > seen) seen = group[row]!;
    else if (counts(row)) tally.add(row);
  }
  return tally;
}
