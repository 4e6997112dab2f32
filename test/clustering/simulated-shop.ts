import { createRandom } from "../../src/numeric/index.js";

/** Two kinds of customers: few small orders and little liking, many large orders and much. */
export function shop(count: number, seed: number, keen = 0.5) {
  const random = createRandom(seed);
  const rows = Array.from({ length: count }, (_, i) => {
    const fan = random.uniform() < keen;
    return {
      customer: `c${i}`,
      orders: fan ? 20 + random.integer(20) : 1 + random.integer(3),
      profit: Math.round((fan ? 900 : -20) + 80 * random.normal()),
      attitude: fan ? 4 + random.integer(2) : 1 + random.integer(2),
      channel: random.uniform() < 0.9 === fan ? "shop" : "web",
      fan,
    };
  });
  const column = <Name extends keyof (typeof rows)[number]>(name: Name) => rows.map((row) => row[name]);
  return {
    customer: column("customer"),
    orders: column("orders"),
    profit: column("profit"),
    attitude: column("attitude"),
    channel: column("channel"),
    fan: column("fan"),
  };
}

/** How the columns of the shop are brought to a common scale. */
export const features = { orders: "log", profit: "asinh", attitude: "zscore" } as const;
