import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitRfm, rfmTransitions, scoreRfm } from "../../../src/segments/index.js";
import { errorOf } from "../../error-of.js";

const before = {
  customer: ["ada", "bob", "cem", "dan", "eva"],
  segment: ["best", "best", "good", "bad", null],
  revenue: [100, 80, 50, 10, null],
};
const after = {
  customer: ["cem", "ada", "fay", "dan", "eva"],
  segment: ["best", "good", "bad", "bad", "bad"],
  revenue: [90, 70, 5, 12, 8],
};
const order = ["best", "good", "bad"];

describe("a small hand-counted case", () => {
  const moves = rfmTransitions(before, after, { order });

  it("counts who moved from where to where, newcomers and leavers included", () => {
    expect(moves.matrix.toRows()).toEqual([
      { from: "best", best: 0, good: 1, bad: 0, "(none)": 0, "(left)": 1 },
      { from: "good", best: 1, good: 0, bad: 0, "(none)": 0, "(left)": 0 },
      { from: "bad", best: 0, good: 0, bad: 1, "(none)": 0, "(left)": 0 },
      { from: "(none)", best: 0, good: 0, bad: 1, "(none)": 0, "(left)": 0 },
      { from: "(joined)", best: 0, good: 0, bad: 1, "(none)": 0, "(left)": 0 },
    ]);
    expect(moves).toMatchObject({
      customersBefore: 5,
      customersAfter: 5,
      joined: 1,
      left: 1,
      stayed: 1,
      up: 1,
      down: 1,
    });
    expect(moves.netUpward).toBe(0);
  });

  it("says what each flow was worth", () => {
    expect(moves.flows.toRows().slice(0, 3)).toEqual([
      flow("best", "good", "down", 100, 70, 0.5),
      flow("best", "(left)", "left", 80, 0, 0.5),
      flow("good", "best", "up", 50, 90, 1),
    ]);
    expect(moves).toMatchObject({ valueBefore: 240, valueAfter: 185, valueChange: -55, valueGain: -55 / 240 });
  });

  it("names the movers", () => {
    expect(moves.movers.column("customer").toArray()).toEqual(["ada", "bob", "cem", "eva", "fay"]);
    expect(moves.movers.column("direction").toArray()).toEqual(["down", "left", "up", null, "joined"]);
    expect(moves.movers.column("valueChange").toArray()).toEqual([-30, -80, 40, 8, 5]);
  });

  it("knows no up and down without an order, and no worth without a value", () => {
    const drop = (table: typeof before) => ({ customer: table.customer, segment: table.segment });
    const plain = rfmTransitions(drop(before), drop(after));
    expect(plain).toMatchObject({
      up: null,
      down: null,
      netUpward: null,
      valueChange: null,
      valueGain: null,
      joined: 1,
    });
    expect(
      plain.flows
        .column("valueChange")
        .toArray()
        .every((value) => value === null),
    ).toBe(true);
  });
});

function flow(from: string, to: string, direction: string, valueBefore: number, valueAfter: number, share: number) {
  return { from, to, customers: 1, share, direction, valueBefore, valueAfter, valueChange: valueAfter - valueBefore };
}

it("conserves customers and value, in any order of rows", () => {
  const row = fc.record({
    customer: fc.nat(20),
    segment: fc.option(fc.constantFrom("a", "b", "c", "__proto__"), { nil: null }),
    revenue: fc.integer({ min: -5, max: 50 }),
  });
  const side = fc.uniqueArray(row, { minLength: 1, maxLength: 20, selector: ({ customer }) => customer });
  fc.assert(
    fc.property(side, side, (one, other) => {
      const moves = rfmTransitions(one, other, { order: ["a", "b", "c"] });
      const rows = moves.matrix.toRows() as Record<string, number | string>[];
      const names = moves.matrix.columnNames.slice(1);
      const rowSum = (at: Record<string, number | string>) => names.reduce((sum, name) => sum + Number(at[name]), 0);
      expect(rows.filter((at) => at["from"] !== "(joined)").reduce((sum, at) => sum + rowSum(at), 0)).toBe(one.length);
      const arrived = names.filter((name) => name !== "(left)");
      expect(arrived.reduce((sum, name) => sum + rows.reduce((all, at) => all + Number(at[name]), 0), 0)).toBe(
        other.length,
      );
      const total = (name: "valueBefore" | "valueAfter" | "customers") =>
        (moves.flows.column(name).toArray() as number[]).reduce((sum, value) => sum + value, 0);
      expect(total("valueBefore")).toBe(one.reduce((sum, { revenue }) => sum + revenue, 0));
      expect(total("valueAfter")).toBe(other.reduce((sum, { revenue }) => sum + revenue, 0));
      expect(moves.stayed + moves.movers.numRows).toBe(total("customers"));
      const turned = rfmTransitions([...one].reverse(), [...other].reverse(), { order: ["a", "b", "c"] });
      expect(turned.flows.toRows()).toEqual(moves.flows.toRows());
    }),
    { numRuns: 80 },
  );
});

describe("two dates of scores", () => {
  const rows = Array.from({ length: 300 }, (_, i) => ({
    customer: `c${(i * i + 5 * i) % 37}`,
    date: new Date(Date.UTC(2026, 0, 1 + ((i * 53) % 300))),
    amount: 3 + ((i * 47) % 211) / 4,
  }));
  const columns = { customer: "customer", date: "date", amount: "amount" } as const;

  it("are compared on one scale, in the order of the rules", () => {
    const model = fitRfm(rows, { ...columns, asOf: "2026-06-01" });
    const moves = rfmTransitions(
      scoreRfm(rows, { ...columns, model, asOf: "2026-06-01" }),
      scoreRfm(rows, { ...columns, model, asOf: "2026-10-28" }),
    );
    expect(moves.warnings).toEqual([]);
    expect(moves.left).toBe(0);
    expect(moves.up! + moves.down! + moves.stayed + moves.joined).toBe(moves.customersAfter);
    expect(moves.up! + moves.down!).toBeGreaterThan(5);
    expect(moves.matrix.columnNames[1]).toBe("Champions");
  });

  it("are warned of where each has its own", () => {
    const moves = rfmTransitions(
      scoreRfm(rows, { ...columns, asOf: "2026-06-01" }),
      scoreRfm(rows, { ...columns, asOf: "2026-10-28" }),
    );
    expect(moves.warnings).toEqual([expect.stringContaining("score both by one model")]);
  });
});

it("refuses customers twice, ids of two types and taken names", () => {
  const twice = { customer: ["a", "a"], segment: ["x", "y"] };
  expect(errorOf(() => rfmTransitions(twice, after)).code).toBe("inconsistent-row");
  expect(errorOf(() => rfmTransitions({ customer: [1], segment: ["x"] }, after)).code).toBe("column-type");
  expect(errorOf(() => rfmTransitions({ customer: [null], segment: ["x"] }, after)).code).toBe("missing-value");
  expect(errorOf(() => rfmTransitions({ customer: ["a"], segment: ["(joined)"] }, after)).message).toContain(
    "(joined)",
  );
  expect(errorOf(() => rfmTransitions(before, [])).code).toBe("empty-table");
  expect(errorOf(() => rfmTransitions(before, after, { value: "profit" })).code).toBe("unknown-column");
  expect(errorOf(() => rfmTransitions(before, after, { order: ["a", "a"] })).code).toBe("duplicate-column");
});
