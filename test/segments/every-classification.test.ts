import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  abcClasses,
  bankClasses,
  type Classification,
  customerPyramid,
  gradeCustomers,
  lifecycleStages,
  relationshipStates,
  relationshipStrength,
  selectCustomers,
  transactionalRelational,
  valueMatrix,
} from "../../src/index.js";

type Input = Record<string, (number | null)[]>;
type AnyClassification = Pick<Classification<"class">, "summary" | "rules" | "warnings" | "source" | "numRows"> & {
  toRows(): Record<string, unknown>[];
};

const classifications: Record<string, { key: string; columns: string[]; run: (input: Input) => AnyClassification }> = {
  valueMatrix: { key: "cell", columns: ["a", "b"], run: (input) => valueMatrix(input, { x: "a", y: "b" }) },
  "valueMatrix, three levels": {
    key: "cell",
    columns: ["a", "b"],
    run: (input) => valueMatrix(input, { x: "a", y: "b", cuts: { x: [-1, 2], y: [0] } }),
  },
  customerPyramid: { key: "tier", columns: ["a"], run: (input) => customerPyramid(input, { value: "a" }) },
  lifecycleStages: {
    key: "stage",
    columns: ["current", "previous", "age"],
    run: (input) => lifecycleStages(input, { periodDays: 2 }),
  },
  "lifecycleStages, fine": {
    key: "stage",
    columns: ["current", "previous", "age"],
    run: (input) => lifecycleStages(input, { periodDays: 2, preset: "fine" }),
  },
  relationshipStates: {
    key: "state",
    columns: ["positive", "recencyDays", "potential", "target"],
    run: (input) => relationshipStates(input, { orders: "positive", lostAfter: 2 }),
  },
  relationshipStrength: {
    key: "strength",
    columns: ["retention", "walletShare", "tenure", "recommendation"],
    run: (input) => relationshipStrength(input),
  },
  transactionalRelational: {
    key: "group",
    columns: ["a", "profit", "gain", "current", "previous"],
    run: (input) => transactionalRelational(input, { relational: [{ column: "a", from: 0 }] }),
  },
  gradeCustomers: {
    key: "grade",
    columns: ["a", "b", "positive"],
    run: (input) =>
      gradeCustomers(input, {
        indicators: [
          { column: "a", weight: 0.5, from: -4, to: 4 },
          { column: "b", weight: 0.5, from: 4, to: -4 },
        ],
        rules: { missedPayments: "positive" },
      }),
  },
  bankClasses: {
    key: "class",
    columns: ["deposits", "loans", "a", "b", "gain"],
    run: (input) => bankClasses(input, { before: { deposits: "a", loans: "b" }, potential: "gain" }),
  },
  selectCustomers: {
    key: "choice",
    columns: ["purchases", "growth", "intangible", "cost", "risk"],
    run: (input) => selectCustomers(input, { ability: [{ name: "all", points: 3 }] }),
  },
};

/** Small whole numbers, so that ties and values at the cuts are common; some missing. */
const cell = fc.option(fc.integer({ min: -4, max: 4 }), { nil: null, freq: 12 });
const inputOf = (columns: readonly string[]): fc.Arbitrary<Input> =>
  fc.integer({ min: 1, max: 40 }).chain((rows) =>
    fc
      .tuple(
        ...columns.map((name) =>
          fc.array(name === "positive" ? cell.map((value) => (value === null ? null : Math.abs(value))) : cell, {
            minLength: rows,
            maxLength: rows,
          }),
        ),
      )
      .map((values) => ({
        customer: Array.from({ length: rows }, (_, i) => 100 - i),
        ...Object.fromEntries(columns.map((name, i) => [name, (values as (number | null)[][])[i]!])),
      })),
  );

describe.each(Object.entries(classifications))("%s", (_, { key, columns, run }) => {
  // A median needs something that is known.
  const inputs = inputOf(columns).filter((input) =>
    Array.from(input["customer"]!.keys()).some((row) => columns.every((name) => input[name]![row] !== null)),
  );

  it("puts every customer into exactly one of its classes, or says what is missing", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const classified = run(input);
        const names = classified.rules.map((rule) => rule.class);
        expect(new Set(names).size).toBe(names.length);
        expect(classified.numRows).toBe(input["customer"]!.length);
        let unknown = 0;
        for (const row of classified.toRows()) {
          expect(row["reason"]).toMatch(/./);
          if (row[key] === null) {
            unknown++;
            expect(row["reason"]).toMatch(/missing/);
          } else expect(names).toContain(row[key]);
        }
        const summary = classified.summary().toRows();
        expect(summary.map((row) => row.class)).toEqual(unknown > 0 ? [...names, null] : names);
        expect(summary.reduce((sum, row) => sum + row.customers!, 0)).toBe(classified.numRows);
        expect(summary.reduce((sum, row) => sum + row.customerShare!, 0)).toBeCloseTo(1, 12);
        expect(classified.warnings.some((warning) => warning.includes(`no ${key}`))).toBe(unknown > 0);
        expect(classified.source).toMatch(/./);
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of the rows", () => {
    fc.assert(
      fc.property(inputs, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (input, stream) => {
        const rows = input["customer"]!.map((customer, row) => ({ customer, row, at: stream.next().value as number }));
        const order = rows.sort((a, b) => a.at - b.at).map(({ row }) => row);
        const shuffled = Object.fromEntries(
          Object.entries(input).map(([name, values]) => [name, order.map((row) => values[row]!)]),
        );
        const classOf = (classified: AnyClassification) =>
          classified
            .toRows()
            .map((row) => [row["customer"], row[key], row["reason"]])
            .sort((a, b) => (a[0] as number) - (b[0] as number));
        expect(classOf(run(shuffled))).toEqual(classOf(run(input)));
      }),
      { numRuns: 40 },
    );
  });
});

it("gives ABC classes their reasons and rules", () => {
  const classes = abcClasses({ revenue: [50, 30, 15, 5], profit: [5, 5, -2, 2] }, { measures: ["profit"] });
  expect(classes.rules.map((rule) => rule.class)).toEqual(["A", "B", "C"]);
  expect(classes.column("reason").at(2)).toBe("B: up to the item with which 95 % of the total is reached");
  expect(classes.summary().toColumns()).toMatchObject({ class: ["A", "B", "C"], profit: [10, -2, 2] });
  expect(classes.summary().column("profitShare").toArray()).toEqual([1, -0.2, 0.2]);
});
