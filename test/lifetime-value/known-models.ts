import type { PurchaseModel } from "../../src/lifetime-value/index.js";

/** Models as they are published for CDNOW (Fader and Hardie), in weeks; any other data would do as well. */
export const bgNbd = {
  kind: "bg-nbd",
  parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  unit: "week",
} as const;

export const paretoNbd = {
  kind: "pareto-nbd",
  parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  unit: "week",
} as const;

export const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;

/** A model of each kind, without a unit. */
export const everyKind: readonly PurchaseModel[] = [
  { kind: "bg-nbd", parameters: bgNbd.parameters },
  { kind: "mbg-nbd", parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } },
  { kind: "pareto-nbd", parameters: paretoNbd.parameters },
  { kind: "nbd", parameters: { r: 0.385, alpha: 12.072 } },
  { kind: "bg-cnbd-k", parameters: { k: 2, r: 0.7, alpha: 3, a: 0.8, b: 2.4 } },
  { kind: "mbg-cnbd-k", parameters: { k: 3, r: 0.7, alpha: 3, a: 0.8, b: 2.4 } },
  { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 } },
];
