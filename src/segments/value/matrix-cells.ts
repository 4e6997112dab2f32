import { ClienteleError, knownOptions, requireDistinctNames, showNames, showValue } from "../../errors/index.js";
import type { CutLevels } from "../classification/cut-levels.js";

/** A cell of the matrix: the level on each axis, what it is called, and what to do. */
export interface MatrixCell {
  readonly x: string;
  readonly y: string;
  readonly cell: string;
  readonly advice?: string | undefined;
}

/** The cells of a grid in the order of their names; cell `x + y · levels of x` of the grid is `at[…]`. */
export interface MatrixGrid {
  readonly cells: readonly MatrixCell[];
  readonly at: Int32Array;
}

/**
 * Every cell of the grid once: those given, or "level of x/level of y", the highest first. Errors: `invalid-option`
 * where a cell is named twice, unknown, or left out; `duplicate-name`.
 */
export function matrixGrid(
  caller: string,
  x: CutLevels,
  y: CutLevels,
  given: readonly MatrixCell[] | undefined,
): MatrixGrid {
  const cells = given === undefined ? unnamedCells(x, y) : checkedCells(caller, given);
  const at = new Int32Array(x.names.length * y.names.length).fill(-1);
  for (const [i, cell] of cells.entries()) {
    const place = placeOf(caller, cell, x, y);
    if (at[place]! >= 0)
      refuseCells(caller, cell, `the cell x ${showValue(cell.x)}, y ${showValue(cell.y)} is named twice`);
    at[place] = i;
  }
  const open = at.indexOf(-1);
  if (open >= 0) {
    const levels = [x.names[open % x.names.length]!, y.names[Math.floor(open / x.names.length)]!];
    refuseCells(caller, given, `the cell x ${showValue(levels[0])}, y ${showValue(levels[1])} has no name`);
  }
  return { cells, at };
}

function unnamedCells(x: CutLevels, y: CutLevels): MatrixCell[] {
  return [...y.names]
    .reverse()
    .flatMap((ofY) => [...x.names].reverse().map((ofX) => ({ x: ofX, y: ofY, cell: `${ofX}/${ofY}` })));
}

function checkedCells(caller: string, given: readonly MatrixCell[]): readonly MatrixCell[] {
  const isCell = (cell: unknown): boolean =>
    typeof cell === "object" && cell !== null && "cell" in cell && typeof cell.cell === "string";
  if (!Array.isArray(given) || !given.every(isCell)) {
    refuseCells(caller, given, 'must be a list of { x, y, cell, advice }, x and y being levels such as "high"');
  }
  for (const cell of given) knownOptions(caller, cell, ["x", "y", "cell", "advice"]);
  requireDistinctNames(
    caller,
    given.map(({ cell }) => cell),
    "cells",
  );
  return given;
}

function placeOf(caller: string, cell: MatrixCell, x: CutLevels, y: CutLevels): number {
  const [ofX, ofY] = [x.names.indexOf(cell.x), y.names.indexOf(cell.y)];
  if (ofX >= 0 && ofY >= 0) return ofX + ofY * x.names.length;
  const [axis, level, names] = ofX < 0 ? ["x", cell.x, x.names] : ["y", cell.y, y.names];
  return refuseCells(
    caller,
    cell,
    `cell ${showValue(cell.cell)}: ${axis} has no level ${showValue(level)}; the cuts make ` +
      showNames(names as string[]),
  );
}

function refuseCells(caller: string, value: unknown, problem: string): never {
  throw new ClienteleError("invalid-option", { function: caller, value }, `option "cells": ${problem}`);
}
