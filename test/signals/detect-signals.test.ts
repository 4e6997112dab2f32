import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  detectSignals,
  type SignalKind,
  type SignalRule,
  type SignalState,
  type SignalTables,
  simulateOrders,
  table,
} from "../../src/index.js";
import { errorOf } from "../error-of.js";

const weekly = Array.from({ length: 20 }, (_, week) => ({ customer: "ada", date: 7 * week, amount: 20 }));
const today = { asOf: "1970-06-15", columns: { orders: { dateUnit: "day" } } };

const ownRule: SignalRule = {
  signal: "low balance",
  meaning: "little money left",
  action: "call",
  table: "accounts",
  when: { balance: { below: 100 }, branch: { in: ["north", "south"] } },
};

const stored = (state: SignalState): SignalState => JSON.parse(JSON.stringify(state));

describe("the list", () => {
  it("says who, what, what it means, what to do, what is at stake, why, and since when", () => {
    expect(detectSignals({ orders: weekly }, ["overdue"], { ...today, within: 60 }).toRows()).toEqual([
      {
        customer: "ada",
        signal: "overdue",
        subject: null,
        meaning: "has not bought for unusually long",
        action: "call or write, ask what is wrong",
        value: 400,
        why: "no order for 32 days (the last on 1970-05-14), usually every 7 days (19 intervals)",
        since: new Date("1970-05-21"),
      },
    ]);
  });

  it("has the most money first, and takes it from the table of customers", () => {
    const accounts = ["a", "b", "c"].map((customer) => ({ customer, balance: 1, branch: "north" }));
    const customers = [
      { customer: "b", value: 500 },
      { customer: "a", value: 20 },
    ];
    const signals = detectSignals({ accounts, customers }, [ownRule], { asOf: "2026-01-01" });
    expect(signals.select("customer", "value").toRows()).toEqual([
      { customer: "b", value: 500 },
      { customer: "a", value: 20 },
      { customer: "c", value: null },
    ]);
  });

  it("lets a rule have a name and words of its own", () => {
    const rule = { signal: "silent key account", kind: "overdue", meaning: "m", action: "a" } as const;
    const [row] = detectSignals({ orders: weekly }, [rule], { ...today, within: 60 }).toRows();
    expect(row).toMatchObject({ signal: "silent key account", meaning: "m", action: "a" });
  });
});

describe("signals of one's own", () => {
  it("are conditions on the columns of a table", () => {
    const accounts = [
      { customer: 1, balance: 99.5, branch: "north" },
      { customer: 2, balance: 100, branch: "north" },
      { customer: 3, balance: 5, branch: "west" },
      { customer: 4, balance: null, branch: "south" },
    ];
    const signals = detectSignals({ accounts }, [ownRule], { asOf: "2026-01-01" });
    expect(signals.select("customer", "why").toRows()).toEqual([{ customer: 1, why: "balance 99.50, branch north" }]);
  });

  it("are a function of the tables", () => {
    const rule: SignalRule = {
      signal: "no visit",
      meaning: "m",
      action: "a",
      detect: ({ visits }, { asOf }) =>
        visits!
          .toRows()
          .map((row) => ({ customer: row["customer"] as string, value: 7, why: `as of ${asOf.toISOString()}` })),
    };
    const signals = detectSignals({ visits: [{ customer: "x" }] }, [rule], { asOf: "2026-01-01" });
    expect(signals.toRows()).toMatchObject([{ customer: "x", value: 7, why: "as of 2026-01-01T00:00:00.000Z" }]);
    expect(
      detectSignals({ visits: [{ customer: "x" }] }, [rule], { asOf: "2026-01-02", state: signals.state }).numRows,
    ).toBe(0);
  });
});

describe("a function of one's own", () => {
  const asked = (found: unknown) =>
    errorOf(() =>
      detectSignals(
        { visits: [{ customer: "x" }] },
        [{ signal: "own", meaning: "m", action: "a", detect: () => found } as never],
        {
          asOf: "2026-01-01",
        },
      ),
    );

  it.each([
    ["no list", 5, "must return a list of { customer, why }, got 5"],
    ["nothing", undefined, "must return a list of { customer, why }"],
    ["what is no object", ["x"], 'must give objects { customer, why }, got "x"'],
    ["an unknown field", [{ customer: "x", why: "w", when: 1 }], "when"],
    ["an id that is none", [{ customer: Number.NaN, why: "w" }], '"customer" must be an id or null, got NaN'],
    ["no reason", [{ customer: "x" }], '"why" must be a text'],
    ["a value that is no number", [{ customer: "x", why: "w", value: "7" }], '"value" must be a finite number or null'],
    ["a subject that is no text", [{ customer: "x", why: "w", subject: 1 }], '"subject" must be a text or null, got 1'],
    ["the future", [{ customer: "x", why: "w", since: "2026-01-02" }], '"since" must not lie after asOf'],
  ])("that gives %s is told so", (_, found, message) => {
    const error = asked(found);
    expect(error.code).toBe("invalid-option");
    expect(error.message).toContain(message);
  });
});

describe("day after day", () => {
  const accounts = [{ customer: 1, balance: 5, branch: "north" }];
  const on = (asOf: string, state: SignalState | null, actions: object[] = []) =>
    detectSignals({ accounts, actions }, [ownRule], { asOf, state });

  it("tells a signal once while it lasts, and remembers since when", () => {
    const first = on("2026-01-01", null);
    const second = on("2026-01-02", stored(first.state));
    expect([first.numRows, second.numRows]).toEqual([1, 0]);
    expect(second.open.column("since").toArray()).toEqual([Date.UTC(2026, 0, 1)]);
    expect(second.rules.toRows()).toMatchObject([{ told: 0, known: 1, silenced: 0 }]);
  });

  it("tells it again when it has been away", () => {
    const first = on("2026-01-01", null);
    const away = detectSignals({ accounts: [{ customer: 1, balance: 900, branch: "north" }] }, [ownRule], {
      asOf: "2026-01-02",
      state: first.state,
    });
    expect(on("2026-01-05", away.state).numRows).toBe(0);
    expect(on("2026-02-05", away.state).numRows).toBe(1);
  });

  it("is silent for 14 days after an action, and then tells once more what still holds", () => {
    const first = on("2026-01-01", null);
    const actions = [{ customer: 1, date: "2026-01-03" }];
    const third = on("2026-01-03", first.state, actions);
    const told = ["2026-01-16", "2026-01-17", "2026-01-18"].map((asOf) => [asOf, asOf] as const);
    let { state } = third;
    const counts = told.map(([asOf]) => {
      const signals = on(asOf, stored(state));
      state = signals.state;
      return signals.numRows;
    });
    expect([third.numRows, ...counts]).toEqual([0, 0, 1, 0]);
  });

  it("holds back what is found during the silence, and tells it afterwards", () => {
    const actions = [{ customer: 1, date: "2026-01-01", signal: "low balance" }];
    const held = on("2026-01-02", null, actions);
    expect(held.numRows).toBe(0);
    expect(held.rules.toRows()).toMatchObject([{ silenced: 1 }]);
    expect(on("2026-01-15", held.state).numRows).toBe(1);
  });

  it("refuses a state of a later day", () => {
    const { state } = on("2026-01-05", null);
    expect(() => on("2026-01-04", state)).toThrow(/state is of 2026-01-05, after asOf, 2026-01-04/);
  });
});

describe("runs that were left out", () => {
  const history = (amount: number) => [
    ...Array.from({ length: 40 }, (_, i) => ({ customer: "a", date: 20_400 + 2 * i, amount: 20 + (i % 3) })),
    { customer: "a", date: 20_480, amount },
  ];
  const columns = { orders: { dateUnit: "day" }, movements: { dateUnit: "day" } };
  const lastRun = "2026-01-20";
  const nextRun = "2026-02-20";

  it.each<[string, SignalTables]>([
    ["service target missed", { complaints: [{ customer: "a", received: "2026-01-25", resolved: null }] }],
    ["first complaint", { complaints: [{ customer: "a", received: "2026-01-25" }] }],
    [
      "complaint surge",
      {
        complaints: ["2025-12-01", "2025-12-20", ...Array.from({ length: 9 }, () => "2026-01-25")].map((received) => ({
          received,
        })),
      },
    ],
    ["large order", { orders: history(900) }],
    ["deposit", { movements: history(900) }],
    ["withdrawal", { movements: history(900).map((row) => ({ ...row, amount: -row.amount })) }],
    ["overdue", { orders: history(20) }],
    ["payment risk", { accounts: [{ customer: "a", date: "2026-01-25", balance: 5, bill: 50 }] }],
    [
      "tier change",
      {
        tiers: [
          { customer: "a", date: "2025-01-01", tier: "gold" },
          { customer: "a", date: "2026-01-25", tier: "silver" },
        ],
      },
    ],
  ])("lose no signal with the state of the last run: %s", (signal, tables) => {
    const named = Object.fromEntries(Object.entries(columns).filter(([name]) => name in tables));
    const run = (asOf: string, state: SignalState | null) =>
      detectSignals(tables, [signal as SignalKind], { asOf, state, columns: named });
    const first = run(lastRun, null);
    const second = run(nextRun, stored(first.state));
    expect([first.numRows, second.numRows, second.open.numRows]).toEqual([0, 1, 1]);
    expect(run("2026-02-21", stored(second.state)).numRows).toBe(0);
    // Without a state it is old news.
    expect(run(nextRun, null).numRows).toBe(0);
  });

  it("lose nothing of the day of a run in the morning", () => {
    const complaints = [{ customer: "a", received: "2026-01-05T15:00Z", resolved: null }];
    const run = (asOf: string, state: SignalState | null) =>
      detectSignals({ complaints }, [{ signal: "service target missed", hours: 2 }], { asOf, state });
    const morning = run("2026-01-05T09:00Z", null);
    expect([morning.numRows, run("2026-01-25", stored(morning.state)).numRows]).toEqual([0, 1]);
  });

  it("tell what an action did not help by the first run after the silence, however late", () => {
    const accounts = [{ customer: 1, balance: 5, branch: "north" }];
    const actions = [{ customer: 1, date: "2026-01-02" }];
    const on = (asOf: string, state: SignalState | null) =>
      detectSignals({ accounts, actions }, [ownRule], { asOf, state });
    const told = on("2026-01-01", null);
    const silent = on("2026-01-03", stored(told.state));
    const late = on("2026-02-20", stored(silent.state));
    expect([told.numRows, silent.numRows, late.numRows]).toEqual([1, 0, 1]);
    expect(on("2026-02-21", stored(late.state)).numRows).toBe(0);
  });

  it("do not tell again what was told and has lasted all the time", () => {
    const accounts = [{ customer: 1, balance: 5, branch: "north" }];
    const { state } = detectSignals({ accounts }, [ownRule], { asOf: "2026-01-01" });
    expect(detectSignals({ accounts }, [ownRule], { asOf: "2026-03-01", state }).numRows).toBe(0);
  });
});

describe("any orders", () => {
  const orders = fc.array(
    fc.record({
      customer: fc.constantFrom("a", "b", "c", "__proto__"),
      date: fc.integer({ min: 0, max: 400 }),
      amount: fc.oneof(fc.double({ min: -5, max: 1e6, noNaN: true }), fc.constant(0)),
    }),
    { minLength: 1, maxLength: 80 },
  );
  const options = { asOf: "1971-02-05", columns: { orders: { dateUnit: "day" } }, within: 60, alarmsPerDay: 1 };

  it("give nothing new when the state of the same day comes back, whatever they are", () => {
    fc.assert(
      fc.property(orders, (rows) => {
        const first = detectSignals({ orders: rows }, "all", options);
        const again = detectSignals({ orders: rows }, "all", { ...options, state: stored(first.state) });
        expect(again.numRows).toBe(0);
        expect(again.state).toEqual(first.state);
        expect(again.open.numRows).toBe(first.open.numRows);
      }),
      { numRuns: 60 },
    );
  });

  it("give the same list in any order of the rows", () => {
    fc.assert(
      fc.property(orders, fc.integer(), (rows, seed) => {
        const shuffled = [...rows].sort((a, b) => ((a.date * 31 + seed) % 17) - ((b.date * 31 + seed) % 17));
        const of = (some: typeof rows) =>
          detectSignals({ orders: some }, "all", options)
            .toRows()
            .map(({ customer, signal, since }) => [customer, signal, since]);
        expect(of(shuffled)).toEqual(of(rows));
      }),
      { numRuns: 60 },
    );
  });
});

describe("false alarms", () => {
  const model = { kind: "nbd", parameters: { r: 1.1, alpha: 14 }, unit: "day" } as const;
  const spend = { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const;
  const stationary = simulateOrders(model, {
    ...{ customers: 400, start: "2025-01-01", end: "2026-06-30", firstOrdersUntil: "2025-03-31" },
    ...{ seed: 3, spend },
  });

  it("stay within the promised level on customers who do not change", () => {
    let state: SignalState | null = null;
    let told = 0;
    const days = 40;
    for (let i = 0; i <= days; i++) {
      const asOf = new Date(Date.UTC(2026, 4, 1 + i));
      const signals: ReturnType<typeof detectSignals> = detectSignals({ orders: stationary }, "all", {
        ...{ asOf, state, alarmsPerDay: 0.5 },
      });
      state = signals.state;
      if (i > 0) told += signals.numRows;
      expect(signals.expectedAlarms).toBeLessThanOrEqual(0.5);
    }
    expect(told).toBeLessThanOrEqual(0.5 * days);
  });

  it("do not hide changes: each that is planted is found", () => {
    const end = Date.UTC(2026, 5, 30);
    const plant = (customer: string, days: readonly number[], amountOf: (day: number) => number) =>
      days.map((ago, i) => ({ customer, date: new Date(end - 86_400_000 * ago), amount: amountOf(ago) + (i % 3) }));
    const daily = (from: number, to: number, step: number) =>
      Array.from({ length: Math.floor((from - to) / step) }, (_, i) => from - i * step);
    const planted = [
      ...plant("1e4 overdue", daily(400, 40, 6), () => 20),
      ...plant("1e4 drop", daily(400, 0, 6), (ago) => (ago < 40 ? 6 : 30)),
      ...plant("1e4 jump", daily(400, 0, 6), (ago) => (ago < 40 ? 90 : 30)),
      ...plant("1e4 large", daily(400, 0, 6), (ago) => (ago < 12 ? 600 : 30)),
      ...plant(
        "1e4 volume",
        [...daily(400, 0, 6), ...daily(20, 14, 0.25).map(Math.floor)].sort((a, b) => b - a),
        () => 20,
      ),
    ];
    const crowd = stationary.toRows().map((row) => ({ ...row, customer: `s${row.customer}` }));
    const signals = detectSignals({ orders: [...crowd, ...planted] }, "all", {
      ...{ asOf: new Date(end), within: 45, alarmsPerDay: 0.5 },
    });
    const found = signals.toRows().map(({ customer, signal }) => `${customer}: ${signal}`);
    for (const [who, signal] of [
      ["overdue", "overdue"],
      ["drop", "spend drop"],
      ["jump", "spend jump"],
      ["large", "large order"],
      ["volume", "volume anomaly"],
    ]) {
      expect(found).toContain(`1e4 ${who}: ${signal}`);
    }
  });
});

describe("what is wrong", () => {
  const orders = [{ customer: "ada", date: "2026-01-05", amount: 20 }];
  const options = { asOf: "2026-02-01" };
  const account = [{ customer: 1, balanse: 4, branch: "north" }];

  it.each<[string, () => unknown, string, RegExp]>([
    [
      "a rule on an unknown column",
      () => detectSignals({ accounts: account }, [ownRule], options),
      "unknown-column",
      /"balanse"\?/,
    ],
    [
      "a column named wrong",
      () => detectSignals({ orders }, ["overdue"], { ...options, columns: { orders: { date: "dat" } } }),
      "unknown-column",
      /did you mean "date"/,
    ],
    [
      "a signal that is not known",
      () => detectSignals({ orders }, ["overdu" as never], options),
      "invalid-option",
      /did you mean "overdue"/,
    ],
    [
      "a setting that is not known",
      () => detectSignals({ orders }, [{ signal: "overdue", margn: 3 } as never], options),
      "invalid-option",
      /"margn"/,
    ],
    [
      "a table that was not given",
      () => detectSignals({ orders }, ["first complaint"], options),
      "unknown-table",
      /"complaints"/,
    ],
    [
      "two rules of one name",
      () => detectSignals({ orders }, ["overdue", "overdue"], options),
      "duplicate-name",
      /"overdue"/,
    ],
    [
      "an amount that is none",
      () => detectSignals({ orders: [{ ...orders[0], amount: "much" }] }, ["overdue"], options),
      "not-a-number",
      /row 1/,
    ],
    ["no day of today", () => detectSignals({ orders }, ["overdue"], {} as never), "not-a-date", /asOf/],
    [
      "a state that is none",
      () => detectSignals({ orders }, ["overdue"], { ...options, state: { kind: "x" } as never }),
      "unusable-model",
      /state/,
    ],
    [
      "a state with a day that is none",
      () =>
        detectSignals({ orders }, [], {
          ...options,
          state: { kind: "signal-state", schema: 1, asOf: "soon", known: [], actions: [], classes: [] },
        }),
      "unusable-model",
      /asOf/,
    ],
    [
      "no alarms allowed",
      () => detectSignals({ orders }, ["overdue"], { ...options, alarmsPerDay: 0 }),
      "invalid-option",
      /alarmsPerDay/,
    ],
    ["rules that are no list", () => detectSignals({ orders }, "overdue" as never, options), "invalid-option", /"all"/],
    [
      "a function that returns nothing",
      () => detectSignals({}, [{ signal: "s", meaning: "m", action: "a", detect: () => null as never }], options),
      "invalid-option",
      /must return a list/,
    ],
  ])("%s is refused", (_, call, code, message) => {
    const error = errorOf(call);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^detectSignals/);
  });

  it("rows of the future are left out and counted, those without a customer too when asked", () => {
    const rows = [
      ...orders,
      { customer: "ada", date: "2026-03-01", amount: 9 },
      { customer: null, date: "2026-01-06", amount: 1 },
    ];
    const columns = { orders: { missingCustomer: "drop" } };
    expect(detectSignals({ orders: rows }, ["overdue"], { ...options, columns }).warnings).toEqual([
      "orders: 1 row after 2026-02-01 left out",
      "orders: 1 row without customer left out",
    ]);
    expect(() => detectSignals({ orders: rows }, ["overdue"], options)).toThrow(
      'the customer id is missing; columns: { "orders": { missingCustomer: "drop" } } leaves such rows out',
    );
  });

  it("tables and columns that feed no signal are named, with the name that was probably meant", () => {
    const warningsOf = (tables: SignalTables) => detectSignals(tables, "all", options).warnings;
    expect(warningsOf({ complaint: [{ customer: "a", received: "2026-01-30" }] })).toEqual([
      'no signal looks at the table "complaint"; did you mean "complaints"?',
    ]);
    expect(warningsOf({ complaints: [{ customer: "a", recieved: "2026-01-30", resolved: null }] })).toEqual([
      'complaints: no column "received", which signals look at; did you mean "recieved"?',
    ]);
    const named = { ...options, columns: { complaints: { received: "receive" } } };
    expect(detectSignals({ complaints: [{ customer: "a", received: "2026-01-30" }] }, "all", named).warnings).toContain(
      'complaints: no column "receive", which signals look at; did you mean "received"?',
    );
    expect(warningsOf({ orders: [{ customer: "ada", date: "2026-01-05", amuont: 20 }] })).toContain(
      'orders: no column "amount", which signals look at; did you mean "amuont"?',
    );
    expect(warningsOf({ tiers: [{ customer: "a", x: "gold" }] })).toEqual([
      'tiers: no column "tier", which signals look at; its columns are "customer", "x"',
    ]);
    expect(warningsOf({ orders, customers: [{ customer: "ada", value: 9 }], complaints: [] })).toEqual([]);
  });

  it("ids of different types are warned of, since they match nowhere", () => {
    const numbered = orders.map((row) => ({ ...row, customer: 17 }));
    const warningsOf = (actions: object[]) =>
      detectSignals({ orders: numbered, actions }, ["overdue"], options).warnings;
    expect(warningsOf([{ customer: "17", date: "2026-01-30" }])).toEqual([
      "ids of customers are of type number in orders; string in actions: " +
        '17 and "17" are two customers, and match nowhere',
    ]);
    expect(warningsOf([{ customer: 17, date: "2026-01-30" }])).toEqual([]);
    expect(warningsOf([{ customer: null, date: "2026-01-30" }])).toEqual(["actions: 1 row without customer left out"]);
  });

  it("birthdays after today are left out and counted", () => {
    const customers = ["2027-01-01", "2030-01-01", "1990-01-01"].map((birthday, i) => ({ customer: i, birthday }));
    expect(detectSignals({ customers }, ["birthday"], options).warnings).toEqual([
      "customers: 2 birthdays after 2026-02-01 left out",
    ]);
  });

  it("an empty table is a quiet day", () => {
    const signals = detectSignals(
      { orders: [], complaints: table({ customer: [], received: [] }) },
      ["overdue", "first complaint"],
      options,
    );
    expect(signals.numRows).toBe(0);
    expect(signals.warnings).toHaveLength(2);
    expect(detectSignals({}, "all", options).expectedAlarms).toBeNull();
  });
});
