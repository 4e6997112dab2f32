/**
 * A number for reading: the given decimals after a point, and where there are decimals thousands separated by commas
 * (whole numbers may be ids); the same in every locale. Numbers too small to show with these decimals, or too large to
 * read, are in scientific notation.
 */
export function showNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  const tooSmall = magnitude > 0 && decimals > 0 && magnitude < 0.5 * 10 ** -decimals;
  const mayBeId = decimals === 0 && Number.isSafeInteger(value);
  if (tooSmall || (magnitude >= 1e15 && !mayBeId)) return value.toExponential(2);
  const [whole, fraction] = magnitude.toFixed(decimals).split(".");
  const grouped = decimals === 0 ? whole! : whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 ? "-" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}
