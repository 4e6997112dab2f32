import type { LifeLog } from "./life-log.js";

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
export function windowCounter(log: LifeLog): (row: number, start: number, span: number) => AfterEvent {
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
