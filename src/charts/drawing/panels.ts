import type { PlotOptions } from "@observablehq/plot";
import { escapeMarkup, safeText } from "../../presentation/index.js";
import type { DrawContext } from "./draw-context.js";
import type { Picture } from "./drawing.js";
import { plotPicture } from "./plot-picture.js";
import { fitText } from "./text-width.js";

/** A small picture with a heading. */
export interface Panel {
  readonly heading: string;
  readonly options: PlotOptions;
}

/** Small pictures side by side, as many in a row as are at least `least` pixels wide. */
export function panelPicture(context: DrawContext, width: number, panels: readonly Panel[], least = 260): Picture {
  const inRow = Math.max(1, Math.min(panels.length, Math.floor(width / least)));
  const wide = Math.floor((width - 16 * (inRow - 1)) / inRow);
  const rows: string[] = [];
  let top = 0;
  for (let first = 0; first < panels.length; first += inRow) {
    const drawn = panels
      .slice(first, first + inRow)
      .map(({ heading, options }) => ({ heading, picture: plotPicture(context, wide, options) }));
    drawn.forEach(({ heading, picture }, i) => {
      const left = i * (wide + 16);
      rows.push(
        `<text x="${left}" y="${top + 14}" font-size="12.5" font-weight="600" fill="${context.color.ink}">` +
          `${escapeMarkup(fitText(safeText(heading), wide / 13.2))}</text>` +
          `<g transform="translate(${left},${top + 18})">${picture.markup}</g>`,
      );
    });
    top += 18 + Math.max(...drawn.map(({ picture }) => picture.height));
  }
  return { markup: rows.join(""), height: top };
}
