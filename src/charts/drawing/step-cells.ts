import { type Markish, rect } from "@observablehq/plot";
import type { StepScale } from "./step-scale.js";

/** A rectangle of a matrix with its value. */
export interface MatrixCell {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly value: number;
}

/** Rectangles in the colors of a scale, those of one step in one group, which keeps large matrices small. */
export function stepCells(cells: readonly MatrixCell[], scale: StepScale): Markish[] {
  const groups = new Map<string, MatrixCell[]>();
  for (const cell of cells) {
    const color = scale.fill(cell.value);
    const group = groups.get(color);
    if (group === undefined) groups.set(color, [cell]);
    else group.push(cell);
  }
  return [...groups].map(([fill, group]) =>
    rect(group, { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill, stroke: fill, strokeWidth: 0.5 }),
  );
}
