import {
  ClienteleError,
  knownOptions,
  numberOption,
  requireDistinctNames,
  showNames,
  showValue,
} from "../errors/index.js";
import { type DateInput, localDay, millisecondsPerDay, parseDate, showDay, type Table } from "../table/index.js";
import { warnOfIdTypes } from "./definition/id-types.js";
import { type SignalData, signalData } from "./definition/signal-data.js";
import type { Detection, SignalDefinition } from "./definition/signal-definition.js";
import { ruleTable, type SignalListColumns, type SignalRuleColumns, signalLister } from "./definition/signal-list.js";
import { dayNumber, judgeSignals } from "./definition/signal-news.js";
import {
  alarmsOption,
  type CheckedSignalRule,
  type ConditionRule,
  checkedRule,
  type KindRule,
  type OwnRule,
} from "./definition/signal-rule.js";
import {
  type KnownAction,
  makeState,
  readState,
  type SignalMemory,
  type SignalState,
  signalMemory,
} from "./definition/signal-state.js";
import type { SignalColumns, SignalTables } from "./definition/signal-tables.js";
import { warnOfUnusedTables } from "./definition/unused-tables.js";
import { type SignalKind, signalDefinitions } from "./kinds/signal-kinds.js";

/** A rule of {@link detectSignals}: the name of a signal, its settings, or a signal of your own. */
export type SignalRule = SignalKind | KindRule<SignalKind> | ConditionRule | OwnRule;

/** Options of {@link detectSignals}. */
export interface SignalOptions {
  /** Today: what is dated later is left out, and counted in the warnings. */
  readonly asOf: DateInput;
  /** What the last run returned as `state`, so that nothing is told twice [nothing is known]. */
  readonly state?: SignalState | null;
  /** By table: which column holds what, where it is not called so. */
  readonly columns?: Readonly<Record<string, SignalColumns>>;
  /**
   * False alarms a day that the signals which tell the unusual from chance may raise together [1]; null for no limit.
   */
  readonly alarmsPerDay?: number | null;
  /**
   * For how many days something is news [7]. With `state`, what began since that run is news, too, however long ago it
   * was, so that nothing is lost when a run is left out.
   */
  readonly within?: number;
  /** For how many days after an action (table `actions`) nothing is told about the customer [14]. */
  readonly silence?: number;
}

/** What {@link detectSignals} says about itself. */
export interface SignalsAttributes {
  readonly asOf: Date;
  /** To be given to the next run: plain data, kept as JSON. */
  readonly state: SignalState;
  /** A row a rule. */
  readonly rules: Table<SignalRuleColumns>;
  /** The signals that were told before and still hold, the new ones among them. */
  readonly open: Table<SignalListColumns>;
  /** False alarms a day to expect of all rules together; null where no rule tells the unusual from chance. */
  readonly expectedAlarms: number | null;
  readonly warnings: readonly string[];
}

/** A {@link detectSignals} table. */
export type Signals = Table<SignalListColumns, SignalsAttributes>;

/**
 * What should my team look at this morning? Turns changes into a list for the front line: which customer, what
 * happened, what it means, what to do, how much money is at stake, and why the rule fired; the most money first.
 *
 * Signals that come with the library, with the table that each looks at and its columns:
 *
 * - `orders` (customer, date, amount): `"overdue"`, `"spend drop"`, `"spend jump"`, `"volume anomaly"`,
 *   `"large order"`;
 * - `movements` (customer, date, amount: what is taken out is negative): `"deposit"`, `"withdrawal"`;
 * - `accounts` (customer, balance and bill, or arrears; date): `"payment risk"`;
 * - `tiers`, `grades` (customer, tier or grade; date, or the state of the last run): `"tier change"`, `"grade change"`;
 * - `complaints` (customer, received; resolved, cause): `"first complaint"`, `"complaint surge"`,
 *   `"service target missed"`;
 * - `customers` (customer, birthday; value) and `gifts` (customer, price; date): `"birthday"`;
 * - `contracts` (customer, end; product, value): `"contract end"`;
 * - `demand` (product, period, demand; capacity, plan): `"falling demand"`, `"irregular demand"`.
 *
 * Signals of your own have the same form: `{ signal, meaning, action, table, when }` with conditions on columns as in
 * {@link segmentByRules}, or `{ signal, meaning, action, detect }` with a function.
 *
 * **False alarms.** Signals that tell the unusual from chance share `alarmsPerDay` equally. Each draws its limit from
 * the past: the score that so few cases exceeded that the level would have been kept. An overdue customer who came
 * back by himself was a false alarm.
 *
 * **Day after day.** Give the `state` of the last run: what was told is not told again while it lasts, and what began
 * since then is told, however many days were left out. Of several findings of one rule about one customer that is the
 * latest; what is over, such as a birthday that has passed, is not told. After an action (table `actions`: customer,
 * date, and signal where it was for one) nothing is told about the customer for the days of `silence`; what still holds
 * then is told once more.
 *
 * @param tables - tables by name; those that no rule looks at are left alone, with `"all"` warned of
 * @param rules - a list of names or rules, or `"all"` for every signal that the tables can feed
 * @returns a table with `asOf`, `state`, `rules`, `open`, `expectedAlarms` and `warnings`
 *
 * Errors: `invalid-option` (a rule or setting that is unknown, a state of a later day), `unknown-table`,
 * `unknown-column`, `not-a-number`, `not-finite`, `not-a-date`, `column-type`, `duplicate-name` (two rules of one
 * name), `unusable-model` (the state), and those of {@link demandStates}.
 *
 * Sources: Page (1954), Continuous inspection schemes, for changes of the mean; Paulson (1942) for the F distribution
 * of a value against earlier ones; Anscombe (1948) for counts.
 *
 * @example
 * ```ts
 * const weekly = Array.from({ length: 20 }, (_, week) => ({ customer: "ada", date: 7 * week, amount: 20 }));
 * const today = { asOf: "1970-06-15", within: 60, columns: { orders: { dateUnit: "day" } } };
 * const signals = detectSignals({ orders: weekly }, ["overdue"], today);
 * signals.column("why").at(0);
 * // "no order for 32 days (the last on 1970-05-14), usually every 7 days (19 intervals)"
 * detectSignals({ orders: weekly }, ["overdue"], today).numRows; // 1
 * detectSignals({ orders: weekly }, ["overdue"], { ...today, state: signals.state }).numRows; // 0, told before
 * ```
 */
export function detectSignals(
  tables: SignalTables,
  rules: readonly SignalRule[] | "all",
  options: SignalOptions,
): Signals {
  const caller = "detectSignals";
  knownOptions(caller, options, ["asOf", "state", "columns", "alarmsPerDay", "within", "silence"]);
  const asOf = localDay(caller, "asOf", options.asOf, null);
  const moment = parseDate(caller, "asOf", options.asOf);
  const state = readState(caller, options.state);
  if (state !== null && dayNumber(state.asOf) > asOf) refuseLaterState(caller, state, asOf);
  const warnings = new Set<string>();
  const warn = (warning: string) => void warnings.add(warning);
  const data = signalData(caller, tables, options.columns ?? {}, asOf, warn);
  const checked = checkedRules(caller, rules, data, options);
  const sinceLastRun = state === null ? 0 : asOf - dayNumber(state.asOf);
  const usable = checked
    .filter((rule) => hasRows(rule, data, warn))
    // The day of the last run counts, too: it may have run in the morning.
    .map((rule) => ({ ...rule, within: Math.max(rule.within, sinceLastRun + 1) }));
  if (rules === "all") warnOfUnusedTables(signalDefinitions, data);
  warnOfIdTypes(caller, usable.map(lookedAt), data);
  const limits = alarmLimits(caller, usable, options.alarmsPerDay);
  const memory = signalMemory(state);
  const run: Run = {
    caller,
    asOf,
    now: moment % millisecondsPerDay === 0 ? (asOf + 1) * millisecondsPerDay : moment,
    data,
    memory,
    warn,
  };
  const detections = usable.map((rule, i) => detection(run, rule, limits[i]!));
  const actions = recentActions(data, state, checked, { asOf, sinceLastRun });
  const found = usable.map(({ signal, definition: { span }, within, silence }, i) => ({
    ...{ signal, span, within, silence },
    found: detections[i]!.found,
  }));
  const { judged, known } = judgeSignals(found, state, actions, asOf);
  const outcomes = usable.map((rule, i) => ({ rule, allowed: limits[i]!, detection: detections[i]! }));
  const expected = detections.flatMap((one) => one.expected ?? []);
  const listOf = signalLister(usable, data);
  const attributes: SignalsAttributes = {
    asOf: new Date(asOf * millisecondsPerDay),
    state: makeState({ asOf: showDay(asOf), known, actions, classes: memory.classes() }),
    rules: ruleTable(outcomes, judged),
    open: listOf(judged.filter(({ verdict }) => verdict === "new" || verdict === "known")),
    expectedAlarms: expected.length === 0 ? null : expected.reduce((sum, one) => sum + one, 0),
    warnings: Object.freeze([...warnings]),
  };
  return listOf(
    judged.filter(({ verdict }) => verdict === "new"),
    attributes,
  );
}

/** Rules with a function of the caller's own look at no table by its name. */
function lookedAt({ table, given }: CheckedSignalRule) {
  return { table, customer: given["customer"] as string | undefined };
}

function refuseLaterState(caller: string, state: SignalState, asOf: number): never {
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: state.asOf },
    `the state is of ${state.asOf}, after asOf, ${showDay(asOf)}; a state goes with the days that follow it`,
  );
}

/** The rules, checked; `"all"` are those whose table and columns are there. */
function checkedRules(
  caller: string,
  rules: unknown,
  data: SignalData,
  { within = 7, silence = 14 }: SignalOptions,
): CheckedSignalRule[] {
  const defaults = {
    within: numberOption(caller, "within", within, { min: 1, max: 3660, integer: true }),
    silence: numberOption(caller, "silence", silence, { min: 0, max: 3660, integer: true }),
  };
  const definitions: readonly SignalDefinition[] = signalDefinitions;
  if (rules === "all") {
    return definitions
      .filter((definition) => canFeed(definition, data))
      .map(({ kind }) => checkedRule(caller, kind, definitions, defaults));
  }
  if (!Array.isArray(rules)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: rules },
      `the rules must be "all" or a list of signals such as ["overdue", { signal: "birthday", days: 14 }], got ` +
        showValue(rules),
    );
  }
  // A hole in the list is refused, too, where `map` would leave it out.
  const checked = Array.from(rules, (rule: unknown) => checkedRule(caller, rule, definitions, defaults));
  requireDistinctNames(
    caller,
    checked.map(({ signal }) => signal),
    "rules",
  );
  return checked;
}

function canFeed({ table, columns }: SignalDefinition, data: SignalData): boolean {
  return table !== null && data.has(table) && columns.every((part) => data.hasColumn(table, part));
}

/** An empty table is a quiet day, one that was not given a mistake. */
function hasRows({ signal, definition, table }: CheckedSignalRule, data: SignalData, warn: (text: string) => void) {
  if (definition.table === null || data.has(table)) return true;
  data.table(table);
  warn(`${signal}: the table ${showValue(table)} has no rows`);
  return false;
}

/** Each statistical rule without a limit of its own gets an equal part of what is allowed. */
function alarmLimits(
  caller: string,
  rules: readonly CheckedSignalRule[],
  option: number | null | undefined,
): (number | null)[] {
  const allowed = alarmsOption(caller, "alarmsPerDay", option);
  const sharing = rules.filter(({ definition, alarmsPerDay }) => definition.statistical && alarmsPerDay === undefined);
  const part = allowed === null ? null : (allowed ?? 1) / sharing.length;
  return rules.map(({ definition, alarmsPerDay }) =>
    definition.statistical ? (alarmsPerDay === undefined ? part : alarmsPerDay) : null,
  );
}

interface Run {
  readonly caller: string;
  readonly asOf: number;
  readonly now: number;
  readonly data: SignalData;
  readonly memory: SignalMemory;
  readonly warn: (warning: string) => void;
}

function detection(run: Run, rule: CheckedSignalRule, alarmsPerDay: number | null): Detection {
  const { signal, table, within, given, definition } = rule;
  return definition.detect({ ...run, signal, table, within, alarmsPerDay, rule: given });
}

/** What was done lately: by the table `actions`, and by the state, so that an action need be told only once. */
function recentActions(
  data: SignalData,
  state: SignalState | null,
  rules: readonly CheckedSignalRule[],
  { asOf, sinceLastRun }: { readonly asOf: number; readonly sinceLastRun: number },
): KnownAction[] {
  const longest = rules.reduce((most, { silence }) => Math.max(most, silence), 0);
  const actions = new Map<string, KnownAction>();
  const add = (action: KnownAction): void => {
    const age = asOf - dayNumber(action.day);
    // What an action did not help is told once after the silence, by the first run that comes then.
    if (age >= 0 && age <= longest + Math.max(longest, sinceLastRun)) actions.set(JSON.stringify(action), action);
  };
  for (const action of state?.actions ?? []) add(action);
  if (data.has("actions")) for (const action of actionsIn(data, rules)) add(action);
  return [...actions].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, action]) => action);
}

function actionsIn(data: SignalData, rules: readonly CheckedSignalRule[]): KnownAction[] {
  const keys = data.keys("actions", "customer");
  const days = data.days("actions", "date");
  const signals = data.hasColumn("actions", "signal") ? data.texts("actions", "signal") : null;
  const names = rules.map(({ signal }) => signal);
  return Array.from(data.pastRows("actions", "date"))
    .filter((row) => keys.codes[row]! >= 0)
    .map((row) => {
      const signal = signals?.[row] ?? null;
      if (signal !== null && !names.includes(signal)) data.warn(unknownSignal(signal, names));
      return { customer: keys.labels.at(keys.codes[row]!)!, signal, day: showDay(days[row]!) };
    });
}

function unknownSignal(signal: string, names: readonly string[]): string {
  return `actions: there is no rule for the signal ${showValue(signal)}; the rules are ${showNames(names)}`;
}
