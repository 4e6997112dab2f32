import {
  Table as ArrowTable,
  Bool,
  DateDay,
  DateMillisecond,
  Float64,
  Int32,
  Int64,
  makeVector,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampSecond,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { describe, expect, it } from "vitest";
import { summarizeCustomers, table } from "../../src/index.js";

describe("an Apache Arrow table", () => {
  it("is read column by column, without copying numbers that have no nulls", () => {
    const amounts = Float64Array.of(1.5, 2.5, 3);
    const arrow = new ArrowTable({ amount: makeVector(amounts), units: makeVector(Int32Array.of(1, 2, 3)) });
    const made = table(arrow);
    expect(made.toColumns()).toEqual({ amount: [1.5, 2.5, 3], units: [1, 2, 3] });
    const { values } = made.column("amount") as unknown as { values: Float64Array };
    expect(values.buffer).toBe(amounts.buffer);
  });

  it("keeps nulls missing in every type", () => {
    const arrow = new ArrowTable({
      n: vectorFromArray([1, null, 3], new Float64()),
      i: vectorFromArray([null, 2, 3], new Int32()),
      big: vectorFromArray([1n, null, 3n], new Int64()),
      t: vectorFromArray(["a", null, "a"], new Utf8()),
      d: vectorFromArray(["x", "y", null]),
      b: vectorFromArray([true, null, false], new Bool()),
    });
    expect(table(arrow).toColumns()).toEqual({
      n: [1, null, 3],
      i: [null, 2, 3],
      big: [1, null, 3],
      t: ["a", null, "a"],
      d: ["x", "y", null],
      b: [true, null, false],
    });
  });

  it.each([
    ["days", new DateDay()],
    ["milliseconds", new DateMillisecond()],
    ["timestamps in seconds", new TimestampSecond()],
    ["timestamps in milliseconds", new TimestampMillisecond()],
    ["timestamps in microseconds", new TimestampMicrosecond()],
  ])("reads dates as %s", (_, type) => {
    const day = Date.UTC(2026, 10, 22);
    const arrow = new ArrowTable({ day: vectorFromArray([new Date(day), null], type) });
    const column = table(arrow).column("day");
    expect(column.type).toBe("date");
    expect(column.toArray()).toEqual([day, null]);
  });

  it("goes straight into an analysis, in several record batches", () => {
    const batch = (customer: string[], amount: number[]) =>
      new ArrowTable({
        customer: vectorFromArray(customer),
        amount: makeVector(Float64Array.from(amount)),
        date: vectorFromArray([new Date(0), new Date(86_400_000)], new DateDay()),
      });
    const arrow = batch(["a", "b"], [1, 2]).concat(batch(["b", "c"], [3, 4]));
    const customers = summarizeCustomers(arrow, { customer: "customer", date: "date", amount: "amount" });
    expect(customers.select("customer", "revenue").toRows()).toEqual([
      { customer: "a", revenue: 1 },
      { customer: "b", revenue: 5 },
      { customer: "c", revenue: 4 },
    ]);
  });
});
