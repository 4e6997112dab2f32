import {
  type Columns,
  createTable,
  dateColumnOf,
  encodeText,
  millisecondsPerDay,
  type Table,
} from "../../table/index.js";
import type { CustomerId } from "./customer-id.js";
import { customerWorth } from "./customer-worth.js";
import type { SignalData } from "./signal-data.js";
import type { Detection } from "./signal-definition.js";
import type { JudgedSignal } from "./signal-news.js";
import type { CheckedSignalRule } from "./signal-rule.js";

/** The columns of {@link detectSignals}. */
export type SignalListColumns = {
  /** Missing where it is not about one customer. */
  customer: CustomerId;
  signal: string;
  /** The product, cause or contract that it is about; missing where it is about the customer as a whole. */
  subject: string;
  meaning: string;
  action: string;
  /** The money at stake; missing where nothing is known of it. */
  value: number;
  why: string;
  since: Date;
};

/** How the rules of {@link detectSignals} fared. */
export type SignalRuleColumns = {
  signal: string;
  /** False alarms a day that the rule may raise; missing where there is no limit, or the rule states facts. */
  allowed: number;
  /** False alarms a day to expect, as the past would have had them; missing where the rule states facts. */
  expected: number;
  /** Signals that are new. */
  told: number;
  /** Signals that last and were told before. */
  known: number;
  /** Signals that wait because something has just been done. */
  silenced: number;
  /** What has to be known about it; missing where there is nothing. */
  note: string;
};

/** A row of the list, before it is one. */
interface ListedSignal {
  readonly judged: JudgedSignal;
  readonly rule: CheckedSignalRule;
  readonly place: number;
  readonly value: number | null;
  readonly why: string;
}

/** Makes lists for the front line of what was found; `attributes` go with the list. */
export function signalLister(rules: readonly CheckedSignalRule[], data: SignalData) {
  const worthOf = customerWorth(data);
  const ruleOf = new Map(rules.map((rule, place) => [rule.signal, { rule, place }]));
  return <Attributes extends object>(judged: readonly JudgedSignal[], attributes?: Attributes) => {
    const rows = judged.map((one): ListedSignal => {
      const { customer, value } = one.found;
      const worth = () => (customer === null ? null : worthOf(customer));
      return {
        judged: one,
        ...ruleOf.get(one.signal)!,
        value: value === undefined ? worth() : value,
        why: one.found.why(),
      };
    });
    return createTable<SignalListColumns, Attributes>(columnsOf(rows.sort(byValue)), attributes);
  };
}

/** The most money first; what is worth the same in an order that does not depend on the order of rows. */
function byValue(a: ListedSignal, b: ListedSignal): number {
  const [left, right] = [a.value ?? Number.NEGATIVE_INFINITY, b.value ?? Number.NEGATIVE_INFINITY];
  if (left !== right) return left < right ? 1 : -1;
  return (
    a.place - b.place ||
    compareTexts(JSON.stringify(a.judged.found.customer), JSON.stringify(b.judged.found.customer)) ||
    compareTexts(a.judged.found.subject ?? "", b.judged.found.subject ?? "")
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function columnsOf(rows: readonly ListedSignal[]) {
  const text = (name: string, textOf: (row: ListedSignal) => string | null) => encodeText(name, rows.map(textOf));
  return [
    ["customer", rows.map(({ judged }) => judged.found.customer)],
    ["signal", text("signal", ({ judged }) => judged.signal)],
    ["subject", text("subject", ({ judged }) => judged.found.subject)],
    ["meaning", text("meaning", ({ rule }) => rule.meaning)],
    ["action", text("action", ({ rule }) => rule.action)],
    ["value", Float64Array.from(rows, ({ value }) => value ?? Number.NaN)],
    ["why", text("why", ({ why }) => why)],
    ["since", dateColumnOf(Float64Array.from(rows, ({ judged }) => judged.since * millisecondsPerDay))],
  ] as const;
}

/** What a rule was allowed, and what it found. */
export interface RuleOutcome {
  readonly rule: CheckedSignalRule;
  readonly allowed: number | null;
  readonly detection: Detection;
}

/** A row a rule: what it was allowed, what is to be expected of it, and what it found. */
export function ruleTable(outcomes: readonly RuleOutcome[], judged: readonly JudgedSignal[]): Table<SignalRuleColumns> {
  const counted = (verdict: JudgedSignal["verdict"]) =>
    Float64Array.from(
      outcomes,
      ({ rule }) => judged.filter((one) => one.signal === rule.signal && one.verdict === verdict).length,
    );
  return createTable<Columns & SignalRuleColumns>([
    [
      "signal",
      encodeText(
        "signal",
        outcomes.map(({ rule }) => rule.signal),
      ),
    ],
    ["allowed", Float64Array.from(outcomes, ({ allowed }) => allowed ?? Number.NaN)],
    ["expected", Float64Array.from(outcomes, ({ detection }) => detection.expected ?? Number.NaN)],
    ["told", counted("new")],
    ["known", counted("known")],
    ["silenced", counted("silenced")],
    [
      "note",
      encodeText(
        "note",
        outcomes.map(({ detection }) => detection.note ?? null),
      ),
    ],
  ]);
}
