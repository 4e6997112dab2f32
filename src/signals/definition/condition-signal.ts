import { namedEntries, requireColumnName } from "../../errors/index.js";
import { type CheckedCondition, checkedCondition, contains } from "../../segments/index.js";
import { findColumn, keyColumn, numberColumn, showNumber, type Table, textColumn } from "../../table/index.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "./signal-definition.js";

/** A definition from conditions on columns. Errors: `invalid-option`. */
export function conditionSignal(
  caller: string,
  signal: string,
  given: Readonly<Record<string, unknown>>,
): SignalDefinition {
  const when = given["when"] as Readonly<Record<string, unknown>>;
  const example = "conditions by column such as { balance: { below: 0 } }";
  const conditions = namedEntries(caller, "when", when, example).map(([column, condition]) =>
    checkedCondition(caller, signal, column, condition),
  );
  const { customer = "customer", value, since } = given;
  const named = {
    customer: requireColumnName(caller, `${signal}: customer`, customer),
    value: value === undefined ? null : requireColumnName(caller, `${signal}: value`, value),
    since: since === undefined ? null : requireColumnName(caller, `${signal}: since`, since),
  };
  return {
    kind: signal,
    meaning: "",
    action: "",
    table: "",
    columns: [],
    span: since === undefined ? "snapshot" : "event",
    statistical: false,
    settings: [],
    detect: (context) => ({ found: rowsThatMeet(context, conditions, named) }),
  };
}

interface NamedColumns {
  readonly customer: string;
  readonly value: string | null;
  readonly since: string | null;
}

function rowsThatMeet(
  { caller, data, table: name, asOf, within }: DetectContext,
  conditions: readonly CheckedCondition[],
  named: NamedColumns,
): FoundSignal[] {
  const table = data.table(name);
  const tests = conditions.map((condition) => testOf(caller, table, condition));
  const keys = keyColumn(caller, table, named.customer, { missing: "keep" });
  const values = named.value === null ? null : numberColumn(caller, table, named.value, { missing: "keep" });
  const days = named.since === null ? null : data.dayColumn(name, named.since);
  const found: FoundSignal[] = [];
  for (let row = 0; row < table.numRows; row++) {
    const since = days?.[row] ?? asOf;
    if (keys.codes[row]! < 0 || !(since <= asOf) || asOf - since >= within) continue;
    if (!tests.every((test) => test(row))) continue;
    const value = values?.[row] ?? Number.NaN;
    found.push({
      customer: keys.labels.at(keys.codes[row]!)!,
      subject: null,
      since,
      ...(Number.isNaN(value) ? {} : { value }),
      why: () => conditions.map(({ column }) => `${column} ${shown(caller, table, column, row)}`).join(", "),
    });
  }
  return found;
}

/** Whether a condition holds of a row; a missing value meets none. */
function testOf(caller: string, table: Table, condition: CheckedCondition): (row: number) => boolean {
  if (condition.kind === "number") {
    const numbers = numberColumn(caller, table, condition.column, { missing: "keep", infinite: "keep" });
    return (row) => condition.intervals.some((interval) => contains(interval, numbers[row]!));
  }
  const { codes, labels } = textColumn(caller, table, condition.column);
  const holds = labels.map((label) => condition.values.includes(label));
  return (row) => codes[row]! >= 0 && holds[codes[row]!]!;
}

function shown(caller: string, table: Table, column: string, row: number): string {
  const value = findColumn(caller, table, column).at(row);
  return typeof value === "number" ? showNumber(value, Number.isInteger(value) ? 0 : 2) : String(value);
}
