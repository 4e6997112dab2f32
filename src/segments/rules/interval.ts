/** A stretch of numbers; infinite ends are open. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Whether the ends belong to it. */
  readonly lowClosed: boolean;
  readonly highClosed: boolean;
}

/** All numbers. */
export const everything: Interval = {
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  lowClosed: false,
  highClosed: false,
};

/** Whether a number lies in the interval. */
export function contains({ low, high, lowClosed, highClosed }: Interval, value: number): boolean {
  return (value > low || (lowClosed && value === low)) && (value < high || (highClosed && value === high));
}

/**
 * An interval for reading: "6", "6–11" with both ends included, "below 6", "up to 6", "above 65", "65 and over", and
 * otherwise in brackets, round where an end does not belong to it: "(1500, 1501)", "[800, 1500)".
 */
export function showInterval({ low, high, lowClosed, highClosed }: Interval): string {
  if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY) return "anything";
  if (low === Number.NEGATIVE_INFINITY) return highClosed ? `up to ${high}` : `below ${high}`;
  if (high === Number.POSITIVE_INFINITY) return lowClosed ? `${low} and over` : `above ${low}`;
  if (low === high) return `${low}`;
  if (lowClosed && highClosed) return `${low}–${high}`;
  return `${lowClosed ? "[" : "("}${low}, ${high}${highClosed ? "]" : ")"}`;
}
