import type { MatrixCell } from "./matrix-cells.js";

/** The presets of `valueMatrix`. */
export type MatrixPreset = "current-potential" | "loyalty-value" | "balance-contribution";

/** The cells of a preset of two levels an axis, and where they come from. */
export interface PresetDefinition {
  readonly cells: readonly MatrixCell[];
  readonly source: string;
}

const presets: Readonly<Record<MatrixPreset, PresetDefinition>> = {
  "current-potential": {
    cells: [
      { x: "high", y: "high", cell: "high end", advice: "focus" },
      { x: "low", y: "high", cell: "potential", advice: "invest" },
      { x: "high", y: "low", cell: "basic", advice: "hold" },
      { x: "low", y: "low", cell: "tail", advice: "exit" },
    ],
    source: "current value against potential value, the customer value matrix of the CRM literature",
  },
  "loyalty-value": {
    cells: [
      { x: "high", y: "high", cell: "true friends", advice: "keep and delight" },
      { x: "low", y: "high", cell: "butterflies", advice: "profit while they stay" },
      { x: "high", y: "low", cell: "barnacles", advice: "sell more or serve cheaper" },
      { x: "low", y: "low", cell: "strangers", advice: "invest nothing" },
    ],
    source: "Reinartz and Kumar (2002), The Mismanagement of Customer Loyalty, Harvard Business Review 80(7)",
  },
  "balance-contribution": {
    cells: [
      { x: "high", y: "high", cell: "core", advice: "keep" },
      { x: "low", y: "high", cell: "profitable", advice: "win more balances" },
      { x: "high", y: "low", cell: "underpriced", advice: "raise spreads and fees or serve cheaper" },
      { x: "low", y: "low", cell: "marginal", advice: "serve cheaply" },
    ],
    source: "balances against contribution (balances × spreads + fees − risk cost − service cost), as banks divide",
  },
};

/** The names of the presets. */
export const matrixPresets = /* @__PURE__ */ Object.keys(presets) as readonly MatrixPreset[];

/** What a preset says. */
export function presetDefinition(preset: MatrixPreset): PresetDefinition {
  return presets[preset];
}
