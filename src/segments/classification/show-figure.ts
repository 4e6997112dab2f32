/** A number as reasons and rules state it: at most six digits that count, the same in every locale. */
export function showFigure(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const [whole, fraction] = String(Math.abs(rounded)).split(".");
  if (!/^\d+$/.test(whole!)) return String(rounded);
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${rounded < 0 ? "-" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** A share of 1 as percent: 12.5 %. */
export function showShare(share: number): string {
  return `${showFigure(100 * share)} %`;
}
