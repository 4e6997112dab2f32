import {
  associationRules,
  frequentItemsets,
  lifeEventRules,
  nextEvents,
  productHoldings,
  propensity,
  recommendBySegment,
  recommendNext,
  similarHabits,
  summarizeBrowsing,
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

/** Twenty visitors with a path each that some of them share, two visits apart by hours. */
const pageViews = () => {
  const rows = Array.from({ length: 240 }, (_, i) => i);
  const first = Date.UTC(2026, 0, 5, 9);
  return {
    customer: rows.map((i) => `v${i % 20}`),
    page: rows.map((i) => `p${((i % 20) % 4) + (Math.floor(i / 20) % 3) * ((i % 20) % 2)}`),
    time: rows.map(
      (i) => new Date(first + Math.floor(i / 120) * 36e5 * 5 + Math.floor(i / 20) * 45_000 + (i % 20) * 997),
    ),
  };
};

const viewColumns = (nameOf: NameOf) => ({ customer: nameOf("customer"), page: nameOf("page") });

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
  {
    name: "recommendBySegment",
    input: purchases,
    run: (input, nameOf) => {
      const items = Array.from({ length: 30 }, (_, i) => `i${i}`);
      const lists = recommendBySegment(input as TableInput, {
        ...purchaseColumns(nameOf),
        segments: {
          customer: Array.from({ length: 60 }, (_, i) => `c${i}`),
          segment: Array.from({ length: 60 }, (_, i) => `s${i % 3}`),
        },
        groups: { item: items, group: items.map((_, i) => `g${Math.floor(i / 5)}`) },
        prices: { item: items, price: items.map((_, i) => 1 + (i % 5)) },
        top: 2,
      });
      const rows = lists.toRows().map(({ segment, kind, rank, score }) => ({ segment, kind, rank, score }));
      return { rows, ledger: lists.ledger, warnings: lists.warnings };
    },
    shuffle: 1e-6,
    numeric: ["quantity"],
  },
  {
    name: "summarizeBrowsing",
    input: pageViews,
    run: (input, nameOf) => {
      const { sessions, pages, transitions, paths, ...counts } = summarizeBrowsing(input as TableInput, {
        ...viewColumns(nameOf),
        time: nameOf("time"),
        paths: 5,
      });
      const tables = [sessions, pages, transitions, paths].map((one) => one.toRows());
      return { counts, tables };
    },
    shuffle: 0,
  },
  {
    name: "similarHabits",
    input: pageViews,
    run: (input, nameOf) => similarHabits(input as TableInput, { ...viewColumns(nameOf), top: 2 }).toRows(),
    shuffle: 0,
  },
  {
    name: "propensity",
    input: () => {
      const rows = Array.from({ length: 240 }, (_, i) => i).filter((i) => i % 3 === 0 || (i * 7) % 11 < 4);
      return {
        who: rows.map((i) => `c${Math.floor(i / 3)}`),
        what: rows.map((i) => ["account", "card", "loan"][i % 3]),
        since: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + ((i * 29) % 200)))),
      };
    },
    run: (input, nameOf) => {
      const columns = { customer: nameOf("who"), product: nameOf("what"), time: nameOf("since") };
      const offers = propensity(input as TableInput, { ...columns, days: 60 });
      const rows = offers.toRows().map((row) => ({ key: `${String(row.customer)} ${row.product}`, ...row }));
      rows.sort((a, b) => (a.key < b.key ? -1 : 1));
      return { rows, validation: offers.validation.toRows(), ledger: offers.ledger };
    },
    shuffle: 1e-6,
  },
  {
    name: "lifeEventRules",
    input: () => {
      const rows = Array.from({ length: 90 }, (_, i) => i);
      return {
        who: rows.map((i) => `c${(i * 7) % 41}`),
        what: rows.map((i) => ["home", "child", "job"][i % 3]),
        on: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + ((i * 17) % 120)))),
      };
    },
    run: (input, nameOf) => {
      const purchases = Array.from({ length: 120 }, (_, i) => ({
        [nameOf("who")]: `c${(i * 11) % 47}`,
        product: ["loan", "fund"][i % 2],
        [nameOf("on")]: new Date(Date.UTC(2026, 0, 1 + ((i * 23) % 200))),
      }));
      const columns = { customer: nameOf("who"), event: nameOf("what"), time: nameOf("on"), product: "product" };
      const rules = lifeEventRules(input as TableInput, purchases, { ...columns, within: 45 });
      return { rules: rules.toRows(), ledger: rules.ledger };
    },
  },
];
