import { knownOptions, numberOption } from "../../errors/index.js";
import { adjustPValues, binomialCdf, wilsonInterval } from "../../numeric/index.js";
import {
  createTable,
  type DateInput,
  millisecondsPerDay,
  mostDays,
  parseDate,
  type Table,
  type TableInput,
} from "../../table/index.js";
import { windowCounter } from "./buyers-after-event.js";
import { type LifeLog, type LifeLogColumns, readLifeLog, repeatedEvents } from "./life-log.js";

/** Options of {@link lifeEventRules}. */
export interface LifeEventRulesOptions extends LifeLogColumns {
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
    /** Events that repeat one of the same kind and customer within `within` days before; they count once. */
    readonly repeated: number;
    readonly purchases: number;
    /** Purchases of somebody who has no row in `customers`; they are in no rule. */
    readonly purchasesOfNotCustomers: number;
  };
}

/**
 * Which product does a change in life call for? For each kind of event (a home bought, a child born) and each product,
 * how many bought it in the days after, and how many times as many that is as among other customers in the very same
 * days, so that a season or a campaign does not pass for an effect of the event. Others are all customers but those who
 * had such an event themselves within `within` days before, or in those days.
 *
 * An event that is told again, or happens again to the same customer within `within` days of one that counts, does not
 * count.
 *
 * The p-value is that of the binomial distribution with the mean chance p of the others, which bounds the tail of a sum
 * of different chances (Hoeffding 1956): P(X ≥ count), X of `events`, p the mean over the events of (buyers + ½) /
 * (others + 1). The half buyer more keeps p above 0 where no other customer bought, so that it is somewhat more careful
 * than `expected` would be. Customers of an event differ from others in more than the event: a rule says
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
  const log = readLifeLog(caller, events, purchases, options);
  const span = within * millisecondsPerDay;
  const last = log.bought.reduce((latest, moment) => Math.max(latest, moment), Number.NEGATIVE_INFINITY);
  const end = options.asOf === undefined ? last : parseDate(caller, "asOf", options.asOf);
  const ledger = {
    ...{ events: log.happened.length, tooLate: 0, notCustomers: 0, withoutOthers: 0, repeated: 0 },
    ...{ purchases: log.bought.length, purchasesOfNotCustomers: log.strangePurchases },
  };
  const repeated = repeatedEvents(log, span);
  const tallies = log.eventNames.map(() => newTally(log.productNames.length));
  const counter = windowCounter(log);
  for (let row = 0; row < log.happened.length; row++) {
    const start = log.happened[row]!;
    if (log.isCustomer[log.happenedTo[row]!] === 0) {
      ledger.notCustomers++;
      continue;
    }
    if (repeated[row] === 1) {
      ledger.repeated++;
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
