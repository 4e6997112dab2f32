import {
  ClienteleError,
  counted,
  knownOptions,
  levelOption,
  oneOf,
  requireColumnName,
  showNames,
} from "../../errors/index.js";
import { wilsonInterval } from "../../numeric/index.js";
import {
  type Column,
  type Columns,
  createTable,
  hasColumn,
  numberColumn,
  optionalCountColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { contrastOfMeans } from "../experiments/contrast-of-means.js";
import { type RowKinds, rowKinds } from "../rates/row-kinds.js";
import { outcomeColumn } from "../rates/yes-or-no.js";

/** What a campaign can be measured by. */
export type CampaignRate = "response" | "participation" | "conversion" | "crossSelling" | "upSelling";

/** Whom a rate is of: all rows, or those who did an earlier step. */
export type RateBase = "contacted" | CampaignRate;

/** Options of {@link campaignRates}. */
export interface CampaignRatesOptions {
  /** The columns that tell campaigns apart [`"campaign"`]. */
  readonly by?: string | readonly string[];
  /** The column that says who answered [`"response"` where there is such a column]; so for the others. */
  readonly response?: string;
  /** Who took part: in the event, the game, the test. */
  readonly participation?: string;
  /** Who bought. */
  readonly conversion?: string;
  /** Who bought another kind of product, too. */
  readonly crossSelling?: string;
  /** Who bought a better one than before. */
  readonly upSelling?: string;
  /** A score of satisfaction with the campaign; blanks are left out. */
  readonly satisfaction?: string;
  /**
   * Whom each rate is of, where it is not response and participation of those contacted, conversion of those who
   * responded, cross-selling and up-selling of those who converted (of those contacted where that column is not there).
   */
  readonly of?: Readonly<Partial<Record<CampaignRate, RateBase>>>;
  /** [0.95] */
  readonly level?: number;
}

/** The columns behind those of `by`; a row for each campaign and rate. */
export type CampaignRateColumns = {
  measure: CampaignRate | "satisfaction";
  /** Whom it is a rate of; for satisfaction those who gave a score. */
  of: RateBase | "scored";
  /** How many these are. */
  base: number;
  /** How many of them did it; missing for satisfaction. */
  count: number;
  /** count / base with Wilson's interval; for satisfaction the mean score with Student's. Missing without a base. */
  value: number;
  lower: number;
  upper: number;
};

/** What the rates say about themselves. */
export interface CampaignRatesAttributes {
  readonly warnings: readonly string[];
}

const figures = ["base", "count", "value", "lower", "upper"] as const;

const rates = ["response", "participation", "conversion", "crossSelling", "upSelling"] as const;

/** The step that a rate is of, unless it is not there or the options say otherwise. */
const usualBase: Readonly<Record<CampaignRate, RateBase>> = {
  response: "contacted",
  participation: "contacted",
  conversion: "response",
  crossSelling: "conversion",
  upSelling: "conversion",
};

/**
 * How did each campaign do? Response, participation, conversion, cross-selling and up-selling rate, and satisfaction,
 * each with its interval and with what it is a rate of: a conversion of responders is not one of all who were
 * contacted.
 *
 * Customers who did a step without the one it is counted of are left out of its rate, and a warning says how many.
 *
 * @param contacts - a row for each customer that a campaign contacted, with 0 and 1 or true and false for each step; a
 * column `count` says for how many a row stands
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `out-of-range` (a step that is neither 0
 * nor 1), `duplicate-column` (a column of `by` that is called like one of the result), `invalid-option`.
 *
 * @example
 * ```ts
 * const contacts = { campaign: ["may", "may", "may", "may"], response: [1, 1, 0, 0], conversion: [1, 0, 0, 0] };
 * campaignRates(contacts).column("value").toArray(); // [0.5, 0.5]: half responded, half of these bought
 * ```
 */
export function campaignRates(
  contacts: TableInput,
  options: CampaignRatesOptions = {},
): Table<Columns & CampaignRateColumns, CampaignRatesAttributes> {
  const caller = "campaignRates";
  knownOptions(caller, options, ["by", ...rates, "satisfaction", "of", "level"]);
  const level = levelOption(caller, "level", options.level);
  const given = toTable(caller, contacts);
  const counts = optionalCountColumn(caller, given);
  const table = counts === undefined ? given : given.where(counts.map((count) => (count > 0 ? 1 : 0)));
  requireRows(caller, table);
  const count = counts?.filter((size) => size > 0) ?? new Float64Array(table.numRows).fill(1);
  const kinds = rowKinds(caller, table, options.by, ["campaign"], ["measure", "of", ...figures]);
  const steps = readSteps(caller, table, options);
  const bases = readBases(caller, steps, options.of ?? {});
  const warnings: string[] = [];
  const rows: MeasureRow[] = rates.flatMap((rate) => {
    const done = steps.get(rate);
    if (done === undefined) return [];
    const of = bases.get(rate)!;
    const based = of === "contacted" ? new Float64Array(table.numRows).fill(1) : steps.get(of)!;
    const outside = done.reduce((sum, yes, row) => sum + (1 - based[row]!) * yes * count[row]!, 0);
    if (outside > 0)
      warnings.push(
        `${counted(outside, "customer")} with ${rate} but without ${of} ${outside === 1 ? "is" : "are"} ` +
          `left out of the rate of ${rate}`,
      );
    const base = kinds.total(based.map((yes, row) => yes * count[row]!));
    const successes = kinds.total(done.map((yes, row) => yes * based[row]! * count[row]!));
    return rateRows(rate, of, base, successes, level);
  });
  const name = columnOf(table, options, "satisfaction");
  if (name !== undefined) {
    const scores = numberColumn(caller, table, requireColumnName(caller, "satisfaction", name), { missing: "keep" });
    rows.push(...satisfactionRows(kinds, scores, count, level));
  }
  if (rows.length === 0) refuseNothing(caller, table);
  return rateTable(kinds, rows, warnings);
}

interface MeasureRow {
  readonly kind: number;
  readonly measure: CampaignRateColumns["measure"];
  readonly of: CampaignRateColumns["of"];
  readonly base: number;
  readonly count: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

function columnOf(
  table: Table,
  options: CampaignRatesOptions,
  measure: CampaignRate | "satisfaction",
): string | undefined {
  return options[measure] ?? (hasColumn(table, measure) ? measure : undefined);
}

function readSteps(caller: string, table: Table, options: CampaignRatesOptions): Map<RateBase, Float64Array> {
  const steps = new Map<RateBase, Float64Array>();
  for (const rate of rates) {
    const name = columnOf(table, options, rate);
    if (name !== undefined) steps.set(rate, outcomeColumn(caller, table, requireColumnName(caller, rate, name)));
  }
  return steps;
}

/** Whom each rate is of. Errors: `invalid-option` for a step that is not there, or one that is of itself. */
function readBases(
  caller: string,
  steps: ReadonlyMap<RateBase, Float64Array>,
  of: NonNullable<CampaignRatesOptions["of"]>,
): Map<CampaignRate, RateBase> {
  knownOptions(caller, of, rates);
  return new Map(
    rates.map((rate) => {
      const usual = steps.has(usualBase[rate]) ? usualBase[rate] : "contacted";
      const others = ["contacted" as const, ...rates.filter((other) => other !== rate && steps.has(other))];
      return [rate, oneOf<RateBase>(caller, `of.${rate}`, of[rate], others, usual)] as const;
    }),
  );
}

function rateRows(
  measure: CampaignRate,
  of: RateBase,
  base: Float64Array,
  successes: Float64Array,
  level: number,
): MeasureRow[] {
  return Array.from(base, (size, kind) => {
    const found = size === 0 ? null : wilsonInterval(successes[kind]! / size, size, level);
    return {
      ...{ kind, measure, of, base: size, count: successes[kind]! },
      ...{ value: found?.share ?? Number.NaN, lower: found?.lower ?? Number.NaN, upper: found?.upper ?? Number.NaN },
    };
  });
}

function satisfactionRows(kinds: RowKinds, scores: Float64Array, count: Float64Array, level: number): MeasureRow[] {
  const sizes = count.map((size, row) => (Number.isNaN(scores[row]!) ? 0 : size));
  const known = scores.map((score) => (Number.isNaN(score) ? 0 : score));
  const scored = kinds.total(sizes);
  const means = kinds.total(known.map((score, row) => sizes[row]! * score)).map((sum, kind) => sum / scored[kind]!);
  const squares = kinds.total(known.map((score, row) => sizes[row]! * (score - means[kinds.of[row]!]!) ** 2));
  return Array.from(scored, (n, kind) => {
    const variance = n < 2 ? Number.NaN : squares[kind]! / (n - 1);
    const { estimate, lower, upper } = contrastOfMeans([{ n, mean: means[kind]!, variance, factor: 1 }], level);
    return {
      ...{ kind, measure: "satisfaction", of: "scored", base: n, count: Number.NaN },
      ...{ value: estimate, lower, upper },
    };
  });
}

function refuseNothing(caller: string, table: Table): never {
  throw new ClienteleError(
    "invalid-option",
    { function: caller },
    `there is nothing to measure: name a column in ${showNames([...rates, "satisfaction"])}; the columns are ` +
      showNames(table.columnNames),
  );
}

/** Campaign after campaign, the measures of each in their order. */
function rateTable(
  kinds: RowKinds,
  rows: readonly MeasureRow[],
  warnings: readonly string[],
): Table<Columns & CampaignRateColumns, CampaignRatesAttributes> {
  const sorted = [...rows].sort((a, b) => a.kind - b.kind);
  const of = sorted.map(({ kind }) => kind);
  const numbers = (name: (typeof figures)[number]): [string, Float64Array] => [
    name,
    Float64Array.from(sorted, (row) => row[name]),
  ];
  return createTable<Columns & CampaignRateColumns, CampaignRatesAttributes>(
    [
      ...kinds.columns.map(([name, column]): [string, Column] => [name, column.take(of)]),
      ["measure", sorted.map(({ measure }) => measure)],
      ["of", sorted.map(({ of }) => of)],
      ...figures.map(numbers),
    ],
    { warnings: Object.freeze(warnings) },
  );
}
