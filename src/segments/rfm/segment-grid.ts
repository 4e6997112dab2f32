import { textColumnOf } from "../../table/index.js";
import type { PerMeasure } from "../binnings/rfm-measure.js";
import { binsBetween } from "../rules/score-bins.js";
import type { RfmModel } from "./rfm-model.js";

/** The names of segments, each once in the order of the rules, and at the end what no rule covers. */
export function segmentNames({ segments, otherwise }: RfmModel): string[] {
  return [...new Set([...segments.map((segment) => segment.name), otherwise])];
}

/**
 * For every combination of scores, ((r − 1) · bins of f + f − 1) · bins of m + m − 1, the index of its segment's name.
 */
export function segmentGrid(model: RfmModel, names: readonly string[]): Int16Array {
  const { segments } = model;
  const bins = binsBetween(model.edges);
  const grid = new Int16Array(bins.r * bins.f * bins.m).fill(names.indexOf(model.otherwise));
  // The last rule first, so that the first one has the last word.
  for (const { name, r, f, m } of [...segments].reverse()) {
    const index = names.indexOf(name);
    for (let i = r[0] - 1; i < r[1]; i++) {
      for (let j = f[0] - 1; j < f[1]; j++) {
        const start = (i * bins.f + j) * bins.m;
        grid.fill(index, start + m[0] - 1, start + m[1]);
      }
    }
  }
  return grid;
}

/** What {@link labelCells} gives: text columns, and the segment code of every customer. */
export interface CellLabels {
  readonly score: ReturnType<typeof textColumnOf>;
  readonly segment: ReturnType<typeof textColumnOf>;
  readonly segmentCodes: Int32Array;
}

/** The score text and the segment of every row; −1, missing, where the scores are 0. */
export function labelCells(scores: PerMeasure<Uint8Array>, model: RfmModel, names: readonly string[]): CellLabels {
  const bins = binsBetween(model.edges);
  const grid = segmentGrid(model, names);
  const rows = scores.orders.length;
  const { recencyDays: r, orders: f, revenue: m } = scores;
  const scoreCodes = new Int32Array(rows);
  const segmentCodes = new Int32Array(rows);
  const codeOfCell = new Int32Array(bins.r * bins.f * bins.m).fill(-1);
  const labels: string[] = [];
  const separator = Math.max(bins.r, bins.f, bins.m) > 9 ? "-" : "";
  for (let row = 0; row < rows; row++) {
    if (r[row] === 0) {
      scoreCodes[row] = -1;
      segmentCodes[row] = -1;
      continue;
    }
    const cell = ((r[row]! - 1) * bins.f + f[row]! - 1) * bins.m + m[row]! - 1;
    let code = codeOfCell[cell]!;
    if (code < 0) {
      code = labels.push(`${r[row]}${separator}${f[row]}${separator}${m[row]}`) - 1;
      codeOfCell[cell] = code;
    }
    scoreCodes[row] = code;
    segmentCodes[row] = grid[cell]!;
  }
  return {
    score: textColumnOf("score", scoreCodes, labels),
    segment: textColumnOf("segment", segmentCodes, names),
    segmentCodes,
  };
}
