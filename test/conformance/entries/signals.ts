import { customerView, detectSignals, type Signals, serviceLevel, type TableInput } from "../../../src/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

/** Weekly orders of twelve customers; the third stops, the fifth spends a fifth of it, the seventh ten times as much. */
const orders = () => {
  const rows = Array.from({ length: 480 }, (_, i) => ({ customer: i % 12, week: Math.floor(i / 12) }));
  const kept = rows.filter(({ customer, week }) => customer !== 3 || week < 33);
  const amountOf = (customer: number, week: number) => {
    const usual = 20 + customer + ((week * 7 + customer * 5) % 11);
    if (customer === 5 && week >= 34) return usual / 5;
    return customer === 7 && week === 39 ? usual * 10 : usual;
  };
  return {
    customer: kept.map(({ customer }) => `c${customer}`),
    date: kept.map(({ customer, week }) => new Date(Date.UTC(2026, 0, 1 + 7 * week + ((customer + week) % 2)))),
    amount: kept.map(({ customer, week }) => amountOf(customer, week)),
  };
};

const complaints = () => {
  const days = Array.from({ length: 60 }, (_, i) => i);
  const received = days.flatMap((day) => new Array<number>(day === 58 ? 14 : 1 + (day % 2)).fill(day));
  return {
    customer: received.map((_, i) => i % 41),
    received: received.map((day) => new Date(Date.UTC(2026, 7, 1 + day))),
    resolved: received.map((day, i) => (i % 9 === 0 ? null : new Date(Date.UTC(2026, 7, 2 + day)))),
    cause: received.map((day, i) => (day === 58 ? "bill" : ["late", "bill", "rude"][i % 3])),
  };
};

const named = (nameOf: NameOf, parts: readonly string[]) =>
  Object.fromEntries(parts.map((part) => [part, nameOf(part)]));

const plain = (signals: Signals) => ({
  signals: signals.toRows(),
  open: signals.open.toRows(),
  rules: signals.rules.toRows(),
  state: signals.state,
  expected: signals.expectedAlarms,
  warnings: signals.warnings,
});

export const signalsEntries: readonly ConformanceEntry[] = [
  {
    name: "detectSignals, orders",
    input: orders,
    run: (input, nameOf) =>
      plain(
        detectSignals(
          { orders: input as TableInput },
          ["overdue", "spend drop", "spend jump", "volume anomaly", "large order"],
          {
            asOf: "2026-10-06",
            columns: { orders: named(nameOf, ["customer", "date", "amount"]) },
            within: 30,
            alarmsPerDay: 0.2,
          },
        ),
      ),
    numeric: ["amount"],
  },
  {
    name: "detectSignals, complaints",
    input: complaints,
    run: (input, nameOf) =>
      plain(
        detectSignals({ complaints: input as TableInput }, "all", {
          asOf: "2026-09-29",
          columns: { complaints: named(nameOf, ["customer", "received", "resolved", "cause"]) },
        }),
      ),
  },
  {
    name: "detectSignals, conditions",
    input: () => ({
      customer: ["a", "b", "c", "d"],
      balance: [90, 20, 400, null],
      branch: ["north", "north", "south", "north"],
    }),
    run: (input, nameOf) =>
      plain(
        detectSignals(
          { accounts: input as TableInput },
          [
            {
              signal: "low balance in the north",
              meaning: "little money left",
              action: "call",
              table: "accounts",
              customer: nameOf("customer"),
              value: nameOf("balance"),
              when: [["balance", { below: 100 }] as const, ["branch", "north"] as const].reduce(
                (when, [column, condition]) =>
                  Object.defineProperty(when, nameOf(column), { value: condition, enumerable: true }),
                {},
              ),
            },
          ],
          { asOf: "2026-09-29" },
        ),
      ).signals.map((row) => [row.customer, row.value]),
    numeric: ["balance"],
  },
  {
    name: "serviceLevel",
    input: complaints,
    run: (input, nameOf) => {
      const level = serviceLevel(input as TableInput, {
        received: nameOf("received"),
        resolved: nameOf("resolved"),
        by: nameOf("cause"),
        target: 24,
        asOf: "2026-10-06",
      });
      const groups = level.toRows().sort((a, b) => (String(a.group) < String(b.group) ? -1 : 1));
      return { groups, total: level.total };
    },
  },
  {
    name: "serviceLevel, hours",
    input: () => ({ hours: [12, 24, 60, null] }),
    run: (input, nameOf) => serviceLevel(input as TableInput, { hours: nameOf("hours"), target: 24 }).toRows(),
    numeric: ["hours"],
  },
  {
    name: "customerView",
    input: orders,
    run: (input, nameOf) => {
      const view = customerView(
        "c5",
        { orders: input as TableInput },
        {
          asOf: "2026-10-06",
          columns: { orders: named(nameOf, ["customer", "date", "amount"]) },
        },
      );
      const facts = view.sections[0]?.facts.map(({ name, value }) => [name.replace(/^.*, total$/, "total"), value]);
      return { facts, rows: view.sections[0]?.rows, absent: view.absent, empty: view.empty };
    },
  },
];
