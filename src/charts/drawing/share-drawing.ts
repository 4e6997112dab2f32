import type { DrawContext } from "./draw-context.js";
import type { Drawing } from "./drawing.js";
import { type LineDrawing, type LinePoint, lineDrawing } from "./line-drawing.js";

/** A curve of shares by shares, beside the diagonal. */
export interface ShareDrawing extends Pick<LineDrawing, "title" | "subtitle" | "note" | "data"> {
  /** What the curve and the diagonal stand for. */
  readonly curve: string;
  readonly diagonal: string;
  readonly points: readonly LinePoint[];
  readonly x: string;
  readonly y: string;
}

/** One share by another, both from 0 to 1, with the diagonal to compare with. */
export function shareDrawing(context: DrawContext, drawing: ShareDrawing): Drawing {
  const { curve, diagonal, points, x, y, ...words } = drawing;
  const { percent, color } = context;
  const corners = [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ];
  return lineDrawing(context, {
    ...words,
    series: [
      { label: curve, color: color.main, points },
      { label: diagonal, color: color.muted, mark: "dashed", points: corners },
    ],
    x: { label: x, format: percent as never, ticks: 5 },
    y: { label: y, format: percent as never },
    domain: { x: [0, 1], y: [0, 1] },
  });
}
