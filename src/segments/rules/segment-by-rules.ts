import { booleanOption, columnList, knownOptions, requireFreeNames, showValue } from "../../errors/index.js";
import {
  type Column,
  type Columns,
  createTable,
  findColumn,
  keyColumn,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  textColumnOf,
  toTable,
} from "../../table/index.js";
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
import { ruleAxes } from "./rule-axes.js";
import { ruleCells } from "./rule-cells.js";

/** Options of {@link segmentByRules}. */
export interface SegmentByRulesOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** Whether the rules are looked through for overlaps, gaps and rules that can never match [true]. */
  readonly lint?: boolean | undefined;
  /** Columns of numbers that `summary()` adds up, such as revenue [none]. */
  readonly measures?: readonly string[] | undefined;
  /** The segment of customers that no rule covers [`"Others"`]. */
  readonly otherwise?: string | undefined;
  /** For the linter: what columns can hold at all, such as `{ age: { from: 0 } }` [anything]. */
  readonly within?: Readonly<Record<string, RuleValue | ColumnCondition>> | undefined;
}

/** The columns of {@link segmentByRules} beside those of the table that it uses. */
export type RuleSegmentColumns = {
  segment: string;
  reason: string;
};

/** The columns of `summary()`; each measure has a column, and one of its name and `Share`, behind these. */
export type RuleSegmentSummaryColumns = {
  segment: string;
  customers: number;
  customerShare: number;
};

/** What a {@link RuleSegments} table says about itself. */
export interface RuleSegmentsAttributes {
  /** One row a segment, in the order of the rules; customers that no rule covers last, where there are some. */
  summary(): Table<Columns & RuleSegmentSummaryColumns>;
  /** Each rule in words. */
  readonly rules: readonly string[];
  /** What is wrong with the rules; null without `lint`. */
  readonly lint: ColumnRuleLint | null;
  readonly warnings: readonly string[];
}

/** One row a customer, in the order given. */
export type RuleSegments = Table<Columns & RuleSegmentColumns, RuleSegmentsAttributes>;

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
 * Errors: `empty-table`, `unknown-column`, `missing-customer`, `not-a-number`, `not-finite`, `column-type`,
 * `duplicate-column`, `invalid-option`.
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
  const otherwise = options.otherwise ?? otherwiseName;
  const input = toTable(caller, table);
  requireRows(caller, input);
  const customer = options.customer ?? "customer";
  requireIds(caller, input, customer);
  const axes = ruleAxes(caller, checked, []);
  const measures = columnList(caller, "measures", options.measures ?? [], 0);
  const measured = measures.map((name) => numberColumn(caller, input, name, { missing: "keep" }));
  const cells = ruleCells(caller, input, checked, axes);
  const names = [...new Set([...checked.map(({ name }) => name), otherwise])];
  const codeOfBox = cells.ruleOf.map((rule) => names.indexOf(checked[rule]?.name ?? otherwise));
  const reasonOfBox = cells.ruleOf.map((rule, box) =>
    rule < 0 ? cells.uncovered[box]! : showConditions(checked[rule]!.conditions),
  );
  const reasons = [...new Set(reasonOfBox)];
  const reasonCodes = reasonOfBox.map((reason) => reasons.indexOf(reason));
  const segment = cells.boxOf.map((box) => codeOfBox[box]!);
  const lint = lintAsked ? lintCheckedRules(caller, checked, within) : null;
  const uncovered = cells.boxOf.reduce((count, box) => count + (cells.ruleOf[box]! < 0 ? 1 : 0), 0);
  return createTable<Columns & RuleSegmentColumns, RuleSegmentsAttributes>(
    [
      ...carriedColumns(caller, input, [customer, ...axes.map(({ column }) => column), ...measures]),
      ["segment", textColumnOf("segment", segment, names)],
      [
        "reason",
        textColumnOf(
          "reason",
          cells.boxOf.map((box) => reasonCodes[box]!),
          reasons,
        ),
      ],
    ],
    {
      summary: () =>
        summaryTable({
          names,
          segment,
          measures,
          measured,
          showLast: uncovered > 0 || checked.some(({ name }) => name === otherwise),
        }),
      rules: Object.freeze(checked.map(ruleInWords)),
      lint,
      warnings: Object.freeze([...uncoveredWarning(uncovered, otherwise), ...lintWarnings(lint)]),
    },
  );
}

function requireIds(caller: string, table: Table, customer: string): void {
  keyColumn(caller, table, customer);
}

/** Columns of the input that the result shows, each once. */
function carriedColumns(caller: string, table: Table, names: readonly string[]): [string, Column][] {
  const distinct = [...new Set(names)];
  requireFreeNames(caller, distinct, ["segment", "reason"]);
  return distinct.map((name) => [name, findColumn(caller, table, name)]);
}

function ruleInWords({ name, basis, conditions }: CheckedRule): string {
  return `${name}: ${showConditions(conditions)}${basis === null ? "" : ` (${basis})`}`;
}

function uncoveredWarning(uncovered: number, otherwise: string): string[] {
  if (uncovered === 0) return [];
  return [
    `${uncovered} ${uncovered === 1 ? "customer is" : "customers are"} covered by no rule and called ` +
      showValue(otherwise),
  ];
}

function lintWarnings(lint: ColumnRuleLint | null): string[] {
  if (lint === null) return [];
  const { messages } = lint;
  const more = messages.length - mostShown;
  return [
    ...messages.slice(0, mostShown),
    ...(more > 0 ? [`${more} more ${more === 1 ? "finding" : "findings"} about the rules; lintSegments says all`] : []),
  ];
}

interface Counted {
  readonly names: readonly string[];
  readonly segment: Int32Array;
  readonly measures: readonly string[];
  readonly measured: readonly Float64Array[];
  readonly showLast: boolean;
}

function summaryTable({ names, segment, measures, measured, showLast }: Counted) {
  const shown = names.slice(0, showLast ? names.length : -1);
  const customers = new Float64Array(names.length);
  for (const code of segment) customers[code]!++;
  const sums = measured.map((values) => {
    const totals = new Float64Array(names.length);
    for (let row = 0; row < values.length; row++) {
      if (!Number.isNaN(values[row]!)) totals[segment[row]!]! += values[row]!;
    }
    return totals;
  });
  return createTable<Columns & RuleSegmentSummaryColumns>([
    ["segment", shown],
    ["customers", customers.subarray(0, shown.length)],
    ["customerShare", customers.subarray(0, shown.length).map((count) => count / segment.length)],
    ...measures.flatMap((name, i): [string, Float64Array][] => {
      const total = sums[i]!.reduce((all, value) => all + value, 0);
      const own = sums[i]!.subarray(0, shown.length);
      return [
        [name, own],
        [`${name}Share`, own.map((value) => (total > 0 ? value / total : Number.NaN))],
      ];
    }),
  ]);
}
