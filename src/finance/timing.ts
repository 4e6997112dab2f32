import { oneOf } from "../errors/index.js";

/** When within its unit of time a cash flow is paid. */
export type Timing = "end" | "mid" | "start";

const offsets: Readonly<Record<Timing, number>> = { start: 0, mid: 0.5, end: 1 };

/** How far into its unit a payment falls: 0, 0.5 or 1. */
export function timingOffset(caller: string, timing: Timing | undefined, fallback: Timing): number {
  return offsets[oneOf(caller, "timing", timing, ["end", "mid", "start"], fallback)];
}
