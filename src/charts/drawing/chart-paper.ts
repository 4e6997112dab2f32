import { darkRules, escapeMarkup, safeText, withoutMarks } from "../../presentation/index.js";
import type { DrawContext } from "./draw-context.js";
import type { Drawing, LegendEntry } from "./drawing.js";
import { fitText, textWidth, wrapText } from "./text-width.js";

/** Blank space around everything, in pixels. */
const margin = 16;

/** Fonts at hand on the usual systems, those with Chinese characters among them; no font is loaded. */
const fonts =
  "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', " +
  "'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

/** Lines of text below each other, and how far down they reach. */
interface Block {
  readonly markup: string;
  readonly bottom: number;
}

/**
 * Puts a drawing on paper: the finding on top, what is drawn, the legend, the picture, a note; with a title and a
 * description for those who listen to it.
 */
export function chartPaper(drawing: Drawing, context: DrawContext): string {
  const { color, width } = context;
  const inner = width - 2 * margin;
  const title = lines(drawing.title, { top: margin, size: 16, weight: 600, fill: color.ink, inner });
  const subtitle = lines(drawing.subtitle, { top: title.bottom + 3, size: 12.5, fill: color.muted, inner });
  const legend = legendRows(drawing.legend ?? [], context, subtitle.bottom + 10);
  const picture = drawing.picture(inner);
  const top = legend.bottom + 6;
  const note = lines(drawing.note ?? "", { top: top + picture.height + 4, size: 11.5, fill: color.muted, inner });
  const height = Math.ceil(note.bottom + margin);
  const style =
    context.theme === "auto"
      ? `<style>@media screen and (prefers-color-scheme:dark){${darkRules(".clientele-chart")}}</style>`
      : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="clientele-chart" role="img" lang="${context.locale}" ` +
    `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${fonts}" ` +
    `aria-label="${escapeMarkup(drawing.title)}"><title>${escapeMarkup(drawing.title)}</title>` +
    `<desc>${escapeMarkup(drawing.description)}</desc>${style}` +
    `<rect width="${width}" height="${height}" fill="${color.paper}"></rect>` +
    `${title.markup}${subtitle.markup}${legend.markup}` +
    `<g transform="translate(${margin},${top})">${picture.markup}</g>${note.markup}</svg>`
  );
}

interface LineStyle {
  readonly top: number;
  readonly size: number;
  readonly weight?: number;
  readonly fill: string;
  readonly inner: number;
}

function lines(text: string, { top, size, weight, fill, inner }: LineStyle): Block {
  const height = Math.round(size * 1.35);
  // Bold letters are wider by some 10 %.
  const plain = withoutMarks(text);
  // A note that the library has in English only is read as English.
  const language = plain === text ? "" : ' lang="en"';
  const bold = weight === undefined ? "" : ` font-weight="${weight}"`;
  const style = `font-size="${size}"${bold}${language} fill="${fill}"`;
  const wrapped = text === "" ? [] : wrapText(safeText(plain), inner / size / (weight === undefined ? 1 : 1.1));
  const markup = wrapped.map(
    (line, i) => `<text x="${margin}" y="${Math.round(top + i * height + size)}" ${style}>${escapeMarkup(line)}</text>`,
  );
  return { markup: markup.join(""), bottom: top + wrapped.length * height };
}

function legendRows(entries: readonly LegendEntry[], context: DrawContext, top: number): Block {
  if (entries.length === 0) return { markup: "", bottom: top - 6 };
  const size = 12;
  let x = margin;
  let y = top;
  const parts: string[] = [];
  for (const entry of entries) {
    const label = fitText(safeText(entry.label), (context.width - 2 * margin - 22) / size);
    const wide = 20 + textWidth(label) * size + 18;
    if (x > margin && x + wide - 18 > context.width - margin) {
      x = margin;
      y += 19;
    }
    parts.push(swatch(entry, x, y));
    parts.push(`<text x="${x + 20}" y="${y + 10}" font-size="${size}" fill="${context.color.ink}">`);
    parts.push(`${escapeMarkup(label)}</text>`);
    x += Math.ceil(wide);
  }
  return { markup: parts.join(""), bottom: y + 16 };
}

function swatch({ color, mark = "area" }: LegendEntry, x: number, y: number): string {
  if (mark === "dot") return `<circle cx="${x + 7}" cy="${y + 6}" r="4.5" fill="${color}"></circle>`;
  if (mark === "area") return `<rect x="${x}" y="${y}" width="14" height="12" rx="2" fill="${color}"></rect>`;
  const dash = mark === "dashed" ? ' stroke-dasharray="4 3"' : "";
  return `<path d="M${x},${y + 6}h14" fill="none" stroke="${color}" stroke-width="2.5"${dash}></path>`;
}
