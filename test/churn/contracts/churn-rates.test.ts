import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { churnRates, customerBalance } from "../../../src/churn/index.js";
import { binomialCdf, normalSurvival } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

const orderColumns = { customer: "customer", date: "date", amount: "amount" } as const;
const contractColumns = { customer: "customer", start: "start", end: "end", fee: "fee" } as const;
const contract = (customer: string, start: string, end: string | null, fee: number, region = "north") => ({
  customer,
  start,
  end,
  fee,
  region,
});

const contracts = [
  contract("stays", "2025-01-01", null, 10),
  contract("leaves", "2025-01-01", "2025-03-10", 30),
  contract("returns", "2025-01-01", "2025-02-15", 20),
  contract("returns", "2025-04-20", null, 25),
  contract("joins", "2025-03-05", null, 5, "south"),
  contract("passes", "2025-03-05", "2025-03-20", 7, "south"),
];
const asOf = "2025-05-15";

describe("customerBalance", () => {
  it("balances start, new, returned and lost in customers and money", () => {
    const balance = customerBalance(contracts, { ...contractColumns, asOf });
    expect(balance.toRows()).toEqual(
      [
        ["2025-01", 3, 0, 0, 0, 3, 0, 60, 0, 0, 60, true],
        ["2025-02", 3, 0, 0, 1, 2, 0, 60, 0, 20, 40, true],
        ["2025-03", 2, 1, 0, 1, 2, 1, 40, 5, 30, 15, true],
        ["2025-04", 2, 0, 1, 0, 3, 0, 15, 25, 0, 40, true],
        ["2025-05", 3, 0, 0, 0, 3, 0, 40, 0, 0, 40, false],
      ].map(
        ([period, start, won, returned, lost, end, passing, startValue, gainedValue, lostValue, endValue, complete]) =>
          expect.objectContaining({
            period,
            start,
            new: won,
            returned,
            lost,
            end,
            passing,
            startValue,
            gainedValue,
            lostValue,
            endValue,
            complete,
          }),
      ),
    );
    expect(balance.column("toStandStill").toArray()).toEqual([0, 1, 1, 0, 0]);
  });

  it("says where the bucket settles and how long half of it takes to leak", () => {
    const { outlook } = customerBalance([
      { start: 1000, new: 80, lost: 100 },
      { start: 980, new: 80, lost: 98 },
    ]);
    expect(outlook!.lossRate).toBeCloseTo(0.1, 12);
    expect(outlook!.toStandStill).toBeCloseTo(96.2, 12);
    expect(outlook!.steadyState).toBeCloseTo(800, 9);
    expect(outlook!.halfLife).toBeCloseTo(Math.log(0.5) / Math.log(0.9), 12);
    // Iterating the bucket reaches the steady state and halves without inflow in that time.
    let customers = 1000;
    for (let i = 0; i < 500; i++) customers += 80 - 0.1 * customers;
    expect(customers).toBeCloseTo(outlook!.steadyState!, 6);
  });

  it("reads plain counts and refuses those that cannot be", () => {
    const balance = customerBalance({
      period: ["Q1", "Q2"],
      start: [10, 8],
      new: [1, 2],
      returned: [1, 0],
      lost: [4, 1],
    });
    expect(balance.column("end").toArray()).toEqual([8, 9]);
    expect(balance.column("toStandStill").toArray()).toEqual([3, 1]);
    expect(errorOf(() => customerBalance([{ start: 5, new: 1, lost: 7 }])).code).toBe("inconsistent-row");
    expect(errorOf(() => customerBalance([{ start: -5, new: 1, lost: 0 }])).code).toBe("out-of-range");
    expect(errorOf(() => customerBalance([{ start: 5, new: 1 }])).code).toBe("unknown-column");
    expect(customerBalance([{ start: 0, new: 0, lost: 0 }]).outlook).toBeNull();
    expect(customerBalance([{ start: 4, new: 0, lost: 0 }]).outlook!.halfLife).toBeNull();
  });

  it("puts beginnings and ends on the first and last days of months where they belong", () => {
    const rows = [
      contract("founder", "2025-01-01", null, 1),
      contract("joins", "2025-02-01", null, 10),
      contract("leaves", "2025-01-15", "2025-02-28", 20),
      contract("renews", "2025-01-15", "2025-01-31", 30),
      contract("renews", "2025-02-01", "2025-03-31", 35),
      contract("ends on the last day of all", "2025-01-15", "2025-03-31", 40),
    ];
    const options = { ...contractColumns, asOf: "2025-03-31", endDay: "inclusive" } as const;
    const balance = customerBalance(rows, options);
    expect(balance.select("period", "start", "new", "lost", "end", "complete").toRows()).toEqual([
      { period: "2025-01", start: 1, new: 3, lost: 0, end: 4, complete: true },
      { period: "2025-02", start: 4, new: 1, lost: 1, end: 4, complete: true },
      { period: "2025-03", start: 4, new: 0, lost: 2, end: 2, complete: true },
    ]);
    expect(balance.column("startValue").toArray()).toEqual([1, 96, 86]);
    expect(balance.column("lostValue").toArray()).toEqual([0, 20, 75]);
    // The same file read as if the ends were the first days without a contract: a renewal is still no loss.
    const exclusive = churnRates(rows, { ...options, endDay: "exclusive" });
    expect(exclusive.column("lost").toArray()).toEqual([0, 1, 2]);
    // A renewal that begins when observation is over keeps its customer.
    const renewed = [...rows, contract("renews", "2025-04-01", null, 36)];
    expect(churnRates(renewed, options).column("lost").toArray()).toEqual([0, 1, 1]);
  });

  it("counts contracts as a look at every single day does", () => {
    const one = fc.record({
      customer: fc.integer({ min: 0, max: 3 }),
      start: fc.integer({ min: 0, max: 130 }),
      length: fc.option(fc.integer({ min: 0, max: 70 })),
    });
    const day = (number: number) => new Date(Date.UTC(2025, 0, 1 + number));
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 140 }),
        fc.constantFrom("week", "month"),
        (list, lastDay, by) => {
          fc.pre(list.some(({ start }) => start <= lastDay));
          const rows = list.map(({ customer, start, length }) => ({
            customer,
            start: day(start),
            end: length === null ? null : day(start + length),
          }));
          const balance = customerBalance(rows, {
            customer: "customer",
            start: "start",
            end: "end",
            asOf: day(lastDay),
            by,
          });
          const known = list.filter(({ start }) => start <= lastDay + 1);
          const here = (customer: number, at: number): boolean =>
            known.some(
              (row) =>
                row.customer === customer &&
                row.start <= at &&
                (row.length === null ||
                  at < row.start + row.length ||
                  (at === row.start + row.length &&
                    known.some((next) => next.customer === customer && next.start === at + 1))),
            );
          const firstDay = Math.min(...list.map(({ start }) => start));
          const ids = [...new Set(list.map(({ customer }) => customer))];
          // The days on which periods open, from the calendar.
          const opens = (at: number) => (by === "month" ? day(at).getUTCDate() === 1 : day(at).getUTCDay() === 1);
          const openings: number[] = [];
          for (let at = firstDay - 31; at <= lastDay + 1; at++) if (opens(at) || at === lastDay + 1) openings.push(at);
          while (openings[1]! <= firstDay) openings.shift();
          const begins = (customer: number, at: number) =>
            here(customer, at) && (here(customer, at - 1) || (at === openings[0] && at === firstDay));
          const earliest = (customer: number) =>
            Math.min(...list.filter((row) => row.customer === customer).map(({ start }) => start));
          const expected = openings.slice(0, -1).map((from, at) => {
            const to = openings[at + 1]!;
            const start = ids.filter((id) => begins(id, from));
            const end = ids.filter((id) => begins(id, to));
            const joined = end.filter((id) => !start.includes(id));
            return {
              start: start.length,
              new: joined.filter((id) => earliest(id) >= from).length,
              returned: joined.filter((id) => earliest(id) < from).length,
              lost: start.filter((id) => !end.includes(id)).length,
              end: end.length,
              passing: ids.filter(
                (id) =>
                  !start.includes(id) &&
                  !end.includes(id) &&
                  list.some((row) => row.customer === id && row.start >= from && row.start < to),
              ).length,
            };
          });
          expect(balance.select("start", "new", "returned", "lost", "end", "passing").toRows()).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("counts orders as a look at every customer on every opening does", () => {
    const order = fc.record({
      customer: fc.integer({ min: 0, max: 3 }),
      day: fc.integer({ min: 0, max: 150 }),
      amount: fc.integer({ min: 1, max: 9 }),
    });
    const day = (number: number) => Date.UTC(2025, 0, 1 + number);
    fc.assert(
      fc.property(
        fc.array(order, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (list, lapsedAfter, valueDays) => {
          const rows = list.map(({ customer, day: at, amount }) => ({ customer, date: day(at), amount }));
          const rates = churnRates(rows, { ...orderColumns, lapsedAfter, valueDays, asOf: day(160) });
          // The first days of January to June, and the day after the last.
          const openings = [0, 31, 59, 90, 120, 151, 161];
          const ids = [...new Set(list.map(({ customer }) => customer))];
          const here = (id: number, at: number) =>
            list.some((row) => row.customer === id && row.day < at && at - row.day <= lapsedAfter);
          const worth = (id: number, at: number) =>
            list
              .filter((row) => row.customer === id && row.day < at && at - row.day <= valueDays)
              .reduce((sum, row) => sum + row.amount, 0);
          const expected = openings.slice(0, -1).map((from, i) => {
            const base = ids.filter((id) => here(id, from));
            const gone = base.filter((id) => !here(id, openings[i + 1]!));
            const total = (some: readonly number[]) => some.reduce((sum, id) => sum + worth(id, from), 0);
            return { customers: base.length, lost: gone.length, value: total(base), lostValue: total(gone) };
          });
          const firstMonth = new Date(Math.min(...rows.map(({ date }) => date))).getUTCMonth();
          expect(rates.select("customers", "lost", "value", "lostValue").toRows()).toEqual(expected.slice(firstMonth));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("always balances, period by period and into the next, for any orders", () => {
    const order = fc.record({
      customer: fc.integer({ min: 0, max: 6 }),
      day: fc.integer({ min: 0, max: 500 }),
      amount: fc.integer({ min: -5, max: 20 }),
      group: fc.constantFrom("x", "y"),
    });
    fc.assert(
      fc.property(
        fc.array(order, { minLength: 1, maxLength: 40 }),
        fc.constantFrom("week", "month", "quarter" as const),
        fc.integer({ min: 1, max: 120 }),
        (list, by, lapsedAfter) => {
          fc.pre(list.some((row) => row.amount > 0));
          const rows = list.map(({ customer, day, amount, group }) => ({
            customer,
            date: new Date(Date.UTC(2024, 0, 3 + day)),
            amount,
            group,
          }));
          let balance: ReturnType<typeof customerBalance>;
          try {
            balance = customerBalance(rows, { ...orderColumns, lapsedAfter, by });
          } catch (error) {
            expect(String(error)).toContain("no customer has begun");
            return;
          }
          const list2 = balance.toRows();
          list2.forEach((row, at) => {
            expect(row.start! + row.new! + row.returned! - row.lost!).toBe(row.end);
            if (at > 0) expect(row.start).toBe(list2[at - 1]!.end);
            expect(row.endValue!).toBeCloseTo(at + 1 < list2.length ? list2[at + 1]!.startValue! : row.endValue!, 9);
          });
          const bySegment = customerBalance(rows, { ...orderColumns, lapsedAfter, by, segment: "group" });
          for (const period of new Set(list2.map((row) => row.period))) {
            const parts = bySegment.where((row) => row.period === period).toRows();
            const whole = list2.find((row) => row.period === period)!;
            for (const name of ["start", "new", "lost", "end", "passing"] as const) {
              expect(parts.reduce((sum, row) => sum + row[name]!, 0)).toBe(whole[name]);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("churnRates", () => {
  it("counts customers and money lost by period and segment", () => {
    const rates = churnRates(contracts, { ...contractColumns, asOf, segment: "region" });
    const find = (period: string, segment: string) =>
      rates.toRows().find((row) => row.period === period && row.segment === segment)!;
    expect(find("2025-02", "north")).toMatchObject({ customers: 3, lost: 1, value: 60, lostValue: 20 });
    expect(find("2025-02", "north").lossRate).toBeCloseTo(1 / 3, 12);
    expect(find("2025-02", "north").valueLossRate).toBeCloseTo(1 / 3, 12);
    expect(find("2025-03", "south")).toMatchObject({ customers: 0, lost: 0, lossRate: null, aboveLimit: false });
    expect(rates.means).toEqual([
      { segment: "north", lossRate: 2 / 9 },
      { segment: "south", lossRate: 0 },
    ]);
  });

  it("loses a silent customer after so many days, and finds him again", () => {
    const orders = [
      { customer: "a", date: "2025-01-10", amount: 50 },
      { customer: "a", date: "2025-06-10", amount: 10 },
      { customer: "b", date: "2025-01-10", amount: 5 },
      { customer: "b", date: "2025-03-10", amount: 5 },
      { customer: "b", date: "2025-05-10", amount: 5 },
      { customer: "b", date: "2025-06-30", amount: 5 },
    ];
    const options = { ...orderColumns, lapsedAfter: 60, asOf: "2025-06-30" };
    const balance = customerBalance(orders, options);
    expect(balance.select("period", "start", "new", "returned", "lost", "end").toRows()).toEqual([
      { period: "2025-01", start: 0, new: 2, returned: 0, lost: 0, end: 2 },
      { period: "2025-02", start: 2, new: 0, returned: 0, lost: 0, end: 2 },
      { period: "2025-03", start: 2, new: 0, returned: 0, lost: 1, end: 1 },
      { period: "2025-04", start: 1, new: 0, returned: 0, lost: 0, end: 1 },
      { period: "2025-05", start: 1, new: 0, returned: 0, lost: 0, end: 1 },
      { period: "2025-06", start: 1, new: 0, returned: 1, lost: 0, end: 2 },
    ]);
    const march = churnRates(orders, options).toRows()[2]!;
    expect(march).toMatchObject({ customers: 2, lost: 1, value: 55, lostValue: 50 });
  });

  it("measures the worth of a customer by the spend of the days before", () => {
    const orders = [
      { customer: "a", date: "2025-01-10", amount: 50 },
      { customer: "a", date: "2025-02-20", amount: 7 },
      { customer: "b", date: "2025-04-01", amount: 1 },
    ];
    const rates = churnRates(orders, { ...orderColumns, lapsedAfter: 200, valueDays: 30, asOf: "2025-04-30" });
    expect(rates.column("value").toArray()).toEqual([0, 50, 7, 0]);
  });

  it("raises the alarm only beyond what chance explains", () => {
    const base = Array.from({ length: 200 }, (_, i) =>
      contract(
        `c${i}`,
        "2024-12-01",
        i < 4 * 6 ? `2025-0${Math.floor(i / 4) + 1}-15` : i < 24 + 40 ? "2025-07-15" : null,
        1,
      ),
    );
    const rates = churnRates(base, { ...contractColumns, asOf: "2025-08-31" });
    const july = rates.toRows().find((row) => row.period === "2025-07")!;
    expect(july).toMatchObject({ lost: 40, aboveLimit: true });
    expect(rates.toRows().filter((row) => row.aboveLimit).length).toBe(1);
    const mean = rates.means[0]!.lossRate!;
    for (const { customers, limit } of rates) {
      const allowed = Math.round(limit! * customers!);
      expect(1 - binomialCdf(allowed, customers!, mean)).toBeLessThanOrEqual(normalSurvival(3));
      if (allowed > 0) expect(1 - binomialCdf(allowed - 1, customers!, mean)).toBeGreaterThan(normalSurvival(3));
    }
    const fixed = churnRates(base, { ...contractColumns, asOf: "2025-08-31", limit: 0.019 });
    expect(
      fixed
        .where((row) => row.aboveLimit === true)
        .column("period")
        .toArray(),
    ).toEqual(["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07"]);
  });

  it.each([
    ["invalid-option", () => churnRates(contracts, { customer: "customer" } as never)],
    ["not-a-date", () => churnRates(contracts, { ...contractColumns } as never)],
    ["invalid-option", () => churnRates(contracts, { ...contractColumns, asOf, by: "year" } as never)],
    ["invalid-option", () => churnRates(contracts, { ...contractColumns, asOf, limit: 5 })],
    ["invalid-option", () => churnRates(contracts, { ...orderColumns, lapsedAfter: 0 })],
    ["out-of-range", () => churnRates(contracts, { ...contractColumns, asOf: "2020-01-01" })],
    ["unknown-column", () => churnRates(contracts, { ...contractColumns, asOf, segment: "color" })],
    ["empty-table", () => churnRates([], { ...contractColumns, asOf })],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });
});
