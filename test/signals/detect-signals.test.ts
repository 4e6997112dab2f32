import { expect, it } from "vitest";
import { detectSignals } from "../../src/index.js";

const weekly = Array.from({ length: 20 }, (_, week) => ({ customer: "ada", date: 7 * week, amount: 20 }));
const today = { asOf: "1970-06-15", columns: { orders: { dateUnit: "day" } } };

it("tells once that a customer is overdue", () => {
  const signals = detectSignals({ orders: weekly }, ["overdue"], { ...today, within: 60 });
  expect(signals.toRows()).toEqual([
    {
      customer: "ada",
      signal: "overdue",
      subject: null,
      meaning: "has not bought for unusually long",
      action: "call or write, ask what is wrong",
      value: 400,
      why: "no order for 32 days (the last on 1970-05-14), usually every 7 days (19 intervals)",
      since: new Date("1970-05-21"),
    },
  ]);
  const state = JSON.parse(JSON.stringify(signals.state));
  expect(detectSignals({ orders: weekly }, ["overdue"], { ...today, state }).numRows).toBe(0);
});
