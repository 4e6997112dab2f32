/** Simulated customers of a mail-order shop, whom some mailings reach; the same ones in every run. */

/** A customer with what is known before the mailing. */
export interface MailedCustomer {
  readonly customer: string;
  readonly recencyDays: number;
  readonly orders: number;
  readonly spend: number;
  readonly channel: "web" | "shop" | "phone";
}

/** Park and Miller's generator: numbers between 0 and 1 that look like chance. */
export function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** So many customers. */
export function simulatedCustomers(count: number, chance: () => number): MailedCustomer[] {
  return Array.from({ length: count }, (_, i) => {
    const orders = 1 + Math.floor(-3 * Math.log(chance()));
    return {
      customer: `c${i + 1}`,
      recencyDays: Math.round(400 * chance() ** 1.5),
      orders,
      spend: Math.round(orders * (20 + 60 * chance())),
      channel: (["web", "shop", "phone"] as const)[Math.floor(3 * chance())]!,
    };
  });
}

/** How likely a customer is to order within a month, with a mailing or without. */
export function orderChance({ recencyDays, orders, channel }: MailedCustomer, mailed: boolean): number {
  const interest = -3.4 - recencyDays / 160 + 0.22 * Math.min(orders, 10) + (channel === "phone" ? 0.5 : 0);
  // The mailing moves those who have not ordered for some time; the others order anyway.
  const push = mailed && recencyDays > 60 ? 1.1 : 0;
  return 1 / (1 + Math.exp(-interest - push));
}
