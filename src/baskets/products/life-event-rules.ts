import { knownOptions, numberOption, requireColumnName } from "../../errors/index.js";
import { adjustPValues, binomialCdf, sortedOrder, wilsonInterval } from "../../numeric/index.js";
import {
  createTable,
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  encodeTogether,
  findColumn,
  keyColumn,
  millisecondsPerDay,
  mostDays,
  parseDate,
  requireRows,
  type StoredColumn,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";

/** Options of {@link lifeEventRules}. */
export interface LifeEventRulesOptions {
  /** The column of the customer, in all tables [`"customer"`]. */
  readonly customer?: string;
  /**
   * A table with a row for each customer, so that those who never bought count, too [those who ever bought, and events
   * of others are left out].
   */
  readonly customers?: TableInput;
  /** The column of events that says what happened [`"event"`]. */
  readonly event?: string;
  /** The column of purchases that says what was bought [`"product"`]. */
  readonly product?: string;
  /** The column of the date, in both tables [`"date"`]. */
  readonly time?: string;
  /** What numbers in the columns of dates count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** The days after an event in which a purchase counts [90]. */
  readonly within?: number;
  /** The moment up to which purchases are known [the last purchase]. */
  readonly asOf?: DateInput;
  /** The fewest events followed by the product for a rule to be listed [1]. */
  readonly minCount?: number;
}

/** The columns of {@link lifeEventRules}, the highest lift first. */
export type LifeEventRuleColumns = {
  event: string;
  product: string;
  /** Events whose days after are known to the end. */
  events: number;
  /** Of these, those after which the customer bought the product. */
  count: number;
  /** count / events, with Wilson's interval. */
  share: number;
  lower: number;
  upper: number;
  /** The share of other customers, without the event, who bought the product in the same days. */
  expected: number;
  /** share / expected; missing where no other customer bought it. */
  lift: number;
  /** The lift with the bounds of the share. */
  liftLower: number;
  liftUpper: number;
  /** The chance of at least so many if the event made no difference, corrected (Benjamini and Hochberg). */
  adjustedPValue: number;
};

/** What the rules say about themselves. */
export interface LifeEventRuleAttributes {
  readonly ledger: {
    readonly events: number;
    /** Events so late that the days after them are not all known; they are in no rule. */
    readonly tooLate: number;
    /** Events of somebody who is no customer: without `customers` one who never bought. */
    readonly notCustomers: number;
    /** Events while which every other customer had such an event, too. */
    readonly withoutOthers: number;
  };
}

/**
 * Which product does a change in life call for? For each kind of event (a home bought, a child born) and each product,
 * how many bought it in the days after, and how many times as many that is as among other customers in the very same
 * days, so that a season or a campaign does not pass for an effect of the event. Others are all customers but those who
 * had such an event themselves within `within` days before, or in those days.
 *
 * The p-value is that of the binomial distribution with the mean chance of the others, which bounds the tail of a sum
 * of different chances (Hoeffding 1956). Customers of an event differ from others in more than the event: a rule says
 * whom to offer what, not what the event causes.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-date`, `column-type` (ids of different types),
 * `invalid-option`.
 *
 * @example
 * ```ts
 * const rules = lifeEventRules(events, purchases, { within: 90 });
 * rules.head(3); // a home bought → appliance loan, lift 6.2
 * ```
 */
export function lifeEventRules(
  events: TableInput,
  purchases: TableInput,
  options: LifeEventRulesOptions = {},
): Table<LifeEventRuleColumns, LifeEventRuleAttributes> {
  const caller = "lifeEventRules";
  knownOptions(caller, options, [
    ...["customer", "customers", "event", "product", "time", "dateUnit", "within", "asOf", "minCount"],
  ]);
  const within = numberOption(caller, "within", options.within ?? 90, { min: 0, exclusive: true, max: mostDays });
  const minCount = numberOption(caller, "minCount", options.minCount ?? 1, { min: 1, integer: true });
  const log = readLog(caller, events, purchases, options);
  const span = within * millisecondsPerDay;
  const last = log.bought.reduce((latest, moment) => Math.max(latest, moment), Number.NEGATIVE_INFINITY);
  const end = options.asOf === undefined ? last : parseDate(caller, "asOf", options.asOf);
  const ledger = { events: log.happened.length, tooLate: 0, notCustomers: 0, withoutOthers: 0 };
  const tallies = log.eventNames.map(() => newTally(log.productNames.length));
  const counter = windowCounter(log);
  for (let row = 0; row < log.happened.length; row++) {
    const start = log.happened[row]!;
    if (log.isCustomer[log.happenedTo[row]!] === 0) {
      ledger.notCustomers++;
      continue;
    }
    if (start + span > end) {
      ledger.tooLate++;
      continue;
    }
    const { others, buyers, own } = counter(row, start, span);
    if (others === 0) ledger.withoutOthers++;
    else addEvent(tallies[log.eventOf[row]!]!, others, buyers, own);
  }
  return ruleTable(log, tallies, minCount, Object.freeze(ledger));
}

/** Events and purchases of numbered customers. */
interface LifeLog {
  /** 1 for those who count as customers, by code. */
  readonly isCustomer: Uint8Array;
  /** How many these are. */
  readonly customers: number;
  readonly eventNames: readonly string[];
  readonly eventOf: Int32Array;
  readonly happenedTo: Int32Array;
  readonly happened: Float64Array;
  /** Rows of events by date. */
  readonly eventOrder: Int32Array;
  readonly productNames: readonly string[];
  readonly productOf: Int32Array;
  readonly boughtBy: Int32Array;
  readonly bought: Float64Array;
  /** Rows of purchases by date. */
  readonly purchaseOrder: Int32Array;
}

function readLog(caller: string, events: TableInput, purchases: TableInput, options: LifeEventRulesOptions): LifeLog {
  const { customer = "customer", event = "event", product = "product", time = "date" } = options;
  for (const [option, name] of Object.entries({ customer, event, product, time })) {
    requireColumnName(caller, option, name);
  }
  const happenings = toTable(caller, events);
  const bought = toTable(caller, purchases);
  requireRows(caller, happenings);
  requireRows(caller, bought);
  for (const table of [happenings, bought]) keyColumn(caller, table, customer);
  const together = encodeTogether(
    caller,
    findColumn(caller, happenings, customer),
    findColumn(caller, bought, customer),
  );
  const kinds = keyColumn(caller, happenings, event);
  const products = keyColumn(caller, bought, product);
  const unit = { dateUnit: dateUnitOption(caller, options.dateUnit) };
  const happened = dateColumn(caller, happenings, time, unit);
  const moments = dateColumn(caller, bought, time, unit);
  const known = options.customers === undefined ? null : customerCodes(caller, together, options.customers, customer);
  const isCustomer = new Uint8Array(together.count);
  const boughtBy = together.codes.slice(happenings.numRows);
  for (const code of known?.codes ?? boughtBy) if (code < isCustomer.length) isCustomer[code] = 1;
  return {
    isCustomer,
    customers: isCustomer.reduce((sum, flag) => sum + flag, 0) + (known?.more ?? 0),
    eventNames: kinds.labels.toArray().map(String),
    eventOf: kinds.codes,
    happenedTo: together.codes.slice(0, happenings.numRows),
    happened,
    eventOrder: sortedOrder(happened),
    productNames: products.labels.toArray().map(String),
    productOf: products.codes,
    boughtBy,
    bought: moments,
    purchaseOrder: sortedOrder(moments),
  };
}

/** The codes of the customers in a table, and how many there are that neither bought nor had an event. */
function customerCodes(
  caller: string,
  { labels, count }: { readonly labels: StoredColumn; readonly count: number },
  input: TableInput,
  customer: string,
): { readonly codes: Int32Array; readonly more: number } {
  const table = toTable(caller, input);
  requireRows(caller, table);
  keyColumn(caller, table, customer);
  const together = encodeTogether(caller, labels, findColumn(caller, table, customer));
  return { codes: together.codes.subarray(count), more: together.count - count };
}

/** What happened after one event. */
interface AfterEvent {
  /** Customers without such an event near these days. */
  readonly others: number;
  /** How many of them bought each product. */
  readonly buyers: Float64Array;
  /** 1 for the products that the customer of the event bought. */
  readonly own: Uint8Array;
}

/** Counts buyers in the days after an event; the arrays that it returns are used again. */
function windowCounter(log: LifeLog): (row: number, start: number, span: number) => AfterEvent {
  const products = log.productNames.length;
  const buyers = new Float64Array(products);
  const own = new Uint8Array(products);
  const excluded = new Int32Array(log.isCustomer.length).fill(-1);
  const counted = new Map<number, number>();
  return (row, start, span) => {
    buyers.fill(0);
    own.fill(0);
    counted.clear();
    let others = log.customers;
    const from = firstAfter(log.happened, log.eventOrder, start - span, false);
    for (let i = from; i < log.eventOrder.length; i++) {
      const other = log.eventOrder[i]!;
      if (log.happened[other]! > start + span) break;
      const customer = log.happenedTo[other]!;
      if (log.eventOf[other] !== log.eventOf[row] || excluded[customer] === row) continue;
      excluded[customer] = row;
      others -= log.isCustomer[customer]!;
    }
    for (let i = firstAfter(log.bought, log.purchaseOrder, start, true); i < log.purchaseOrder.length; i++) {
      const purchase = log.purchaseOrder[i]!;
      if (log.bought[purchase]! > start + span) break;
      const customer = log.boughtBy[purchase]!;
      const product = log.productOf[purchase]!;
      if (customer === log.happenedTo[row]) own[product] = 1;
      else if (excluded[customer] !== row && log.isCustomer[customer] === 1) {
        const key = customer * products + product;
        if (counted.has(key)) continue;
        counted.set(key, 1);
        buyers[product]!++;
      }
    }
    return { others, buyers, own };
  };
}

/** The first place in the order with a moment of at least, or after, the given one. */
function firstAfter(moments: Float64Array, order: Int32Array, moment: number, strictly: boolean): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = moments[order[middle]!]!;
    if (at < moment || (strictly && at === moment)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What was bought after the events of a kind, and what was to be expected, product by product. */
interface Tally {
  events: number;
  readonly counts: Float64Array;
  readonly expected: Float64Array;
  /** As `expected`, with half a buyer and half another more, so that nobody's chance is 0. */
  readonly chances: Float64Array;
}

function newTally(products: number): Tally {
  return {
    events: 0,
    counts: new Float64Array(products),
    expected: new Float64Array(products),
    chances: new Float64Array(products),
  };
}

function addEvent(tally: Tally, others: number, buyers: Float64Array, own: Uint8Array): void {
  tally.events++;
  for (let product = 0; product < buyers.length; product++) {
    tally.counts[product]! += own[product]!;
    tally.expected[product]! += buyers[product]! / others;
    tally.chances[product]! += (buyers[product]! + 0.5) / (others + 1);
  }
}

function ruleTable(
  { eventNames, productNames }: LifeLog,
  tallies: readonly Tally[],
  minCount: number,
  ledger: LifeEventRuleAttributes["ledger"],
): Table<LifeEventRuleColumns, LifeEventRuleAttributes> {
  const pairs = tallies.flatMap((tally, event) =>
    tally.events === 0 ? [] : productNames.map((product, place) => ruleOf(tally, place, eventNames[event]!, product)),
  );
  const adjusted = adjustPValues(
    pairs.map(({ pValue }) => pValue),
    "benjamini-hochberg",
  );
  const rules = pairs
    .map((rule, i) => ({ ...rule, adjustedPValue: adjusted[i]! }))
    .filter(({ count }) => count >= minCount)
    .sort(
      (a, b) =>
        (Number.isNaN(b.lift) ? -1 : b.lift) - (Number.isNaN(a.lift) ? -1 : a.lift) ||
        b.count - a.count ||
        compare(a.event, b.event) ||
        compare(a.product, b.product),
    );
  const numbers = (name: Exclude<keyof LifeEventRuleColumns, "event" | "product">): Float64Array =>
    Float64Array.from(rules, (rule) => rule[name]);
  return createTable<LifeEventRuleColumns, LifeEventRuleAttributes>(
    {
      event: rules.map(({ event }) => event),
      product: rules.map(({ product }) => product),
      events: numbers("events"),
      count: numbers("count"),
      share: numbers("share"),
      lower: numbers("lower"),
      upper: numbers("upper"),
      expected: numbers("expected"),
      lift: numbers("lift"),
      liftLower: numbers("liftLower"),
      liftUpper: numbers("liftUpper"),
      adjustedPValue: numbers("adjustedPValue"),
    },
    { ledger },
  );
}

function ruleOf({ events, counts, expected, chances }: Tally, place: number, event: string, product: string) {
  const count = counts[place]!;
  const { share, lower, upper } = wilsonInterval(count / events, events, 0.95);
  const usual = expected[place]! / events;
  const over = (value: number): number => (usual === 0 ? Number.NaN : value / usual);
  // So many and more of n with the mean chance p are as likely as so few and fewer failures.
  const pValue = binomialCdf(events - count, events, 1 - chances[place]! / events);
  return {
    ...{ event, product, events, count, share, lower, upper, expected: usual, pValue },
    ...{ lift: over(share), liftLower: over(lower), liftUpper: over(upper) },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
