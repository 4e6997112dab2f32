import { type NumberFormat, plainNumbers } from "./formatted-number.js";

/** A way to write numbers, with the options that say so. */
export type NumberStyle = Omit<NumberFormat, "currency"> & { readonly currency: true | null };

/** Ways to write numbers, the plain one first. */
export const numberStyles: readonly NumberStyle[] = /* @__PURE__ */ (() =>
  [
    [".", null],
    [",", null],
    [".", ","],
    [",", "."],
    [".", " "],
    [",", " "],
    [".", "'"],
    [",", "'"],
  ].flatMap(([decimal, thousands]) =>
    [null, true as const].flatMap((currency) =>
      [false, true].map((percent) => ({
        ...plainNumbers,
        decimal: decimal!,
        thousands: thousands ?? null,
        currency,
        percent,
      })),
    ),
  ))();

/** The options of a style as a user writes them; a decimal point needs none. */
export function styleOptions({ decimal, thousands, currency, percent }: NumberStyle): string {
  const parts = [
    ...(decimal === "." ? [] : [`decimal: ${JSON.stringify(decimal)}`]),
    ...(thousands === null ? [] : [`thousands: ${JSON.stringify(thousands)}`]),
    ...(currency === true ? ["currency: true"] : []),
    ...(percent ? ["percent: true"] : []),
  ];
  return parts.join(", ");
}
