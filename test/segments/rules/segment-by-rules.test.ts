import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ColumnRule, segmentByRules } from "../../../src/segments/index.js";
import { errorOf } from "../../error-of.js";

const customers = {
  customer: ["a", "b", "c", "d", "e"],
  age: [29, 30, 60, null, 45],
  channel: ["web", "branch", "web", "web", null],
  revenue: [100, 50, 30, 20, null],
};

const rules: ColumnRule[] = [
  { name: "young", when: { age: { below: 30 } }, basis: "demography" },
  { name: "online", when: { channel: { in: ["web", "app"] }, age: { from: 30 } }, basis: "channel" },
  { name: "young", when: { age: 30 } },
];

describe("segmentByRules", () => {
  const segments = segmentByRules(customers, rules, { measures: ["revenue"], lint: true });

  it("gives every customer the first rule of which all conditions hold", () => {
    expect(segments.column("segment").toArray()).toEqual(["young", "young", "online", "Others", "Others"]);
  });

  it("says which conditions decided, or why no rule did", () => {
    expect(segments.column("reason").toArray()).toEqual([
      "age below 30",
      "age 30",
      'channel "web" or "app", age 30 and over',
      "age is missing",
      "channel is missing",
    ]);
  });

  it("shows what the rules look at and what is measured, in the order of the customers", () => {
    expect(segments.columnNames).toEqual(["customer", "age", "revenue", "channel", "segment", "reason"]);
    expect(segments.column("customer").toArray()).toEqual(customers.customer);
  });

  it("adds up customers and measures", () => {
    expect(segments.summary().toRows()).toEqual([
      { class: "young", customers: 2, customerShare: 0.4, meanAge: 29.5, revenue: 150, revenueShare: 0.75 },
      { class: "online", customers: 1, customerShare: 0.2, meanAge: 60, revenue: 30, revenueShare: 0.15 },
      { class: "Others", customers: 2, customerShare: 0.4, meanAge: 45, revenue: 20, revenueShare: 0.1 },
    ]);
  });

  it("warns of the uncovered and of what the linter finds", () => {
    expect(segments.lint!.clean).toBe(false);
    expect(segments.warnings[0]).toBe('2 customers are covered by no rule and called "Others"');
    expect(segments.warnings).toContain(
      '"online" and "young" both claim age 30, channel "web" or "app"; the first one counts',
    );
    expect(segmentByRules(customers, rules, { lint: false }).lint).toBeNull();
    expect(segmentByRules(customers, rules, { lint: false }).warnings.length).toBe(1);
  });

  it("states each rule with its basis", () => {
    expect(segments.rules).toEqual([
      { class: "young", rule: "age below 30 (demography); or age 30" },
      { class: "online", rule: 'channel "web" or "app", age 30 and over (channel)' },
      { class: "Others", rule: "what no rule covers" },
    ]);
  });
});

it("reads true and false from columns of 1 and 0, too", () => {
  const yes: ColumnRule[] = [
    { name: "member", when: { member: true } },
    { name: "guest", when: { member: false } },
  ];
  const expected = ["member", "guest", "Others"];
  for (const member of [
    [true, false, null],
    [1, 0, null],
    ["true", "false", "?"],
  ]) {
    expect(
      segmentByRules({ customer: [1, 2, 3], member }, yes)
        .column("segment")
        .toArray(),
    ).toEqual(expected);
  }
});

it("is total, exclusive, and the same as trying rule after rule, in any order of rows", () => {
  const number = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null });
  const text = fc.option(fc.constantFrom("a", "b", "c"), { nil: null });
  const range = fc.oneof(
    fc.integer({ min: 0, max: 9 }).map((from) => ({ from })),
    fc.integer({ min: 0, max: 9 }).map((to) => ({ to })),
    fc.integer({ min: 0, max: 9 }).map((value) => ({ in: [value, value + 2] })),
  );
  const when = fc.record({ x: range, y: range, t: fc.constantFrom("a", { in: ["b", "c"] }) }, { requiredKeys: [] });
  fc.assert(
    fc.property(
      fc.array(fc.record({ x: number, y: number, t: text }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.record({ name: fc.constantFrom("A", "B", "Others"), when }), { minLength: 1, maxLength: 6 }),
      (given, someRules) => {
        const rows = [{ x: 1, y: 1, t: "a" }, ...given].map((row, customer) => ({ customer, ...row }));
        const made = someRules as ColumnRule[];
        const segments = segmentByRules(rows, made);
        const expected = rows.map((row) => made.find((rule) => holds(rule, row))?.name ?? "Others");
        expect(segments.column("segment").toArray()).toEqual(expected);
        const counts = segments.summary().column("customers").toArray() as number[];
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
        const backwards = segmentByRules([...rows].reverse(), made);
        expect(backwards.column("segment").toArray().reverse()).toEqual(expected);
        expect(backwards.column("reason").toArray().reverse()).toEqual(segments.column("reason").toArray());
      },
    ),
    { numRuns: 100 },
  );
});

it("holds its ground with more columns than boxes can be numbered", () => {
  const names = Array.from({ length: 20 }, (_, i) => `c${i}`);
  const wide: ColumnRule[] = names.map((column) => ({ name: column, when: { [column]: { from: 1, below: 2 } } }));
  const rows = names.map((own, customer) => ({
    customer,
    ...Object.fromEntries(names.map((name) => [name, name === own ? 1.5 : 0])),
  }));
  expect(segmentByRules(rows, wide, { lint: false }).column("segment").toArray()).toEqual(names);
});

it("refuses columns that are not there, ids that are missing and names that are taken", () => {
  expect(errorOf(() => segmentByRules(customers, [{ name: "x", when: { income: 1 } }])).code).toBe("unknown-column");
  expect(errorOf(() => segmentByRules({ age: [1] }, rules)).code).toBe("unknown-column");
  const twice = { ...customers, customer: ["a", "a", "b", "c", "d"] };
  expect(errorOf(() => segmentByRules(twice, rules)).code).toBe("inconsistent-row");
  expect(errorOf(() => segmentByRules(customers, rules, { otherwise: "" })).code).toBe("invalid-option");
  expect(errorOf(() => segmentByRules([], rules)).code).toBe("empty-table");
  const named = { customer: [1], segment: ["x"] };
  expect(errorOf(() => segmentByRules(named, [{ name: "x", when: { segment: "x" } }])).code).toBe("duplicate-column");
  expect(errorOf(() => segmentByRules(customers, [{ name: "x", when: { channel: { from: 1 } } }])).code).toBe(
    "not-a-number",
  );
  expect(errorOf(() => segmentByRules(customers, rules, { measure: ["x"] } as never)).code).toBe("invalid-option");
});

function holds({ when }: ColumnRule, row: Readonly<Record<string, number | string | null>>): boolean {
  return Object.entries(when).every(([column, condition]) => {
    const value = row[column]!;
    if (value === null) return false;
    if (typeof condition !== "object") return value === condition;
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, in: values } = condition;
    return values === undefined ? Number(value) >= from && Number(value) <= to : values.includes(value);
  });
}
