import { stepColor, stepCount, textOnStep } from "../../presentation/index.js";
import type { DrawContext } from "./draw-context.js";
import type { LegendEntry } from "./drawing.js";

/** Values in steps of color from little to much. */
export interface StepScale {
  /** The step of a value, 0..6. */
  step(value: number): number;
  /** Its color, and the color of text on it. */
  fill(value: number): string;
  ink(value: number): string;
  /** Every step with where it begins and ends. */
  legend(format: (value: number) => string): LegendEntry[];
}

/** Beyond this ratio of the largest to the smallest value the steps grow by a factor instead of by a difference. */
const geometricFrom = 12;

/**
 * Seven steps between the least and the largest of the values, growing by a factor where these are far apart, unless
 * they have to be `"equal"`; the middle one for all where the values are equal.
 */
export function stepScale(
  { color }: DrawContext,
  values: readonly number[],
  steps: "equal" | "fitting" = "fitting",
): StepScale {
  const least = Math.min(...values);
  const largest = Math.max(...values);
  const geometric = steps === "fitting" && least > 0 && largest / least > geometricFrom;
  const place = geometric ? Math.log : (value: number) => value;
  const span = place(largest) - place(least);
  const step = (value: number): number =>
    span > 0 ? Math.max(0, Math.min(stepCount - 1, Math.floor(((place(value) - place(least)) / span) * stepCount))) : 3;
  const edge = (at: number): number => {
    const placed = place(least) + (span * at) / stepCount;
    return geometric ? Math.exp(placed) : placed;
  };
  return {
    step,
    fill: (value) => stepColor(color, step(value)),
    ink: (value) => textOnStep(color, step(value)),
    legend: (format) =>
      span > 0 && format(edge(1)) !== format(edge(stepCount - 1))
        ? Array.from({ length: stepCount }, (_, at) => ({
            color: stepColor(color, at),
            label: stepLabel(at, format(edge(at)), format(edge(at + 1))),
          }))
        : [],
  };
}

function stepLabel(at: number, from: string, to: string): string {
  if (at === 0) return `< ${to}`;
  return at === stepCount - 1 ? `≥ ${from}` : `${from} – ${to}`;
}
