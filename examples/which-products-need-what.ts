/**
 * Which products need what? Where each stands in its life, in which state its demand is and what the field advises, who
 * could pay for the dearest one, and how the brand looks beside its rivals.
 */
import { affordableMarket, demandStates, positioning, productLifeCycle, table } from "clientele";

// Three years by month: ice sells in summer, the old phone fades, the new one grows.
const months = Array.from({ length: 36 }, (_, i) => i);
const name = (i: number) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
const products = {
  "ice cream": (i: number) => Math.round(400 + 300 * Math.sin((Math.PI * (i - 3)) / 6)),
  "old phone": (i: number) => Math.max(40, 900 - 24 * i + (i % 5) * 6),
  "new phone": (i: number) => (i < 20 ? 0 : 30 * (i - 19) ** 1.4),
  coffee: (i: number) => 500 + ((i * 7) % 13) - 6,
};
const series = table(
  Object.entries(products).flatMap(([product, demandOf]) =>
    months.map((i) => ({ product, month: name(i), demand: Math.round(demandOf(i)), plan: 500, capacity: 1200 })),
  ),
);

const states = demandStates(series, {
  product: "product",
  period: "month",
  demand: "demand",
  plan: "plan",
  capacity: "capacity",
});
console.log(states.select("product", "state", "reason", "measure").toString({ width: 70 }));

const life = productLifeCycle(
  { year: [1, 2, 3, 4, 5, 6], sales: [10, 40, 110, 128, 126, 100], profit: [-15, -2, 25, 27, 24, 12] },
  { period: "year", sales: "sales", profit: "profit", leadTime: 1 },
);
console.log(`\nProfit peaks in year ${life.profitPeak}, sales in year ${life.salesPeak}.`);
console.log(life.select("year", "sales", "stage", "reason").toString());
console.log(`Begin with the successor in year ${life.products.column("renewFrom").at(0)}.`);

const market = affordableMarket(
  { unitPrice: 8000, size: 90, downPayment: 0.2, months: 240, annualRate: 0.0531, incomeShare: 0.5 },
  [60_000, 80_000, 100_000, 120_000, 200_000],
);
console.log(
  `\nA flat asks for ${market.installment.toFixed(0)} a month, an income of ${market.yearlyIncome.toFixed(0)}.`,
);
console.log(market.groups.toString());

const { scores, gaps, map } = positioning(
  [
    { attribute: "price", ours: 6, theirs: 9, other: 7, importance: 2 },
    { attribute: "taste", ours: 8, theirs: 5, other: 6, importance: 3 },
    { attribute: "service", ours: 7, theirs: 6, other: 8, importance: 1 },
  ].flatMap(({ attribute, importance, ...ratings }) =>
    Object.entries(ratings).map(([brand, score]) => ({ attribute, brand, score, importance })),
  ),
  { attribute: "attribute", brand: "brand", score: "score", importance: "importance" },
);
console.log(`\n${scores.toString()}`);
console.log(
  gaps
    .where((row) => row.brand === "ours")
    .select("attribute", "bestRival", "gap", "weightedGap")
    .toString(),
);
console.log(`The map shows ${(100 * (map.inertia[0]! + map.inertia[1]!)).toFixed(0)} % of what sets brands apart.`);
