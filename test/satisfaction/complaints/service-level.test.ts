import { describe, expect, it } from "vitest";
import { serviceLevel } from "../../../src/index.js";
import { errorOf } from "../../error-of.js";

describe("serviceLevel", () => {
  it("is the share of cases settled within the target", () => {
    const { total } = serviceLevel({ hours: [12, 24, 60] }, { hours: "hours", target: 24 });
    expect(total).toMatchObject({ cases: 3, inTime: 2, missed: 1, pending: 0 });
    expect(total.share).toBeCloseTo(2 / 3, 12);
    expect(total.lower).toBeCloseTo(0.208, 3);
    expect(total.upper).toBeCloseTo(0.939, 3);
  });

  it("counts an open case once it is late, by the hour", () => {
    const cases = [
      { received: "2026-01-01T08:00", resolved: "2026-01-01T08:15", desk: "a" },
      { received: "2026-01-01T08:00", resolved: "2026-01-01T08:16", desk: "a" },
      { received: "2026-01-01T08:00", resolved: null, desk: "b" },
      { received: "2026-01-01T08:20", resolved: null, desk: "b" },
    ];
    const options = { received: "received", resolved: "resolved", target: 0.25, asOf: "2026-01-01T08:30" };
    const level = serviceLevel(cases, { ...options, by: "desk" });
    expect(level.select("group", "cases", "inTime", "missed", "pending", "share").toRows()).toEqual([
      { group: "a", cases: 2, inTime: 1, missed: 1, pending: 0, share: 0.5 },
      { group: "b", cases: 2, inTime: 0, missed: 1, pending: 1, share: 0 },
    ]);
    expect(level.total).toMatchObject({ cases: 4, inTime: 1, missed: 2, pending: 1 });
  });

  it("knows no share where all are pending", () => {
    const { total } = serviceLevel({ hours: [null, null] }, { hours: "hours", target: 1 });
    expect(total).toEqual({ cases: 2, inTime: 0, missed: 0, pending: 2, share: null, lower: null, upper: null });
  });

  it.each<[string, () => unknown, string]>([
    ["no cases", () => serviceLevel([], { hours: "h", target: 1 }), "empty-table"],
    ["no columns", () => serviceLevel({ h: [1] }, { target: 1 }), "invalid-option"],
    ["hours below 0", () => serviceLevel({ h: [-1] }, { hours: "h", target: 1 }), "out-of-range"],
    ["no target", () => serviceLevel({ h: [1] }, { hours: "h" } as never), "invalid-option"],
    [
      "a case settled before it came in",
      () => serviceLevel([{ a: "2026-01-02", b: "2026-01-01" }], { received: "a", resolved: "b", target: 1 }),
      "inconsistent-row",
    ],
    [
      "a case of the future",
      () =>
        serviceLevel([{ a: "2026-01-02", b: null }], { received: "a", resolved: "b", target: 1, asOf: "2026-01-01" }),
      "out-of-range",
    ],
  ])("refuses %s", (_, call, code) => {
    expect(errorOf(call).code).toBe(code);
  });
});
