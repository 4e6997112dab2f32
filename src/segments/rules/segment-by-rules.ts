import { booleanOption, ClienteleError, counted, knownOptions, showValue } from "../../errors/index.js";
import { type Column, findColumn, type Table, type TableInput, toTable } from "../../table/index.js";
import { carriedMeasures, classMeasure } from "../classification/class-measure.js";
import { type Classification, type ClassificationParts, classification } from "../classification/classification.js";
import { customerIds } from "../classification/customer-ids.js";
import {
  type CheckedRule,
  type ColumnCondition,
  type ColumnRule,
  checkedRules,
  type RuleValue,
  showConditions,
  withinConditions,
} from "./column-rule.js";
import { otherwiseName } from "./default-segments.js";
import { type ColumnRuleLint, lintCheckedRules } from "./lint-column-rules.js";
import { type RuleAxis, ruleAxes } from "./rule-axes.js";
import { type RuleCells, ruleCells } from "./rule-cells.js";

/** Options of {@link segmentByRules}. */
export interface SegmentByRulesOptions {
  /** The column of ids [`"customer"`, where the table has it; else rows are numbered]. */
  readonly customer?: string | undefined;
  /** Whether the rules are looked through for overlaps, gaps and rules that can never match [true]. */
  readonly lint?: boolean | undefined;
  /** Further columns of numbers that `summary()` adds up, such as revenue [none]. */
  readonly measures?: readonly string[] | undefined;
  /** The segment of customers that no rule covers [`"Others"`]. */
  readonly otherwise?: string | undefined;
  /** For the linter: what columns can hold at all, such as `{ age: { from: 0 } }` [anything]. */
  readonly within?: Readonly<Record<string, RuleValue | ColumnCondition>> | undefined;
}

/** What a {@link RuleSegments} table says beside what every classification does. */
export interface RuleSegmentsAttributes {
  /** What is wrong with the rules; null without `lint`. */
  readonly lint: ColumnRuleLint | null;
}

/** One row a customer, in the order given. */
export type RuleSegments = Classification<"segment", string, Record<never, never>, RuleSegmentsAttributes>;

/** How many findings of the linter stand in the warnings. */
const mostShown = 5;

/**
 * Which segment does each customer belong to, by rules of your own on any columns: demography, life stage, life style,
 * preference, behavior, channel, profitability, benefit sought? Every customer is in exactly one segment: that of the
 * first rule of which all conditions hold, or `otherwise`. A missing value meets no condition. `reason` says which
 * conditions decided, or why no rule did.
 *
 * Rules are plain data; {@link ruleGrid} makes those of two-way grids, {@link rulePreset} has ready-made ones, and
 * {@link lintSegments} finds overlaps, gaps and rules that can never match, which are also warned of here.
 *
 * @param table - one row a customer
 * @param rules - `{ name, when: { column: value | { from, above, to, below } | { in: [...] } }, basis? }`
 * @returns the ids, the columns that the rules look at and the measures, with `segment` and `reason`; `.summary()`,
 * `.rules`, `.lint`, `.warnings`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `inconsistent-row` (a customer twice),
 * `not-a-number`, `not-finite`, `column-type`, `duplicate-column`, `invalid-option`.
 *
 * Source: Kotler and Keller, Marketing Management, on the bases of segmentation; Haley (1968) for the benefit sought.
 *
 * @example
 * ```ts
 * const segments = segmentByRules(
 *   { customer: ["ada", "bob", "cem"], age: [25, 41, 67], channel: ["web", "branch", "web"], revenue: [90, 50, 60] },
 *   [
 *     { name: "Young and online", when: { age: { below: 30 }, channel: "web" } },
 *     { name: "Branch", when: { channel: "branch" } },
 *   ],
 *   { measures: ["revenue"] },
 * );
 * segments.column("segment").toArray(); // ["Young and online", "Branch", "Others"]
 * segments.column("reason").at(2); // 'no rule covers age above 30, channel "web"'
 * ```
 */
export function segmentByRules(
  table: TableInput,
  rules: readonly ColumnRule[],
  options: SegmentByRulesOptions = {},
): RuleSegments {
  const caller = "segmentByRules";
  knownOptions(caller, options, ["customer", "lint", "measures", "otherwise", "within"]);
  const lintAsked = booleanOption(caller, "lint", options.lint, true);
  const checked = checkedRules(caller, rules);
  const within = withinConditions(caller, options.within);
  const otherwise = otherwiseOption(caller, options.otherwise);
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const axes = ruleAxes(caller, checked, []);
  const cells = ruleCells(caller, input, checked, axes);
  const uncovered = cells.boxOf.reduce((count, box) => count + (cells.ruleOf[box]! < 0 ? 1 : 0), 0);
  const named = [...new Set(checked.map(({ name }) => name))];
  const classes = uncovered === 0 || named.includes(otherwise) ? named : [...named, otherwise];
  const lint = lintAsked ? lintCheckedRules(caller, checked, within) : null;
  return classification<"segment", string, Record<never, never>, RuleSegmentsAttributes>(
    {
      caller,
      customers,
      ...shownColumns(caller, input, axes, options.measures),
      key: "segment",
      classes,
      ...assignments(cells, checked, classes, otherwise),
      rules: classes.map((name) => ({ class: name, rule: ruleInWords(checked, name, otherwise) })),
      source: "rules of the caller's own",
      warnings: [...uncoveredWarning(uncovered, otherwise), ...lintWarnings(lint)],
    },
    { lint },
  );
}

function otherwiseOption(caller: string, otherwise: unknown = otherwiseName): string {
  if (typeof otherwise === "string" && otherwise.trim() !== "") return otherwise;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: otherwise },
    `option "otherwise" must be the name of a segment, got ${showValue(otherwise)}`,
  );
}

/**
 * The columns that the rules look at and those that are added up. Numbers that the rules look at, such as ages, have
 * means in the summary.
 */
function shownColumns(
  caller: string,
  table: Table,
  axes: readonly RuleAxis[],
  names: readonly string[] | undefined,
): Pick<ClassificationParts<"segment">, "measures" | "added"> {
  const added = carriedMeasures(caller, table, names);
  const looked = axes.filter(({ column }) => added.every(({ name }) => name !== column));
  const numbers = looked.filter(({ kind }) => kind === "number");
  return {
    measures: [...numbers.map(({ column }) => classMeasure(caller, table, column, false)), ...added],
    added: looked
      .filter(({ kind }) => kind === "value")
      .map(({ column }): [string, Column] => [column, findColumn(caller, table, column)]),
  };
}

/** The segment and the reason of each row, by those of its box. */
function assignments(
  { boxOf, ruleOf, uncovered }: RuleCells,
  rules: readonly CheckedRule[],
  classes: readonly string[],
  otherwise: string,
): Pick<ClassificationParts<"segment">, "codes" | "reasons"> {
  const classOf = ruleOf.map((rule) => classes.indexOf(rules[rule]?.name ?? otherwise));
  const reasonOf = ruleOf.map((rule, box) => (rule < 0 ? uncovered[box]! : showConditions(rules[rule]!.conditions)));
  const texts = [...new Set(reasonOf)];
  const place = new Map(texts.map((text, code) => [text, code]));
  const reasonCodes = reasonOf.map((reason) => place.get(reason)!);
  return {
    codes: boxOf.map((box) => classOf[box]!),
    reasons: { codes: boxOf.map((box) => reasonCodes[box]!), texts },
  };
}

function ruleInWords(rules: readonly CheckedRule[], name: string, otherwise: string): string {
  const own = rules
    .filter((rule) => rule.name === name)
    .map(({ basis, conditions }) => `${showConditions(conditions)}${basis === null ? "" : ` (${basis})`}`);
  return [...own, ...(name === otherwise ? ["what no rule covers"] : [])].join("; or ");
}

function uncoveredWarning(uncovered: number, otherwise: string): string[] {
  if (uncovered === 0) return [];
  return [
    `${counted(uncovered, "customer is", "customers are")} covered by no rule and called ${showValue(otherwise)}`,
  ];
}

function lintWarnings(lint: ColumnRuleLint | null): string[] {
  if (lint === null) return [];
  const { messages } = lint;
  const more = messages.length - mostShown;
  return [
    ...messages.slice(0, mostShown),
    ...(more > 0 ? [`${counted(more, "more finding", "more findings")} about the rules; lintSegments says all`] : []),
  ];
}
