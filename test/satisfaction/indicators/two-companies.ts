import type { Indicator } from "../../../src/satisfaction/index.js";

/** Two questions of equal weight. */
export const tree: Indicator = {
  name: "index",
  children: [
    { name: "price", weight: 0.5 },
    { name: "service", weight: 0.5 },
  ],
};

/** Company a is better in price (80 to 50), b in service (70 to 50): 65 to 60. */
export const answers = {
  company: ["a", "a", "b", "b"],
  price: [90, 70, 40, 60],
  service: [40, 60, 80, 60],
};

/** The same answers over years. */
export const years = { ...answers, company: ["a", "a", "a", "b"], year: [2024, 2026, 2025, 2025] };
