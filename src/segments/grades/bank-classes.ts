import { ClienteleError, knownOptions, numberOption, oneOf, requireColumnName } from "../../errors/index.js";
import { quantile } from "../../numeric/index.js";
import { type Table, type TableInput, toTable } from "../../table/index.js";
import { type ClassMeasure, carriedMeasures, classMeasure, distinctMeasures } from "../classification/class-measure.js";
import { type Classification, type ClassRule, classification } from "../classification/classification.js";
import { classifyRows, type Outcome } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { knownMedian } from "../classification/cut-levels.js";
import { showFigure, showShare } from "../classification/show-figure.js";

/** Options of {@link bankClasses}. */
export interface BankClassesOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** Whether the contribution of deposits, of loans, or of both together decides [`"whole"`]. */
  readonly on?: "deposits" | "loans" | "whole" | undefined;
  /** The column of what deposits contribute [`"deposits"`]; not read on loans. */
  readonly deposits?: string | undefined;
  /** The column of what loans contribute [`"loans"`]; not read on deposits. */
  readonly loans?: string | undefined;
  /** The same a period earlier, for who declines [none: only losses restrict]. */
  readonly before?: { readonly deposits?: string | undefined; readonly loans?: string | undefined } | undefined;
  /** The column of what the customer could contribute [none: nobody is classed as potential]. */
  readonly potential?: string | undefined;
  /**
   * From which contribution a customer is premier and main, and from which potential on one below them is potential
   * [the 95 % and 80 % quantiles (type 7) of the positive contributions, and the median potential].
   */
  readonly cuts?: BankCuts | undefined;
  /** From which fall against the period before a customer declines, 0..1 [0.2: by 20 % or more]. */
  readonly decline?: number | undefined;
  /** Further columns of numbers that `summary()` adds up [none]. */
  readonly measures?: readonly string[] | undefined;
}

/** Where classes begin; a value at a cut is in the class above it. */
export interface BankCuts {
  readonly premier?: number | undefined;
  readonly main?: number | undefined;
  readonly potential?: number | undefined;
}

/** The contribution classes of a bank. */
export type BankClass = "premier" | "main" | "ordinary" | "restricted" | "potential";

/** Customers of a bank by contribution class. */
export type BankClasses = Classification<"class", BankClass, { contribution: number }>;

const classes: readonly BankClass[] = ["premier", "main", "ordinary", "restricted", "potential"];

/**
 * Which customers of a bank are premier, main, ordinary, restricted, or potential? The first that holds: "restricted"
 * with a negative contribution, or one that fell by `decline` or more; "premier" and "main" from their cuts on;
 * "potential" with a potential from its cut on; "ordinary".
 *
 * @param table - one row a customer
 * @returns `customer`, the columns used, `contribution`, `class`, `reason`; `.summary()`, `.rules`, `.warnings`,
 * `.source`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `too-few-rows` (nothing to take quantiles of), `duplicate-column`, `invalid-option`.
 *
 * @example
 * ```ts
 * const classes = bankClasses(
 *   { customer: ["ada", "bob", "cem", "dia"], deposits: [900, 50, 20, 10], loans: [100, 250, -60, 5] },
 *   { cuts: { premier: 1000, main: 200 } },
 * );
 * classes.column("class").toArray(); // ["premier", "main", "restricted", "ordinary"]
 * ```
 */
export function bankClasses(table: TableInput, options: BankClassesOptions = {}): BankClasses {
  const caller = "bankClasses";
  const known = ["customer", "on", "deposits", "loans", "before", "potential", "cuts", "decline", "measures"];
  knownOptions(caller, options, known);
  const decline = numberOption(caller, "decline", options.decline ?? 0.2, { min: 0, max: 1 });
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const now = contributionOf(caller, input, options, options);
  const before = options.before === undefined ? null : contributionOf(caller, input, options, options.before, true);
  const potential =
    options.potential === undefined
      ? null
      : classMeasure(caller, input, requireColumnName(caller, "potential", options.potential));
  const cuts = cutsOf(caller, options.cuts ?? {}, now.values, potential);
  const used = distinctMeasures([...now.parts, ...(before?.parts ?? []), ...(potential === null ? [] : [potential])]);
  const outcomes = bankOutcomes(cuts, decline, potential?.name);
  const rows = classifyRows(input.numRows, used, classes, outcomes, (row) => {
    const value = now.values[row]!;
    if (value < 0) return 0;
    const earlier = before?.values[row] ?? 0;
    if (earlier > 0 && earlier - value >= decline * earlier * (1 - 1e-12) && value < earlier) return 1;
    if (value >= cuts.premier) return 2;
    if (value >= cuts.main) return 3;
    return potential !== null && potential.values[row]! >= cuts.potential ? 4 : 5;
  });
  return classification<"class", BankClass, { contribution: number }>({
    caller,
    customers,
    measures: [...used, ...carriedMeasures(caller, input, options.measures, used)],
    added: [["contribution", now.values]],
    key: "class",
    classes,
    ...rows,
    rules: bankRules(outcomes, before !== null, potential !== null),
    source:
      "the contribution classes of banks: premier, main, ordinary, restricted (declining or loss-making), potential",
  });
}

interface Contribution {
  readonly parts: readonly ClassMeasure[];
  readonly values: Float64Array;
}

/** The columns that count, and their sum. */
function contributionOf(
  caller: string,
  table: Table,
  options: BankClassesOptions,
  names: { readonly deposits?: string | undefined; readonly loans?: string | undefined },
  earlier = false,
): Contribution {
  if (earlier) knownOptions(caller, names, ["deposits", "loans"]);
  const on = oneOf(caller, "on", options.on, ["deposits", "loans", "whole"], "whole");
  const wanted = on === "whole" ? (["deposits", "loans"] as const) : ([on] as const);
  const parts = wanted.map((part) => {
    const name = names[part] ?? (earlier ? undefined : part);
    return classMeasure(caller, table, requireColumnName(caller, earlier ? `before.${part}` : part, name));
  });
  const [first, second] = parts;
  const values = second === undefined ? first!.values : first!.values.map((value, row) => value + second.values[row]!);
  return { parts, values };
}

interface Cuts {
  readonly premier: number;
  readonly main: number;
  readonly potential: number;
}

function cutsOf(caller: string, given: BankCuts, values: Float64Array, potential: ClassMeasure | null): Cuts {
  knownOptions(caller, given, ["premier", "main", "potential"]);
  const positive = values.filter((value) => value > 0);
  const cut = (option: "premier" | "main", share: number): number => {
    if (given[option] !== undefined) return numberOption(caller, `cuts.${option}`, given[option]);
    // Without a positive contribution nobody is premier or main.
    return positive.length === 0 ? Number.POSITIVE_INFINITY : quantile(positive, share);
  };
  const cuts = {
    premier: cut("premier", 0.95),
    main: cut("main", 0.8),
    potential:
      given.potential !== undefined
        ? numberOption(caller, "cuts.potential", given.potential)
        : potential === null
          ? Number.POSITIVE_INFINITY
          : knownMedian(caller, potential.name, potential.values),
  };
  if (cuts.main <= cuts.premier) return cuts;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: cuts.main },
    `the cut of main (${cuts.main}) lies above that of premier (${cuts.premier})`,
  );
}

function bankOutcomes(cuts: Cuts, decline: number, potential = "potential"): Outcome[] {
  const [premier, main, possible] = [cuts.premier, cuts.main, cuts.potential].map(showFigure);
  const below = `contribution below ${main}`;
  return [
    { class: "restricted", reason: "contribution below 0" },
    { class: "restricted", reason: `contribution fell by ${showShare(decline)} or more` },
    { class: "premier", reason: `contribution ${premier} or more` },
    { class: "main", reason: `contribution from ${main} to below ${premier}` },
    { class: "potential", reason: `${below}, ${potential} ${possible} or more` },
    {
      class: "ordinary",
      reason: cuts.potential === Number.POSITIVE_INFINITY ? below : `${below}, ${potential} below ${possible}`,
    },
  ];
}

/** What applies: without a period before nobody declines, and without a column nobody is potential. */
function bankRules(outcomes: readonly Outcome[], declines: boolean, hasPotential: boolean): ClassRule[] {
  return classes.map((name) => {
    const reasons = outcomes
      .filter((one, i) => one.class === name && (i !== 1 || declines))
      .map(({ reason }) => reason);
    const rule =
      name === "potential" && !hasPotential ? "nobody: no column of potential is given" : reasons.join("; or ");
    return { class: name, rule };
  });
}
