/**
 * Makes `orders.csv`, the small order file of the examples: a shop that does not exist. Customers join over a year and
 * a half, buy at rates of their own with a bump before Christmas, drop out one by one, and send a few things back. Run
 * it with `npx tsx examples/data/make-orders.ts`; the seed is fixed, so it always writes the same file.
 */
import { writeFileSync } from "node:fs";
import { createRandom, type Random } from "../../src/numeric/index.js";

const firstDay = Date.UTC(2025, 0, 1) / 86_400_000;
const lastDay = Date.UTC(2026, 5, 30) / 86_400_000;
const products = [
  { name: "coffee beans", price: 14.5, appeal: 8 },
  { name: "green tea", price: 9.8, appeal: 5 },
  { name: "filter papers", price: 4.2, appeal: 5 },
  { name: "stoneware mug", price: 18, appeal: 3 },
  { name: "hand grinder", price: 79, appeal: 1.2 },
  { name: "pour-over kettle", price: 64, appeal: 1 },
  { name: "espresso machine", price: 489, appeal: 0.25 },
  { name: "gift box", price: 35, appeal: 1.5 },
] as const;

interface OrderLine {
  readonly day: number;
  readonly customer: string;
  readonly product: string;
  readonly quantity: number;
  readonly price: number;
}

/** The orders of one customer, each with its lines. */
function historyOf(customer: string, random: Random): OrderLine[][] {
  const joined = firstDay + Math.floor((lastDay - firstDay) * random.uniform() ** 1.3);
  const ordersPerDay = random.gamma(0.8) / 55;
  const daysUntilLeaving = random.exponential() / (random.gamma(1.4) / 420);
  const basketSize = 1 + random.gamma(1.2);
  const orders: OrderLine[][] = [];
  let day = joined;
  while (day <= lastDay && day - joined <= daysUntilLeaving) {
    orders.push(basket(customer, Math.floor(day), basketSize, random));
    const season = Math.floor(day) % 365 > 310 ? 1.8 : 1;
    day += Math.max(1, random.exponential() / (ordersPerDay * season));
  }
  return orders;
}

function basket(customer: string, day: number, size: number, random: Random): OrderLine[] {
  const lines = 1 + random.poisson(Math.max(0, size - 1) * 0.5);
  const taken = new Set<string>();
  const order: OrderLine[] = [];
  for (let line = 0; line < lines; line++) {
    const product = pick(random);
    if (taken.has(product.name)) continue;
    taken.add(product.name);
    const quantity = product.price > 50 ? 1 : 1 + random.poisson(size * 0.4);
    order.push({ day, customer, product: product.name, quantity, price: product.price });
  }
  return order;
}

function pick(random: Random) {
  const total = products.reduce((sum, product) => sum + product.appeal, 0);
  let left = random.uniform() * total;
  for (const product of products) {
    left -= product.appeal;
    if (left <= 0) return product;
  }
  return products[0];
}

/** Now and then one line comes back some days later. */
function returnsOf(orders: readonly OrderLine[][], random: Random): OrderLine[][] {
  return orders
    .filter(() => random.uniform() < 0.03)
    .map(([line]) => [{ ...line!, day: line!.day + 3 + random.integer(18), quantity: -line!.quantity }])
    .filter(([line]) => line!.day <= lastDay);
}

const random = createRandom(20260630);
const orders: OrderLine[][] = [];
for (let number = 1; number <= 500; number++) {
  const history = historyOf(`C${String(number).padStart(4, "0")}`, random);
  orders.push(...history, ...returnsOf(history, random));
}
orders.sort((a, b) => a[0]!.day - b[0]!.day || (a[0]!.customer < b[0]!.customer ? -1 : 1));
const rows = orders.flatMap((order, number) =>
  order.map(({ day, customer, product, quantity, price }) =>
    [
      `O${String(number + 1).padStart(5, "0")}`,
      customer,
      new Date(day * 86_400_000).toISOString().slice(0, 10),
      product,
      quantity,
      price.toFixed(2),
      (quantity * price).toFixed(2),
    ].join(","),
  ),
);
const file = new URL("./orders.csv", import.meta.url);
writeFileSync(file, `${["order,customer,date,product,quantity,price,amount", ...rows].join("\n")}\n`);
console.log(`${rows.length} rows of ${orders.length} orders`);
