import { ClienteleError, didYouMean, knownOptions, numberOption, showNames, showValue } from "../../errors/index.js";
import type { ColumnCondition, RuleValue } from "../../segments/index.js";
import { conditionSignal } from "./condition-signal.js";
import { type CustomDetect, ownSignal } from "./own-signal.js";
import type { SignalDefinition } from "./signal-definition.js";

/** What every rule may say. */
export interface RuleSettings {
  /** What the front line reads; each kind has its words. */
  readonly meaning?: string;
  readonly action?: string;
  /** The table to look at [that of the kind]. */
  readonly table?: string;
  /** For how many days something is news [the option `within`]. */
  readonly within?: number;
  /** For how many days after an action nothing is told [the option `silence`]. */
  readonly silence?: number;
  /** False alarms a day of this rule, null for no limit [its part of the option `alarmsPerDay`]. */
  readonly alarmsPerDay?: number | null;
}

/**
 * A rule for a signal that comes with the library: by its name alone, or with settings. `kind` is what it looks for,
 * where the rule gives it a name of its own.
 */
export interface KindRule<Kind extends string = string> extends RuleSettings {
  readonly signal: string;
  readonly kind?: Kind;
  /** overdue: days beyond the own cycle [3]. */
  readonly margin?: number;
  /** overdue: how many intervals of his own a customer must have [3]. */
  readonly minIntervals?: number;
  /** volume anomaly: the length of the windows [7]; birthday: how many days ahead [7]; contract end: the same [60]. */
  readonly days?: number;
  /** large order, deposit, withdrawal: an amount that is always told [none]. */
  readonly atLeast?: number;
  /** large order, deposit, withdrawal: how many amounts there must be before [3]. */
  readonly minAmounts?: number;
  /** payment risk: what has to be left when the bill is paid [0]. */
  readonly reserve?: number;
  /** tier change, grade change: the classes, best first, so that moves have a direction [none]. */
  readonly order?: readonly string[];
  /** complaint surge: days to compare with [56]. */
  readonly history?: number;
  /** complaint surge: days that there must be before [14]. */
  readonly minHistory?: number;
  /** complaint surge: fewer complaints in a day are none [3]. */
  readonly minComplaints?: number;
  /** service target missed: within how many hours an answer is promised [24]. */
  readonly hours?: number;
  /** falling demand, irregular demand: periods after which demand repeats itself [as in `demandStates`]. */
  readonly season?: number;
}

/** A signal of the caller's own, as conditions on the columns of a table; all of them have to hold of a row. */
export interface ConditionRule extends Omit<RuleSettings, "alarmsPerDay" | "meaning" | "action" | "table"> {
  readonly signal: string;
  readonly meaning: string;
  readonly action: string;
  readonly table: string;
  /** By column: a value, or `{ from, above, to, below }`, or `{ in: [...] }`. */
  readonly when: Readonly<Record<string, RuleValue | ColumnCondition>>;
  /** The column of customers [`"customer"`]. */
  readonly customer?: string;
  /** The column of the money at stake [what the customer is worth]. */
  readonly value?: string;
  /** The column of the day since when it is so; rows after today do not count yet [today]. */
  readonly since?: string;
}

/** A signal of the caller's own, found by a function. */
export interface OwnRule extends Omit<RuleSettings, "alarmsPerDay" | "meaning" | "action" | "table"> {
  readonly signal: string;
  readonly meaning: string;
  readonly action: string;
  readonly detect: CustomDetect;
}

/** A rule, checked. */
export interface CheckedSignalRule {
  readonly signal: string;
  readonly definition: SignalDefinition;
  readonly meaning: string;
  readonly action: string;
  readonly table: string;
  readonly within: number;
  readonly silence: number;
  /** Undefined for its part of what is allowed in all. */
  readonly alarmsPerDay: number | null | undefined;
  readonly given: Readonly<Record<string, unknown>>;
}

/** What rules are checked against. */
export interface RuleDefaults {
  readonly within: number;
  readonly silence: number;
}

const everyRule = ["signal", "meaning", "action", "within", "silence"];

/** Checks one rule. Errors: `invalid-option`. */
export function checkedRule(
  caller: string,
  rule: unknown,
  definitions: readonly SignalDefinition[],
  defaults: RuleDefaults,
): CheckedSignalRule {
  const given: Record<string, unknown> = typeof rule === "string" ? { signal: rule } : { ...(rule as object) };
  const { signal } = given;
  if (typeof signal !== "string" || signal.trim() === "") refuseRule(caller, rule);
  const definition = definitionOf(caller, signal, given, definitions);
  const meaning = textOf(caller, signal, "meaning", given["meaning"] ?? definition.meaning);
  const action = textOf(caller, signal, "action", given["action"] ?? definition.action);
  const table = definition.table === null ? "" : textOf(caller, signal, "table", given["table"] ?? definition.table);
  const days = (name: "within" | "silence", least: number) =>
    numberOption(caller, `${signal}: ${name}`, given[name] ?? defaults[name], { min: least, max: 3660, integer: true });
  return {
    signal,
    definition,
    meaning,
    action,
    table,
    within: days("within", 1),
    silence: days("silence", 0),
    alarmsPerDay: alarmsOption(caller, `${signal}: alarmsPerDay`, given["alarmsPerDay"]),
    given,
  };
}

function refuseRule(caller: string, rule: unknown): never {
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: rule },
    `a rule is the name of a signal, or an object like { signal: "overdue", margin: 7 }, got ${showValue(rule)}`,
  );
}

/** False alarms a day: above 0, null for no limit. Errors: `invalid-option`. */
export function alarmsOption(caller: string, option: string, value: unknown): number | null | undefined {
  if (value === undefined || value === null) return value;
  return numberOption(caller, option, value, { min: 0, exclusive: true });
}

function definitionOf(
  caller: string,
  signal: string,
  given: Readonly<Record<string, unknown>>,
  definitions: readonly SignalDefinition[],
): SignalDefinition {
  if (given["detect"] !== undefined) {
    knownOptions(caller, given, [...everyRule, "detect"]);
    return ownSignal(caller, signal, given);
  }
  if (given["when"] !== undefined) {
    knownOptions(caller, given, [...everyRule, "table", "when", "customer", "value", "since"]);
    return conditionSignal(caller, signal, given);
  }
  const kind = given["kind"] ?? signal;
  const definition = definitions.find((one) => one.kind === kind);
  if (definition === undefined) refuseKind(caller, kind, definitions);
  knownOptions(caller, given, [...everyRule, "kind", "table", "alarmsPerDay", ...definition.settings]);
  return definition;
}

function refuseKind(caller: string, kind: unknown, definitions: readonly SignalDefinition[]): never {
  const names = definitions.map((one) => one.kind);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: kind },
    `there is no signal ${showValue(kind)}; the signals are ${showNames(names)}; one of your own needs "when" or ` +
      `"detect"${didYouMean(kind, names)}`,
  );
}

function textOf(caller: string, signal: string, name: string, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `${JSON.stringify(name)} of signal ${showValue(signal)} must be a text, got ${showValue(value)}`,
  );
}
