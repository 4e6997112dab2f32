/** The form of a number in a model or a result: null where it is unknown or too large, which JSON cannot hold. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
