import { expect, it } from "vitest";
import { detectSignals, type SignalState, simulateOrders } from "../../src/index.js";

const spend = { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const;
const models = {
  "at random": { kind: "nbd", parameters: { r: 1.1, alpha: 22 }, unit: "day" },
  "in a rhythm": { kind: "bg-cnbd-k", parameters: { k: 4, r: 1.2, alpha: 6, a: 1e-6, b: 1000 }, unit: "day" },
} as const;

it.each([
  ["at random", 1],
  ["at random", 2],
  ["in a rhythm", 1],
  ["in a rhythm", 2],
] as const)(
  "the alarm rate of customers who buy %s stays within the promised level, seed %d",
  (name, seed) => {
    const orders = simulateOrders(models[name], {
      ...{ customers: 1500, start: "2025-01-01", end: "2026-08-31", firstOrdersUntil: "2025-06-30" },
      ...{ seed, spend },
    });
    let state: SignalState | null = null;
    let told = 0;
    let expected = 0;
    const days = 50;
    for (let i = 0; i <= days; i++) {
      const signals: ReturnType<typeof detectSignals> = detectSignals({ orders }, "all", {
        ...{ asOf: new Date(Date.UTC(2026, 6, 1 + i)), state, alarmsPerDay: 1 },
      });
      state = signals.state;
      if (i === 0) continue;
      told += signals.numRows;
      expected += signals.expectedAlarms!;
    }
    expect(told).toBeLessThanOrEqual(days);
    expect(expected).toBeLessThanOrEqual(days);
    // What is told to be expected is what comes, within three standard deviations of a count.
    expect(Math.abs(told - expected)).toBeLessThan(3 * Math.sqrt(expected) + 0.25 * expected);
  },
  240_000,
);
