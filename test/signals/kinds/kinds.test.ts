import { describe, expect, it } from "vitest";
import { detectSignals, type SignalRule, type SignalTables } from "../../../src/index.js";
import { signalDefinitions } from "../../../src/signals/kinds/signal-kinds.js";

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n));
const asOf = day(200);
const found = (tables: SignalTables, rule: SignalRule, options: object = {}) =>
  detectSignals(tables, [rule], { asOf, ...options });
const list = (tables: SignalTables, rule: SignalRule, options: object = {}) =>
  found(tables, rule, options)
    .toRows()
    .map(({ customer, value, why, since }) => [customer, value, why, since!.toISOString().slice(0, 10)]);

/** Purchases of a customer on some days, with amounts of about 20. */
const history = (customer: string, days: readonly number[], amount = (_: number) => 20) =>
  days.map((n, i) => ({ customer, date: day(n), amount: amount(i) }));
const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
/** A crowd that goes on as ever, so that there is something to compare with. */
const crowd = Array.from({ length: 30 }, (_, i) =>
  history(`c${i}`, every(7, i % 7, 200), (n) => 18 + ((n * 5 + i) % 5)),
).flat();

it("gives every signal a name, a meaning and an action of its own", () => {
  for (const part of ["kind", "meaning", "action"] as const) {
    expect(new Set(signalDefinitions.map((definition) => definition[part])).size).toBe(signalDefinitions.length);
  }
});

describe("overdue", () => {
  it("is a customer beyond the own cycle, the margin, and what the past lets expect", () => {
    const orders = [...crowd, ...history("late", every(7, 0, 175)), ...history("slow", every(60, 10, 130))];
    expect(list({ orders }, "overdue", { within: 30 })).toEqual([
      ["late", 520, "no order for 25 days (the last on 2026-06-25), usually every 7 days (25 intervals)", "2026-07-02"],
    ]);
  });

  it("is old news when the silence has long been unusual", () => {
    expect(list({ orders: [...crowd, ...history("gone", every(7, 0, 70))] }, "overdue")).toEqual([]);
  });

  it("takes the margin alone where false alarms are not limited", () => {
    const orders = history("ada", [0, 7, 14, 21, 190]);
    const rule = { signal: "overdue", alarmsPerDay: null, minIntervals: 1, margin: 2 } as const;
    expect(list({ orders }, rule, { asOf: day(199) })).toEqual([]);
    expect(list({ orders: history("ada", [170, 177, 184, 191]) }, rule, { asOf: day(200) })).toEqual([]);
    expect(list({ orders: history("ada", [170, 177, 184, 191]) }, rule, { asOf: day(201) })).toHaveLength(1);
  });
});

describe("spend drop and spend jump", () => {
  it("say from when on a customer spends less, how much, and what it comes to in a year", () => {
    const orders = [...crowd, ...history("ada", every(7, 0, 199), (n) => (n < 24 ? 19 + (n % 3) : 6 + (n % 2)))];
    const [row, ...others] = list({ orders }, "spend drop", { within: 40 });
    expect(others).toEqual([]);
    expect(row![0]).toBe("ada");
    expect(row![1]).toBeCloseTo(((20 - 6.4) * 365) / 7, -1.5);
    expect(row![2]).toMatch(/^6\.40 spent a purchase day on average over the last 5, since 2026-06-18; 20 before$/);
    expect(list({ orders }, "spend jump", { within: 40 })).toEqual([]);
  });

  it("tell every open change where false alarms are not limited, and nothing of those without one", () => {
    const orders = [...crowd, ...history("ada", every(7, 0, 199), (n) => (n < 24 ? 19 + (n % 3) : 6 + (n % 2)))];
    const rule = { signal: "spend drop", alarmsPerDay: null } as const;
    const told = list({ orders }, rule, { within: 40 }).map(([customer]) => customer);
    expect(told).toContain("ada");
    expect(told.length).toBeLessThan(31);
  });

  it("see that a customer comes more often", () => {
    const days = [...every(14, 0, 140), ...every(3, 143, 170)];
    const orders = [...crowd, ...history("ada", days)];
    const [row] = list({ orders }, "spend jump", { within: 60, asOf: day(170) });
    expect(row![0]).toBe("ada");
    expect(row![2]).toContain("3 days between purchases");
    expect(row![2]).toContain("14 days before");
  });
});

describe("volume anomaly", () => {
  it("is a week with far more, or far less, than the own weeks before", () => {
    const busy = every(1, 0, 195).flatMap((n) => history("much", [n, n, ...(n > 188 ? [n, n, n, n] : [])]));
    const few = [...every(1, 0, 188), 190].flatMap((n) => history("less", [n, n, n]));
    const rows = list({ orders: [...crowd, ...busy, ...few] }, "volume anomaly", { asOf: day(195) });
    expect(rows.map(([customer]) => customer).sort()).toEqual(["less", "much"]);
    expect(rows.find(([customer]) => customer === "much")![2]).toBe(
      "42 in 7 days, usually 14.0, 3.0 times as much as usual",
    );
  });

  it("adds up a column of volumes where there is one", () => {
    const usage = every(1, 0, 195).map((n) => ({ customer: 1, date: day(n), volume: n > 188 ? 90 : 8 + (n % 5) }));
    const rule = { signal: "calls", kind: "volume anomaly", table: "usage" } as const;
    expect(list({ usage }, rule, { asOf: day(195) })[0]![2]).toMatch(/^630 in 7 days, usually (69|70)\.\d, 9\.0 times/);
  });
});

describe("large order, deposit and withdrawal", () => {
  it("are far above the customer's own", () => {
    const orders = [...crowd, { customer: "c4", date: day(198), amount: 400 }];
    expect(list({ orders }, "large order")).toEqual([
      ["c4", 400, expect.stringMatching(/^spent 400 on 2026-07-18; the 28 before were 22 on average$/), "2026-07-18"],
    ]);
  });

  it("are also those of at least so much, by customers of whom nothing is known", () => {
    const orders = [...crowd, { customer: "new", date: day(198), amount: 900 }];
    expect(list({ orders }, "large order")).toEqual([]);
    expect(list({ orders }, { signal: "large order", atLeast: 900 })).toEqual([
      ["new", 900, "spent 900 on 2026-07-18; the first", "2026-07-18"],
    ]);
  });

  it("tell money in from money out", () => {
    const movements = every(7, 0, 196).flatMap((n) => [
      { customer: 7, date: day(n), amount: 100 + (n % 4) },
      { customer: 7, date: day(n + 1), amount: n === 196 ? -2000 : -90 - (n % 3) },
    ]);
    expect(list({ movements }, "deposit")).toEqual([]);
    expect(list({ movements }, "withdrawal")).toEqual([
      [7, 2000, expect.stringContaining("took out 2000"), "2026-07-17"],
    ]);
    const paidIn = [...movements, { customer: 7, date: day(199), amount: 5000 }];
    expect(list({ movements: paidIn }, "deposit")).toEqual([
      [7, 5000, expect.stringContaining("paid in"), "2026-07-19"],
    ]);
  });
});

describe("payment risk", () => {
  const accounts = [
    { customer: 1, balance: 30, bill: 50, arrears: 0 },
    { customer: 2, balance: 50, bill: 50, arrears: 0 },
    { customer: 3, balance: 90, bill: 50, arrears: 12.5 },
    { customer: 4, balance: null, bill: 50, arrears: null },
  ];

  it("is a balance below the bill to expect, or arrears", () => {
    expect(list({ accounts }, "payment risk")).toEqual([
      [1, 20, "balance 30, bill to expect 50", "2026-07-20"],
      [3, 12.5, "12.50 in arrears", "2026-07-20"],
    ]);
    expect(list({ accounts }, { signal: "payment risk", reserve: 1 }).map(([id]) => id)).toEqual([1, 3, 2]);
  });

  it("looks at the latest statement", () => {
    const dated = [
      { customer: 1, date: day(100), balance: 0, bill: 9 },
      { customer: 1, date: day(190), balance: 10, bill: 9 },
      { customer: 1, date: day(300), balance: 0, bill: 9 },
    ];
    const signals = found({ accounts: dated }, "payment risk");
    expect(signals.numRows).toBe(0);
    expect(signals.warnings).toEqual(["accounts: 1 row after 2026-07-20 left out"]);
  });

  it("says which columns it needs", () => {
    expect(() => found({ accounts: [{ customer: 1 }] }, "payment risk")).toThrow(
      /columns balance and bill, or arrears/,
    );
  });
});

describe("tier change and grade change", () => {
  it("compare the last two entries of a history", () => {
    const tiers = [
      { customer: "a", date: day(10), tier: "main" },
      { customer: "a", date: day(197), tier: "VIP" },
      { customer: "b", date: day(197), tier: "small" },
      { customer: "b", date: day(11), tier: "main" },
      { customer: "c", date: day(198), tier: "VIP" },
    ];
    const rule = { signal: "tier change", order: ["VIP", "main", "small"] } as const;
    expect(list({ tiers }, rule).map((row) => [row[0], row[2]])).toEqual([
      ["a", 'moved up from "main" to "VIP", 2026-07-17'],
      ["b", 'moved down from "main" to "small", 2026-07-17'],
    ]);
  });

  it("compare a list of today with that of the last run", () => {
    const first = found({ grades: [{ customer: 1, grade: "A" }] }, "grade change");
    expect(first.warnings).toEqual([
      "grade change: the first run remembers the classes; changes show from the next on",
    ]);
    const next = found({ grades: [{ customer: 1, grade: "B" }] }, "grade change", {
      state: first.state,
      asOf: day(201),
    });
    expect(next.column("why").toArray()).toEqual(['moved from "A" to "B", 2026-07-21']);
    const again = found({ grades: [{ customer: 1, grade: "B" }] }, "grade change", {
      state: next.state,
      asOf: day(202),
    });
    expect(again.numRows).toBe(0);
  });
});

describe("complaints", () => {
  const usual = every(1, 100, 199).flatMap((n) =>
    Array.from({ length: 2 + (n % 3) }, (_, i) => ({
      customer: (n * 3 + i) % 40,
      received: day(n),
      cause: `k${i % 2}`,
    })),
  );

  it("are told when a customer complains for the first time", () => {
    const complaints = [...usual, { customer: 99, received: day(199), cause: "late" }];
    expect(list({ complaints }, "first complaint")).toEqual([
      [99, null, "first complaint on 2026-07-19: late", "2026-07-19"],
    ]);
  });

  it("surge when a day has far more than the days before, of one cause too", () => {
    expect(list({ complaints: usual }, "complaint surge")).toEqual([]);
    const many = Array.from({ length: 15 }, (_, i) => ({ customer: i, received: day(200), cause: "bill" }));
    const signals = found({ complaints: [...usual, ...many] }, "complaint surge");
    expect(signals.toRows().map(({ customer, subject }) => [customer, subject])).toEqual([
      [null, null],
      [null, "bill"],
    ]);
    expect(signals.column("why").at(0)).toBe("15 complaints on 2026-07-20; 3.0 a day over the 56 days before");
  });

  it("miss the target when they are answered too late, or not yet", () => {
    const moment = (n: number, hours: number) => new Date(day(n).getTime() + 3_600_000 * hours);
    const complaints = [
      { customer: "late", received: moment(196, 9), resolved: moment(197, 12) },
      { customer: "fast", received: moment(196, 9), resolved: moment(197, 9) },
      { customer: "open", received: moment(198, 9), resolved: null },
      { customer: "young", received: moment(200, 9), resolved: null },
    ];
    const rows = list({ complaints }, "service target missed", { asOf: moment(200, 12) });
    expect(rows.map((row) => [row[0], row[2]])).toEqual([
      ["late", "received on 2026-07-16T09:00:00Z, settled after 27 h; the target is 24 h"],
      ["open", "received on 2026-07-18T09:00:00Z, still open after 51 h; the target is 24 h"],
    ]);
    const quick = { signal: "service target missed", hours: 0.25 } as const;
    expect(list({ complaints }, quick, { asOf: moment(200, 12) })).toHaveLength(4);
  });
});

describe("birthday", () => {
  it("comes with what earlier gifts have cost", () => {
    const customers = [
      { customer: "a", birthday: new Date("1980-07-25") },
      { customer: "b", birthday: new Date("1990-07-20") },
      { customer: "c", birthday: new Date("1990-07-19") },
      { customer: "d", birthday: null },
    ];
    const gifts = [20, 45, 25].map((price) => ({ customer: "a", price }));
    expect(list({ customers, gifts }, "birthday").map((row) => [row[0], row[2]])).toEqual([
      ["a", "46 on 2026-07-25, in 5 days; 3 earlier gifts at 20 to 45, 30 on average"],
      ["b", "36 on 2026-07-20, today; no earlier gift is known"],
    ]);
  });

  it("is the 28th for those of 29 February in other years, and goes over the end of the year", () => {
    const customers = [
      { customer: "leap", birthday: new Date("2000-02-29") },
      { customer: "new year", birthday: new Date("1970-01-02") },
    ];
    const on = (today: string) => found({ customers }, "birthday", { asOf: today }).column("why").at(0);
    expect(on("2026-02-25")).toContain("2026-02-28");
    expect(on("2028-02-25")).toContain("2028-02-29");
    expect(on("2026-12-30")).toContain("57 on 2027-01-02, in 3 days");
  });
});

describe("contract end", () => {
  it("is near, unless another of the same product follows", () => {
    const contracts = [
      { customer: 1, product: "phone", end: day(230), value: 360 },
      { customer: 1, product: "net", end: day(230), value: 500 },
      { customer: 1, product: "net", end: day(600), value: 500 },
      { customer: 2, product: "phone", end: day(261), value: 1 },
      { customer: 3, product: "phone", end: day(199), value: 1 },
      { customer: 4, product: "phone", end: null, value: 1 },
    ];
    expect(list({ contracts }, "contract end")).toEqual([
      [1, 360, "phone ends on 2026-08-19, in 30 days; worth 360", "2026-06-20"],
    ]);
  });
});

describe("falling and irregular demand", () => {
  it("come from the states of demand", () => {
    const months = Array.from({ length: 36 }, (_, i) => i);
    const period = (i: number) => `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
    const demand = months.flatMap((i) => [
      { product: "coal", period: period(i), demand: 200 - 3 * i + (i % 3) },
      { product: "ice", period: period(i), demand: 50 + 40 * Math.sin((Math.PI * i) / 6) },
      { product: "tea", period: period(i), demand: 50 + ((i * 7) % 5) },
    ]);
    const subjects = (rule: SignalRule) => found({ demand }, rule).column("subject").toArray();
    expect(subjects("falling demand")).toEqual(["coal"]);
    expect(subjects("irregular demand")).toEqual(["ice"]);
  });
});
