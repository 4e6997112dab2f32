const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number a text stands for, in plain decimal or scientific notation with a point; NaN for any other text. */
export function parseNumberText(text: string): number {
  return numberText.test(text) ? Number(text) : Number.NaN;
}
