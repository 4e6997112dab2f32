import { type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { DrawContext } from "./draw-context.js";
import type { Picture } from "./drawing.js";

/** Size of the text of axes and marks in pixels. */
export const textSize = 12;

/** The part of linkedom's elements that is used here. */
interface DrawnElement {
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelector(selector: string): { remove(): void } | null;
  querySelectorAll(selector: string): Iterable<DrawnElement>;
}

/**
 * Draws marks with Observable Plot on a document of linkedom, and gives the inside of its SVG. Plot escapes all text;
 * no option here makes ids, so that the same marks give the same bits.
 */
export function plotPicture(context: DrawContext, width: number, options: PlotOptions): Picture {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = plot({
    document: document as unknown as NonNullable<PlotOptions["document"]>,
    width,
    height: 280,
    marginTop: 12,
    marginRight: 16,
    marginBottom: 44,
    marginLeft: 56,
    ...options,
  }) as unknown as DrawnElement;
  svg.querySelector("style")?.remove();
  // The chart as a whole is named; names of its groups would be read to no one.
  for (const element of svg.querySelectorAll("[aria-label]")) element.removeAttribute("aria-label");
  for (const attribute of ["fill", "stroke"]) {
    for (const element of svg.querySelectorAll(`[${attribute}="currentColor"]`)) {
      element.setAttribute(attribute, context.color.ink);
    }
  }
  return {
    markup: `<g fill="${context.color.ink}" font-size="${textSize}" text-anchor="middle">${rounded(svg.innerHTML)}</g>`,
    height: Number(svg.getAttribute("height")),
  };
}

/** Coordinates to a hundredth of a pixel; text, in which `<` is escaped, stays as it is. */
function rounded(markup: string): string {
  return markup.replace(/<[^>]+>/g, (tag) =>
    tag.replace(/\d+\.\d{3,}(e-\d+)?/g, (number) => `${Number(Number(number).toFixed(2))}`),
  );
}
