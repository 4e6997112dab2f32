import { showValue } from "../../errors/index.js";
import { encodeText, keyColumn, NumberColumn, type StoredColumn, type Table } from "../../table/index.js";

/** Respondents by group and period, in the order of first appearance of the group and then by period. */
export interface RespondentGroups {
  /** The group of each respondent. */
  readonly codes: Int32Array;
  readonly count: number;
  /** The label of each group as the column had it; "all" where there is no grouping. */
  readonly group: StoredColumn;
  /** The period of each group, ascending within the group; missing where there are no periods. */
  readonly period: StoredColumn;
}

/** Groups respondents by one column, by a column of periods, by both, or not at all. */
export function respondentGroups(caller: string, answers: Table, by?: string, period?: string): RespondentGroups {
  const groups = by === undefined ? null : keyColumn(caller, answers, by);
  const periods = period === undefined ? null : keyColumn(caller, answers, period);
  const rank = periods === null ? new Int32Array(1) : ascendingRanks(periods.labels);
  const periodCount = periods?.count ?? 1;
  const seen = new Map<number, { readonly group: number; readonly period: number }>();
  const combined = new Float64Array(answers.numRows);
  for (let row = 0; row < combined.length; row++) {
    const group = groups === null ? 0 : groups.codes[row]!;
    const code = periods === null ? 0 : periods.codes[row]!;
    const key = group * periodCount + rank[code]!;
    combined[row] = key;
    if (!seen.has(key)) seen.set(key, { group, period: code });
  }
  const keys = [...seen.keys()].sort((a, b) => a - b);
  const codeOf = new Map(keys.map((key, code) => [key, code]));
  const labelRows = keys.map((key) => seen.get(key)!);
  return {
    codes: Int32Array.from(combined, (key) => codeOf.get(key)!),
    count: keys.length,
    group:
      groups === null
        ? encodeText(
            "group",
            keys.map(() => "all"),
          )
        : groups.labels.take(labelRows.map((label) => label.group)),
    period:
      periods === null
        ? new NumberColumn("period", new Float64Array(keys.length).fill(Number.NaN))
        : periods.labels.take(labelRows.map((label) => label.period)),
  };
}

/** The place of each label in ascending order: numbers and dates by value, text by code unit. */
function ascendingRanks(labels: StoredColumn): Int32Array {
  const values = labels.toArray();
  const order = values.map((_, code) => code);
  order.sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0));
  const ranks = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) ranks[order[place]!] = place;
  return ranks;
}

/** A group as a reader knows it: its label, its period, or both. */
export function labelOf({ group, period }: RespondentGroups, code: number): string {
  const label = showValue(group.at(code));
  const time = period.at(code);
  return time === null ? label : `${label} in ${showValue(time)}`;
}
