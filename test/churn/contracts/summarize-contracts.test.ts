import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarizeContracts } from "../../../src/churn/index.js";
import { kaplanMeier } from "../../../src/survival/index.js";
import { errorOf } from "../../error-of.js";

const columns = { customer: "customer", start: "start", end: "end", fee: "fee" } as const;
const contract = (customer: string, start: string, end: string | null, fee = 10) => ({ customer, start, end, fee });

describe("summarizeContracts", () => {
  it("gives durations and events that survival analysis takes", () => {
    const summary = summarizeContracts(
      [
        contract("ada", "2025-01-01", null),
        contract("bob", "2025-01-01", "2025-07-01"),
        contract("cy", "2025-12-01", "2027-12-01"),
      ],
      { ...columns, asOf: "2026-01-01" },
    );
    expect(summary.select("customer", "duration", "event", "end").toRows()).toEqual([
      { customer: "ada", duration: 365, event: 0, end: null },
      { customer: "bob", duration: 181, event: 1, end: new Date("2025-07-01") },
      { customer: "cy", duration: 31, event: 0, end: null },
    ]);
    expect(summary.ledger.endLater).toBe(1);
    expect(kaplanMeier(summary.column("duration"), summary.column("event")).survivalAt(200)).toBe(0.5);
  });

  it("retains revenue net of what grew, and gross of it", () => {
    const summary = summarizeContracts(
      [
        contract("grew", "2024-01-01", "2025-06-01", 100),
        contract("grew", "2025-06-01", null, 150),
        contract("shrank", "2024-01-01", "2025-06-01", 100),
        contract("shrank", "2025-06-01", null, 60),
        contract("left", "2024-01-01", "2025-09-01", 50),
        contract("same", "2024-01-01", null, 50),
        contract("new", "2025-10-01", null, 70),
      ],
      { ...columns, asOf: "2026-01-01" },
    );
    expect(summary.since).toEqual(new Date("2025-01-01"));
    expect(summary.bridge).toEqual({ start: 300, churned: 50, contraction: 40, expansion: 50, new: 70, end: 330 });
    expect(summary.netRevenueRetention).toBeCloseTo(260 / 300, 12);
    expect(summary.grossRevenueRetention).toBeCloseTo(210 / 300, 12);
    expect(summary.customerRetention).toBe(0.75);
    expect(summary.retentionReason).toBeNull();
  });

  it("keeps customers whole: renewals join, overlaps add fees, gaps are counted", () => {
    const contracts = [
      contract("ada", "2025-01-01", "2025-03-31", 10),
      contract("ada", "2025-04-01", "2025-07-01", 12),
      contract("ada", "2025-06-01", null, 5),
      contract("bob", "2025-01-01", "2025-02-01"),
      contract("bob", "2025-05-01", "2025-06-01"),
    ];
    const whole = summarizeContracts(contracts, { ...columns, asOf: "2026-01-01" }).toRows();
    expect(whole[0]).toMatchObject({ customer: "ada", contracts: 3, duration: 365, event: 0, gapDays: 0, fee: 5 });
    expect(whole[1]).toMatchObject({ customer: "bob", contracts: 2, duration: 151, event: 1, gapDays: 89, fee: 0 });
    const parts = summarizeContracts(contracts, { ...columns, asOf: "2026-01-01", maxGap: 60 });
    expect(
      parts
        .where((row) => row.customer === "bob")
        .select("relationship", "duration", "event")
        .toRows(),
    ).toEqual([
      { relationship: 1, duration: 31, event: 1 },
      { relationship: 2, duration: 31, event: 1 },
    ]);
  });

  it("finds a renewal paying on the day between two contracts", () => {
    const summary = summarizeContracts(
      [
        contract("ada", "2025-01-01", "2025-12-31", 10),
        contract("ada", "2026-01-01", null, 12),
        contract("bob", "2025-01-01", "2025-12-31", 5),
        contract("bob", "2025-06-01", "2025-12-31", 5),
        contract("bob", "2026-01-01", null, 5),
      ],
      { ...columns, asOf: "2026-12-31", since: "2025-12-31" },
    );
    expect(summary.bridge).toEqual({ start: 20, churned: 0, contraction: 5, expansion: 2, new: 0, end: 17 });
    expect(summary.column("gapDays").toArray()).toEqual([0, 0]);
  });

  it("knows on asOf only what was known then", () => {
    const contracts = [contract("ada", "2025-01-01", "2025-06-01"), contract("bob", "2025-03-01", null)];
    const early = summarizeContracts(contracts, { ...columns, asOf: "2025-02-01" });
    expect(early.toRows()).toEqual([expect.objectContaining({ customer: "ada", duration: 31, event: 0, end: null })]);
    expect(early.ledger).toEqual({ rows: 2, startLater: 1, endLater: 1, customersStartingLater: 1 });
    expect(early.netRevenueRetention).toBeNull();
    expect(early.retentionReason).toContain("2024-02-01");
    const onTheDay = summarizeContracts(contracts, { ...columns, asOf: "2025-06-01" }).toRows()[0]!;
    expect(onTheDay).toMatchObject({ duration: 151, event: 1 });
    expect(
      summarizeContracts(contracts, { ...columns, asOf: "2025-06-01", endDay: "inclusive" }).toRows()[0],
    ).toMatchObject({ event: 0 });
  });

  it("balances its bridge whatever the contracts", () => {
    const one = fc.record({
      customer: fc.constantFrom("a", "b", "c", "__proto__"),
      start: fc.integer({ min: 0, max: 900 }),
      length: fc.option(fc.integer({ min: 0, max: 500 })),
      fee: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (list) => {
        const rows = list.map(({ customer, start, length, fee }) => ({
          customer,
          start: new Date(start * 86_400_000),
          end: length === null ? null : new Date((start + length) * 86_400_000),
          fee,
        }));
        const summary = summarizeContracts(rows, {
          ...columns,
          asOf: new Date(900 * 86_400_000),
          since: new Date(500 * 86_400_000),
        });
        const { start, churned, contraction, expansion, new: won, end } = summary.bridge!;
        expect(start - churned - contraction + expansion + won).toBe(end);
        const running = list.filter((row) => row.start <= 900 && (row.length === null || row.start + row.length > 900));
        expect(end).toBe(running.reduce((sum, row) => sum + row.fee, 0));
        expect(
          summary
            .column("fee")
            .toArray()
            .reduce<number>((sum, fee) => sum + fee!, 0),
        ).toBe(end);
        for (const row of summary) {
          expect(row.duration!).toBeGreaterThanOrEqual(0);
          expect(row.event).toBe(running.some((one) => one.customer === row.customer) ? 0 : 1);
        }
        if (summary.netRevenueRetention !== null) {
          expect(summary.grossRevenueRetention!).toBeLessThanOrEqual(Math.min(1, summary.netRevenueRetention) + 1e-12);
        }
      }),
    );
  });

  it.each([
    [
      "inconsistent-row",
      () => summarizeContracts([contract("a", "2025-02-01", "2025-01-01")], { ...columns, asOf: "2026-01-01" }),
    ],
    [
      "missing-customer",
      () =>
        summarizeContracts([{ ...contract("a", "2025-02-01", null), customer: "" }], {
          ...columns,
          asOf: "2026-01-01",
        }),
    ],
    [
      "missing-value",
      () => summarizeContracts([{ customer: "a", start: null, end: null, fee: 1 }], { ...columns, asOf: "2026-01-01" }),
    ],
    [
      "out-of-range",
      () => summarizeContracts([contract("a", "2025-02-01", null, -1)], { ...columns, asOf: "2026-01-01" }),
    ],
    ["out-of-range", () => summarizeContracts([contract("a", "2025-02-01", null)], { ...columns, asOf: "2024-01-01" })],
    ["not-a-date", () => summarizeContracts([contract("a", "2025-02-30", null)], { ...columns, asOf: "2026-01-01" })],
    [
      "invalid-option",
      () =>
        summarizeContracts([contract("a", "2025-02-01", null)], {
          ...columns,
          asOf: "2026-01-01",
          since: "2026-02-01",
        }),
    ],
    [
      "unknown-column",
      () => summarizeContracts([contract("a", "2025-02-01", null)], { ...columns, fee: "price", asOf: "2026-01-01" }),
    ],
    ["empty-table", () => summarizeContracts([], { ...columns, asOf: "2026-01-01" })],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });
});
