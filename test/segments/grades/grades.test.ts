import { describe, expect, it } from "vitest";
import { bankClasses, gradeCustomers } from "../../../src/index.js";

describe("gradeCustomers", () => {
  const indicators = [
    { column: "use", weight: 0.6, from: 0, to: 10 },
    { column: "late", weight: 0.4, from: 30, to: 0 },
  ];

  it("adds up weighted indicators; a score at a cut has the better grade", () => {
    const graded = gradeCustomers({ use: [10, 10, 5, 0, 12], late: [15, 16, 30, 30, -2] }, { indicators });
    expect(
      graded
        .column("score")
        .toArray()
        .map((score) => Number(score!.toFixed(9))),
    ).toEqual([80, 78.666666667, 30, 0, 100]);
    expect(graded.column("grade").toArray()).toEqual(["A", "B", "D", "D", "A"]);
    expect(graded.column("reason").at(1)).toBe("score from 60 to below 80; most points lost by late");
    expect(graded.warnings.filter((warning) => warning.includes("outside"))).toHaveLength(2);
  });

  it("lets D wait for A, ends after three missed payments, and counts the transitions", () => {
    const graded = gradeCustomers(
      {
        use: [10, 10, 10, 10],
        late: [0, 0, 0, 0],
        before: ["D", "B", null, "A"],
        sinceD: [0, 1, null, 2],
        missed: [0, 2, 3, 0],
      },
      { indicators, rules: { previous: "before", reviewsSinceD: "sinceD", missedPayments: "missed" } },
    );
    expect(graded.column("grade").toArray()).toEqual(["B", "B", "ended", "A"]);
    expect(graded.column("reason").at(0)).toMatch(/graded D less than 2 reviews ago, so at most B/);
    expect(graded.transitions!.toRows()).toEqual([
      { previous: "A", A: 1, B: 0, C: 0, D: 0, ended: 0 },
      { previous: "B", A: 0, B: 1, C: 0, D: 0, ended: 0 },
      { previous: "C", A: 0, B: 0, C: 0, D: 0, ended: 0 },
      { previous: "D", A: 0, B: 1, C: 0, D: 0, ended: 0 },
      { previous: "(joined)", A: 0, B: 0, C: 0, D: 0, ended: 1 },
    ]);
  });

  it("sets the next review by grade, at the end of shorter months", () => {
    const graded = gradeCustomers({ use: [10, 0], late: [0, 30] }, { indicators, reviewed: "2026-01-31" });
    expect(graded.toRows().map((row) => row.nextReview!.toISOString().slice(0, 10))).toEqual([
      "2027-01-31",
      "2026-02-28",
    ]);
  });

  it("refuses weights that do not sum to 1, cuts upside down and unknown grades", () => {
    const input = { use: [1], late: [1], before: ["E"] };
    expect(() => gradeCustomers(input, { indicators: [indicators[0]!] })).toThrow(/sum to 0.6, not to 1/);
    expect(() => gradeCustomers(input, { indicators, cuts: [40, 60, 80] })).toThrow(/each below the one before/);
    expect(() => gradeCustomers(input, { indicators, rules: { previous: "before" } })).toThrow(/not a grade/);
  });
});

describe("bankClasses", () => {
  const input = {
    deposits: [1000, 999, 100, 99, 99, -1, 800],
    loans: [0, 0, 0, 0, 0, 0, 0],
    before: [1000, 999, 100, 99, 99, 0, 1000],
    nothing: [0, 0, 0, 0, 0, 0, 0],
    potential: [0, 0, 0, 50, 49, 90, 90],
  };
  const cuts = { premier: 1000, main: 100, potential: 50 };

  it("goes through the classes in their order", () => {
    const before = { deposits: "before", loans: "nothing" };
    const classes = bankClasses(input, { before, potential: "potential", cuts });
    expect(classes.column("class").toArray()).toEqual([
      ...["premier", "main", "main", "potential", "ordinary", "restricted", "restricted"],
    ]);
    expect(classes.column("reason").at(6)).toBe("contribution fell by 20 % or more");
  });

  it("looks at one side only when asked, and refuses crossed cuts", () => {
    expect(bankClasses(input, { on: "loans", cuts }).summary().column("customers").at(2)).toBe(7);
    expect(() => bankClasses(input, { cuts: { premier: 1, main: 2 } })).toThrow(/lies above that of premier/);
  });
});
