import { ClienteleError, showValue } from "../../errors/index.js";

/** A scale given by its lowest and highest answer, or the default. */
export function scaleOption(
  caller: string,
  scale: unknown,
  fallback: readonly [number, number],
): readonly [number, number] {
  if (scale === undefined) return fallback;
  if (Array.isArray(scale) && scale.length === 2) {
    const [low, high] = scale as readonly unknown[];
    if (typeof low === "number" && typeof high === "number" && low < high && Number.isFinite(high - low)) {
      return [low, high];
    }
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: scale },
    `option "scale" must be the lowest and the highest answer, like [${fallback[0]}, ${fallback[1]}], got ` +
      `${showValue(scale)}`,
  );
}
