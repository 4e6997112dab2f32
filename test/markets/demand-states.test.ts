import fc from "fast-check";
import { expect, it } from "vitest";
import { demandStates } from "../../src/index.js";
import { errorOf } from "../error-of.js";

const columns = { product: "product", period: "period", demand: "demand" } as const;

const series = (demand: readonly number[], more: Record<string, unknown> = {}) => ({
  product: demand.map(() => "tea"),
  period: demand.map((_, i) => i + 1),
  demand,
  ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, demand.map(() => value)])),
});

const stateOf = (demand: readonly number[], more: Record<string, unknown> = {}, options: object = {}) => {
  const given = Object.fromEntries(Object.keys(more).map((name) => [name, name]));
  return demandStates(series(demand, more), { ...columns, ...given, ...options }).toRows()[0]!;
};

const seasonal = Array.from({ length: 36 }, (_, i) => 100 + 40 * Math.sin((2 * Math.PI * i) / 12) + (i % 5));

it("calls demand above capacity overfull", () => {
  expect(stateOf([90, 95, 105], { capacity: 100 })).toMatchObject({ state: "overfull" });
  expect(stateOf([90, 95, 100], { capacity: 100 }).state).not.toBe("overfull");
});

it("calls demand within 5 % of plan full, the limits included", () => {
  for (const last of [95, 100, 105]) expect(stateOf([100, 100, last], { plan: 100 }).state).toBe("full");
  for (const last of [94.9, 105.1]) expect(stateOf([100, 100, last], { plan: 100 }).state).toBe("cannot say");
  expect(stateOf([100, 90], {}, { plan: 95, thresholds: { full: 0.1 } }).state).toBe("full");
});

it("calls demand falling where the trend is significant and downwards", () => {
  // Five values that only fall: S = −10, Var = 50/3, z = 9/√(50/3), p = .0275.
  const falling = stateOf([50, 40, 30, 20, 10]);
  expect(falling).toMatchObject({ state: "falling", slope: -10 });
  expect(falling.trendPValue).toBeCloseTo(0.0275, 4);
  // Four cannot be significant: z = 5/√(26/3), p = .089.
  expect(stateOf([40, 30, 20, 10]).state).toBe("cannot say");
  expect(stateOf([10, 20, 30, 40, 50]).state).toBe("cannot say");
});

it("calls demand with a strong season irregular, and does not take a peak for excess", () => {
  expect(stateOf(seasonal, { plan: 100 })).toMatchObject({ state: "irregular" });
  const peak = seasonal.slice(0, 28);
  expect(peak.at(-1)).toBeGreaterThan(130);
  expect(stateOf(peak, { capacity: 130 }).state).toBe("irregular");
});

it("needs survey shares for negative, none and latent demand", () => {
  const low = [1, 2, 1, 2];
  expect(stateOf(low).state).toBe("cannot say");
  expect(stateOf(low).reason).toContain("no survey");
  expect(stateOf(low, { interest: 0.2, avoid: 0.6 }).state).toBe("negative");
  expect(stateOf(low, { interest: 0.05, avoid: 0.1 }).state).toBe("none");
  expect(stateOf(low, { interest: 0.6, avoid: 0.1 }).state).toBe("latent");
  expect(stateOf(low, { interest: 0.6, avoid: 0.1, plan: 40 }).state).toBe("latent");
  expect(stateOf(low, { interest: 0.2, avoid: 0.1 }).state).toBe("cannot say");
});

it("finds the season of a year from months, quarters and dates", () => {
  const quarterly = Array.from({ length: 16 }, (_, i) => [10, 40, 20, 90][i % 4]!);
  const rows = quarterly.map((demand, i) => ({
    product: "ice",
    demand,
    month: new Date(Date.UTC(2022, 3 * i, 1)),
    quarter: `${2022 + Math.floor(i / 4)}-Q${(i % 4) + 1}`,
  }));
  for (const period of ["month", "quarter"]) {
    expect(demandStates(rows, { ...columns, period }).toRows()).toMatchObject([{ state: "irregular" }]);
  }
  const numbered = series(quarterly);
  expect(
    demandStates(numbered, { ...columns, season: 4 })
      .column("state")
      .at(0),
  ).toBe("irregular");
});

it("advises a measure and gives a reason for every state", () => {
  for (const row of [stateOf([1, 2]), stateOf(seasonal), stateOf([90, 105], { capacity: 100 })]) {
    expect(row.reason!.length).toBeGreaterThan(10);
    expect(row.measure!.length).toBeGreaterThan(20);
  }
});

it("puts every product into exactly one state, whatever the order of the rows", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          product: fc.constantFrom("a", "b", "c"),
          demand: fc.nat(30),
          plan: fc.option(fc.nat(30), { nil: null }),
          capacity: fc.option(fc.nat(30), { nil: null }),
          interest: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
          avoid: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
        }),
        { minLength: 1, maxLength: 40 },
      ),
      (given) => {
        const rows = [{ ...given[0]!, plan: 1, capacity: 50, interest: 0.1, avoid: 0.1 }, ...given].map((row, i) => ({
          ...row,
          period: i,
        }));
        const options = { ...columns, plan: "plan", capacity: "capacity", interest: "interest", avoid: "avoid" };
        const states = demandStates(rows, { ...options, season: 3 });
        expect(states.numRows).toBe(new Set(rows.map(({ product }) => product)).size);
        expect(states.column("state").toArray()).not.toContain(null);
        const counts = states.summary().column("products").toArray() as number[];
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(states.numRows);
        const backwards = demandStates([...rows].reverse(), { ...options, season: 3 });
        expect(backwards.sortBy("product").toRows()).toEqual(states.sortBy("product").toRows());
      },
    ),
    { numRuns: 50 },
  );
});

it("refuses shares, amounts and options that mean nothing", () => {
  expect(errorOf(() => stateOf([1, -1])).code).toBe("out-of-range");
  expect(errorOf(() => stateOf([1, 1], { interest: 1.2 })).code).toBe("out-of-range");
  expect(errorOf(() => stateOf([1, 1], {}, { plan: -1 })).code).toBe("invalid-option");
  expect(errorOf(() => stateOf([1, 1], {}, { season: 1 })).code).toBe("invalid-option");
  expect(errorOf(() => stateOf([1, 1], {}, { thresholds: { none: 0.5, latent: 0.4 } })).code).toBe("invalid-option");
  expect(errorOf(() => stateOf([1, 1], {}, { avoid: "nobody" })).code).toBe("unknown-column");
  const twice = { product: ["a", "a"], period: [1, 1], demand: [1, 1] };
  expect(errorOf(() => demandStates(twice, columns)).message).toContain("two rows of period 1");
});
