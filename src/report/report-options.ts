import { orderOptionNames, type SummarizeOptions } from "../customers/index.js";
import {
  ClienteleError,
  columnList,
  knownOptions,
  numberOption,
  oneOf,
  requireColumnName,
  showValue,
} from "../errors/index.js";
import type { DiscountRate } from "../finance/index.js";
import type { Locale } from "../presentation/index.js";
import type { ContactLog } from "./chapters/contacts.js";
import type { ReportExperiment } from "./chapters/experiment.js";
import type { ReportSignals } from "./chapters/signals.js";
import type { ReportSurvey } from "./chapters/survey.js";

/** Options of {@link createReport}: those of `summarizeCustomers`, and what the report is to hold. */
export interface ReportOptions extends SummarizeOptions {
  /** The heading of the report [a general one]. */
  readonly title?: string;
  /** The language [`"en"`]; words from the data stay as they are. */
  readonly locale?: Locale;
  /** The currency of the amounts, a sign or a code, such as `"£"` or `"GBP"` [none is written]. */
  readonly currency?: string;
  /** Models and results that are to have a chapter each: anything that `plot` draws, by name or in a list. */
  readonly models?: Readonly<Record<string, unknown>> | readonly unknown[];
  /** Answers of a survey, or results of one. */
  readonly survey?: ReportSurvey;
  /** A log of contacts with customers. */
  readonly contacts?: ContactLog;
  /** The column of the item of a row: adds a chapter on what is bought together. */
  readonly item?: string;
  /** Columns that divide the orders, such as region or product: a chapter for each on where revenue comes from. */
  readonly dimensions?: string | readonly string[];
  /** An experiment, for a chapter on whether a campaign worked. */
  readonly experiment?: ReportExperiment;
  /** Signals, rules for them, or `true` for all that orders can feed: a chapter on what needs attention. */
  readonly signals?: ReportSignals;
  /** What is left of an amount after its costs, for the value of customers: a share [1]. */
  readonly margin?: number;
  /** The rate at which future value is discounted [10 % a year]. */
  readonly discountRate?: DiscountRate;
  /** A customer who has not bought for so many days counts as lost [by the customers' own intervals]. */
  readonly lapsedAfter?: number;
}

/** Options that are the report's own; the others are read by `summarizeCustomers`. */
const ownNames = [
  "title",
  "locale",
  "currency",
  "models",
  "survey",
  "contacts",
  "item",
  "dimensions",
  "experiment",
  "signals",
  "margin",
  "discountRate",
  "lapsedAfter",
] as const;

/** The options with their defaults, and those for summaries of orders apart. */
export interface ReadOptions {
  readonly orders: SummarizeOptions;
  readonly title: string | null;
  readonly locale: Locale;
  readonly currency: string | null;
  readonly models: readonly (readonly [name: string, result: unknown])[];
  readonly survey: ReportSurvey | null;
  readonly contacts: ContactLog | null;
  readonly item: string | null;
  readonly dimensions: readonly string[];
  readonly experiment: ReportExperiment | null;
  readonly signals: ReportSignals | null;
  readonly margin: number;
  readonly discountRate: DiscountRate;
  readonly lapsedAfter: number | null;
}

/** Reads the options, with their defaults. */
export function readReportOptions(caller: string, options: ReportOptions): ReadOptions {
  knownOptions(caller, options, [...orderOptionNames, "end", "sameDay", "unit", ...ownNames]);
  if (options.amount === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: undefined },
      'option "amount" must name the column of the amounts, or { quantity, price }: a report speaks of revenue',
    );
  }
  if (options.title !== undefined && typeof options.title !== "string") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options.title },
      `option "title" must be text, got ${showValue(options.title)}`,
    );
  }
  const own: readonly string[] = ownNames;
  const orders = Object.fromEntries(Object.entries(options).filter(([name]) => !own.includes(name)));
  const { lapsedAfter } = options;
  return {
    orders: { ...(orders as object as SummarizeOptions), unit: options.unit ?? "week" },
    title: options.title ?? null,
    locale: oneOf(caller, "locale", options.locale, ["en", "zh"], "en"),
    currency: currencyOption(caller, options.currency),
    models: namedModels(caller, options.models),
    survey: objectOption(caller, "survey", options.survey),
    contacts: objectOption(caller, "contacts", options.contacts),
    item: options.item === undefined ? null : requireColumnName(caller, "item", options.item),
    dimensions: dimensionsOption(caller, options.dimensions),
    experiment: objectOption(caller, "experiment", options.experiment),
    signals: options.signals === true ? true : objectOption(caller, "signals", options.signals),
    margin: numberOption(caller, "margin", options.margin ?? 1, { min: 0 }),
    discountRate: options.discountRate ?? { annual: 0.1 },
    lapsedAfter:
      lapsedAfter === undefined ? null : numberOption(caller, "lapsedAfter", lapsedAfter, { min: 1, integer: true }),
  };
}

/** Beyond so many characters it is no sign, code or name of a currency. */
const longestCurrency = 20;

function currencyOption(caller: string, currency: unknown): string | null {
  if (currency === undefined) return null;
  if (typeof currency === "string" && currency.trim() !== "" && currency.length <= longestCurrency) {
    return currency.trim();
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: currency },
    `option "currency" must be a sign or a code such as "£" or "GBP", got ${showValue(currency)}`,
  );
}

/** Tables, results and objects of settings: what is in them is read by the chapter. */
function objectOption<Value>(caller: string, name: string, value: Value | undefined): Value | null {
  if (value === undefined || (typeof value === "object" && value !== null)) return value ?? null;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `option "${name}" must be a table or an object${name === "signals" ? ", or true" : ""}, got ${showValue(value)}`,
  );
}

function dimensionsOption(caller: string, dimensions: ReportOptions["dimensions"]): readonly string[] {
  if (dimensions === undefined) return [];
  return columnList(caller, "dimensions", typeof dimensions === "string" ? [dimensions] : dimensions);
}

/** A list, a single model, or an object of them by name. */
function namedModels(caller: string, models: ReportOptions["models"]): (readonly [string, unknown])[] {
  if (models === undefined) return [];
  objectOption(caller, "models", models);
  if (Array.isArray(models)) return Array.from(models, (model, i) => [nameOf(model, i), model]);
  if ("kind" in models && typeof models["kind"] === "string") return [[models["kind"], models]];
  return Object.entries(models);
}

function nameOf(model: unknown, i: number): string {
  const kind = typeof model === "object" && model !== null && "kind" in model ? model.kind : null;
  return typeof kind === "string" ? kind : `${i + 1}`;
}
