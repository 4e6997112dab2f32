import {
  associationRules,
  frequentItemsets,
  nextEvents,
  productHoldings,
  recommendNext,
  type TableInput,
  validateRecommendations,
} from "../../../src/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

/** Sixty receipts of up to five of eight items. */
const receipts = () => {
  const rows = Array.from({ length: 180 }, (_, i) => i);
  return {
    receipt: rows.map((i) => `r${Math.floor(i / 3)}`),
    product: rows.map((i) => "abcdefgh"[(i * i + Math.floor(i / 7)) % 8]),
    times: rows.map((i) => 1 + (Math.floor(i / 3) % 4)),
  };
};

const receiptColumns = (nameOf: NameOf) => ({
  basket: nameOf("receipt"),
  item: nameOf("product"),
  count: nameOf("times"),
});

/** Thirty customers over half a year, with a taste each and a favorite that most of them come back for. */
const purchases = () => {
  const rows = Array.from({ length: 900 }, (_, i) => i);
  return {
    customer: rows.map((i) => `c${i % 60}`),
    item: rows.map((i) => `i${((i % 60) % 3) * 10 + ((i * i + Math.floor(i / 60)) % (i % 2 === 0 ? 3 : 9))}`),
    date: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + ((Math.floor(i / 60) * 12 + (i % 5)) % 180)))),
    quantity: rows.map((i) => (i % 41 === 0 ? -1 : 1 + (i % 3))),
  };
};

const purchaseColumns = (nameOf: NameOf) => ({
  customer: nameOf("customer"),
  item: nameOf("item"),
  date: nameOf("date"),
  quantity: nameOf("quantity"),
});

export const basketsEntries: readonly ConformanceEntry[] = [
  {
    name: "frequentItemsets",
    input: receipts,
    run: (input, nameOf) =>
      frequentItemsets(input as TableInput, { ...receiptColumns(nameOf), minCount: 4 })
        .table()
        .toRows(),
    shuffle: 0,
    numeric: ["times"],
  },
  {
    name: "associationRules",
    input: receipts,
    run: (input, nameOf) =>
      associationRules(frequentItemsets(input as TableInput, { ...receiptColumns(nameOf), minCount: 4 }), {
        minConfidence: 0.2,
        consequent: "any",
      }).toRows(),
    shuffle: 0,
    numeric: ["times"],
  },
  {
    name: "recommendNext",
    input: purchases,
    run: (input, nameOf) => {
      const lists = recommendNext(input as TableInput, { ...purchaseColumns(nameOf), top: 1 });
      const rows = lists.toRows().map(({ customer, rank, score }) => ({ customer: String(customer), rank, score }));
      return { rows: rows.sort((a, b) => (a.customer < b.customer ? -1 : 1)), ledger: lists.ledger };
    },
    shuffle: 1e-6,
    numeric: ["quantity"],
  },
  {
    name: "validateRecommendations",
    input: purchases,
    run: (input, nameOf) => {
      const options = { ...purchaseColumns(nameOf), cutoff: "2026-05-20", days: 30, top: 3 };
      const report = validateRecommendations(input as TableInput, options);
      return { methods: report.column("method").toArray(), customers: report.customers };
    },
    shuffle: 0,
    numeric: ["quantity"],
  },
  {
    name: "productHoldings",
    input: purchases,
    run: (input, nameOf) => {
      const held = productHoldings(input as TableInput, { customer: nameOf("customer"), product: nameOf("item") });
      const { depth, pairs, ...customers } = held.customers;
      const matrix = [...held.matrix.toRows()].sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1));
      return { matrix, customers, depth: depth.toRows(), pairs: pairs.toRows() };
    },
  },
  {
    name: "nextEvents",
    input: purchases,
    run: (input, nameOf) => {
      const options = { customer: nameOf("customer"), event: nameOf("item"), time: nameOf("date"), within: 40 };
      const next = nextEvents(input as TableInput, options);
      return { rows: next.toRows(), steps: next.steps, last: next.last };
    },
  },
];
