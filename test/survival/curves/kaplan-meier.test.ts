import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kaplanMeier } from "../../../src/survival/index.js";
import { table } from "../../../src/table/index.js";
import { errorOf } from "../../error-of.js";
import { leukemia } from "../leukemia.js";

const lifetimes = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 1), fc.integer({ min: 1, max: 4 })),
  {
    minLength: 1,
    maxLength: 40,
  },
);

/** The estimate as its definition says, one time after the other. */
function bySteps(durations: readonly number[], events: readonly number[], t: number): number {
  let survival = 1;
  for (const time of [...new Set(durations)].sort((a, b) => a - b)) {
    if (time > t) break;
    const atRisk = durations.filter((duration) => duration >= time).length;
    const ended = durations.filter((duration, i) => duration === time && events[i] === 1).length;
    survival *= 1 - ended / atRisk;
  }
  return survival;
}

describe("kaplanMeier", () => {
  it("gives the textbook curve of the 6-MP patients (Kleinbaum & Klein, table 2.1)", () => {
    const curve = kaplanMeier(leukemia.durations.slice(0, 21), leukemia.events.slice(0, 21));
    const expected = [
      [6, 21, 3, 1, 0.8571],
      [7, 17, 1, 0, 0.8067],
      [10, 15, 1, 1, 0.7529],
      [13, 12, 1, 0, 0.6902],
      [16, 11, 1, 0, 0.6275],
      [22, 7, 1, 0, 0.5378],
      [23, 6, 1, 0, 0.4482],
    ];
    for (const [time, atRisk, events, censored, survival] of expected) {
      const row = curve.table.toRows().find((found) => found.time === time)!;
      expect(row).toMatchObject({ atRisk, events, censored });
      expect(row.survival).toBeCloseTo(survival!, 4);
    }
    expect(curve.median).toBe(23);
  });

  it("agrees with R survival 3.5-3 on medians, intervals and restricted means by group", () => {
    const curve = kaplanMeier(leukemia.durations, leukemia.events, { groups: leukemia.treated });
    expect(curve.groups).toEqual([1, 0]);
    expect(curve.summary.toRows()).toEqual([
      { group: 1, customers: 21, events: 9, median: 23, medianLower: 13, medianUpper: null, followUp: 35 },
      { group: 0, customers: 21, events: 21, median: 8, medianLower: 4, medianUpper: 11, followUp: 23 },
    ]);
    expect(curve.restrictedMean(20, 0).mean).toBeCloseTo(8.428571429, 8);
    expect(curve.restrictedMean(20, 0).standardError).toBeCloseTo(1.268082683, 8);
    expect(curve.restrictedMean(20, 1).mean).toBeCloseTo(16.116526611, 8);
    expect(curve.restrictedMean(20, 1).standardError).toBeCloseTo(1.251560196, 8);
  });

  it("is the product of its definition, and identical rows are one row with their count", () => {
    fc.assert(
      fc.property(lifetimes, (rows) => {
        const repeated = rows.flatMap(([time, event, count]) =>
          Array.from({ length: count }, () => [time, event] as const),
        );
        const durations = repeated.map(([time]) => time);
        const events = repeated.map(([, event]) => event);
        const plain = kaplanMeier(durations, events);
        const counted = kaplanMeier(
          rows.map(([time]) => time),
          rows.map(([, event]) => event),
          { count: rows.map(([, , count]) => count) },
        );
        expect(counted.table.toColumns()).toEqual(plain.table.toColumns());
        const longest = Math.max(...durations);
        for (let t = 0; t <= longest; t++) expect(plain.survivalAt(t)).toBeCloseTo(bySteps(durations, events, t), 12);
        const area = Array.from({ length: longest }, (_, t) => bySteps(durations, events, t)).reduce(
          (a, b) => a + b,
          0,
        );
        expect(plain.restrictedMean().mean).toBeCloseTo(area, 9);
        for (const p of [0.1, 0.5, 0.9]) {
          const reached = [...new Set(durations)]
            .sort((a, b) => a - b)
            .find((t) => bySteps(durations, events, t) <= 1 - p + 1e-12);
          expect(plain.quantile(p)).toBe(reached ?? null);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("keeps its band in order and inside 0 to 1, whatever the interval", () => {
    fc.assert(
      fc.property(lifetimes, fc.constantFrom("log-log", "log", "plain" as const), (rows, interval) => {
        const { table: steps } = kaplanMeier(
          rows.map(([time]) => time),
          rows.map(([, event]) => event),
          { interval },
        );
        for (const { survival, lower, upper } of steps) {
          if (survival === 0) {
            expect([lower, upper]).toEqual([null, null]);
            continue;
          }
          expect(lower!).toBeGreaterThanOrEqual(0);
          expect(lower!).toBeLessThanOrEqual(survival! + 1e-15);
          expect(upper!).toBeGreaterThanOrEqual(survival! - 1e-15);
          expect(upper!).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("knows nothing beyond the longest duration unless everybody has left", () => {
    const open = kaplanMeier([2, 5], [1, 0]);
    expect(open.survivalAt(5)).toBe(0.5);
    expect(open.survivalAt(5.1)).toBeNull();
    expect(open.survivalAt(-1)).toBe(1);
    expect(open.quantile(0.6)).toBeNull();
    expect(errorOf(() => open.restrictedMean(6)).code).toBe("out-of-range");
    const closed = kaplanMeier([2, 5], [1, 1]);
    expect(closed.survivalAt(9)).toBe(0);
    expect(closed.restrictedMean(9).mean).toBe(3.5);
  });

  it("answers for everybody together when no group is named", () => {
    const grouped = kaplanMeier(leukemia.durations, leukemia.events, { groups: leukemia.treated });
    const together = kaplanMeier(leukemia.durations, leukemia.events);
    expect(grouped.median).toBe(together.median);
    expect(grouped.survivalAt(10)).toBe(together.survivalAt(10));
    expect(grouped.group(1).table.toColumns()).toEqual(
      kaplanMeier(leukemia.durations.slice(0, 21), leukemia.events.slice(0, 21)).table.toColumns(),
    );
    expect(errorOf(() => grouped.survivalAt(1, "6-MP")).message).toContain("the groups are 1, 0");
  });

  it("reads booleans, typed arrays and columns alike", () => {
    const input = table({ months: [1, 2, 3], left: [true, false, true], plan: ["__proto__", "b", "__proto__"] });
    const plain = kaplanMeier([1, 2, 3], [1, 0, 1]);
    expect(kaplanMeier(input.column("months") as never, input.column("left") as never).table.toRows()).toEqual(
      plain.table.toRows(),
    );
    expect(kaplanMeier(new Float64Array([1, 2, 3]), new Uint8Array([1, 0, 1])).table.toRows()).toEqual(
      plain.table.toRows(),
    );
    const grouped = kaplanMeier([1, 2, 3], [true, false, true], { groups: input.column("plan") as never });
    expect(grouped.summary.column("group").toArray()).toEqual(["__proto__", "b"]);
  });

  it.each([
    ["empty-table", () => kaplanMeier([], [])],
    ["length-mismatch", () => kaplanMeier([1, 2], [1])],
    ["out-of-range", () => kaplanMeier([1, -2], [1, 0])],
    ["out-of-range", () => kaplanMeier([1, 2], [1, 2])],
    ["missing-value", () => kaplanMeier([1, Number.NaN], [1, 0])],
    ["not-finite", () => kaplanMeier([1, Number.POSITIVE_INFINITY], [1, 0])],
    ["not-a-number", () => kaplanMeier(["a", "b"] as never, [1, 0])],
    ["length-mismatch", () => kaplanMeier([1, 2], [1, 0], { groups: ["a"] })],
    ["missing-value", () => kaplanMeier([1, 2], [1, 0], { groups: ["a", null] as never })],
    ["out-of-range", () => kaplanMeier([1, 2], [1, 0], { count: [1, 0.5] })],
    ["empty-table", () => kaplanMeier([1, 2], [1, 0], { count: [0, 0] })],
    ["invalid-option", () => kaplanMeier([1, 2], [1, 0], { level: 1 })],
    ["invalid-option", () => kaplanMeier([1, 2], [1, 0], { interval: "exact" as never })],
    ["invalid-option", () => kaplanMeier([1, 2], [1, 0], { group: ["a", "b"] } as never)],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });

  it("names the row at fault", () => {
    expect(errorOf(() => kaplanMeier([1, -2], [1, 0])).message).toBe(
      'kaplanMeier: column "durations", row 2: a duration must be at least 0, got -2',
    );
  });
});
