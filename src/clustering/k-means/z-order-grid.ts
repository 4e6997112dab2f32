/**
 * Points sorted so that rows that lie together in space lie together in memory, in cells that know the box around their
 * rows, and in groups of cells that do so too.
 */
export interface ZOrderGrid {
  /** Row-major, in the order of the cells. */
  readonly points: Float64Array;
  /** The row each point was given in. */
  readonly sources: Int32Array;
  /** First row of each cell, and one entry more for the end. */
  readonly cellStarts: Int32Array;
  /** First cell of each group, and one entry more for the end. */
  readonly groupStarts: Int32Array;
  /** The box of each cell and after them of each group: the least value of every column, then the greatest. */
  readonly boxes: Float64Array;
}

const rowsPerCell = 32;
const cellsPerGroup = 32;
/** Cells take this many rows at most, so that points in one place do not make a cell that is never skipped. */
export const mostRowsOfCell = 96;
const mostBits = 16;
const sampleRows = 1000;

/**
 * Sorts points by the cells of a grid, cells along the Z-order curve (Morton 1966), in one counting sort. The grid
 * halves the widest column again and again until a cell has few points on average. It spans the middle 99 % of every
 * column; what lies beyond goes to the cells at the rim, whose boxes reach out for it.
 */
export function sortIntoGrid(given: Float64Array, rows: number, columns: number): ZOrderGrid {
  const keys = new Uint16Array(rows);
  const keyCount = gridKeys(given, rows, columns, keys);
  const starts = new Int32Array(keyCount + 1);
  for (let row = 0; row < rows; row++) starts[keys[row]! + 1]!++;
  for (let key = 0; key < keyCount; key++) starts[key + 1] = starts[key + 1]! + starts[key]!;
  const cellStarts = splitIntoCells(starts, rows);
  const points = new Float64Array(rows * columns);
  const sources = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const key = keys[row]!;
    const place = starts[key]!;
    starts[key] = place + 1;
    sources[place] = row;
    for (let f = 0; f < columns; f++) points[place * columns + f] = given[row * columns + f]!;
  }
  const cells = cellStarts.length - 1;
  const groups = Math.ceil(cells / cellsPerGroup);
  const groupStarts = Int32Array.from({ length: groups + 1 }, (_, group) => Math.min(cells, group * cellsPerGroup));
  const boxes = new Float64Array((cells + groups) * 2 * columns);
  for (let cell = 0; cell < cells; cell++)
    measureBox(points, columns, cellStarts[cell]!, cellStarts[cell + 1]!, boxes, cell);
  for (let group = 0; group < groups; group++) {
    uniteBoxes(boxes, columns, groupStarts[group]!, groupStarts[group + 1]!, cells + group);
  }
  return { points, sources, cellStarts, groupStarts, boxes };
}

/** The place of each row on the Z-order curve through the grid; returns how many places there are. */
function gridKeys(points: Float64Array, rows: number, columns: number, keys: Uint16Array): number {
  const spans = Array.from({ length: columns }, (_, column) => spanOf(points, rows, columns, column));
  const bits = Math.max(0, Math.min(mostBits, Math.round(Math.log2(rows / rowsPerCell))));
  const halvings = new Int32Array(columns);
  // The column that each bit of a key halves, the first bit being the highest.
  const order: number[] = [];
  for (let bit = 0; bit < bits; bit++) {
    let widest = 0;
    for (let column = 1; column < columns; column++) {
      if (spans[column]!.width / 2 ** halvings[column]! > spans[widest]!.width / 2 ** halvings[widest]!)
        widest = column;
    }
    if (spans[widest]!.width === 0) break;
    halvings[widest]!++;
    order.push(widest);
  }
  for (let column = 0; column < columns; column++) {
    const slots = 2 ** halvings[column]!;
    if (slots === 1) continue;
    const { least, width } = spans[column]!;
    const scale = slots / width;
    const spread = spreadBits(order, column, slots);
    for (let row = 0; row < rows; row++) {
      const slot = Math.max(0, Math.min(slots - 1, (points[row * columns + column]! - least) * scale));
      keys[row] = keys[row]! | spread[Math.floor(slot)]!;
    }
  }
  return 2 ** order.length;
}

/** For every slot of a column, its bits at the places that the column has in a key. */
function spreadBits(order: readonly number[], column: number, slots: number): Uint16Array {
  const places = order.flatMap((owner, i) => (owner === column ? [order.length - 1 - i] : []));
  return Uint16Array.from({ length: slots }, (_, slot) =>
    places.reduce((key, place, i) => key | (((slot >> (places.length - 1 - i)) & 1) << place), 0),
  );
}

/** The middle 99 % of a column, judged by some of its values. */
function spanOf(points: Float64Array, rows: number, columns: number, column: number): { least: number; width: number } {
  const count = Math.min(rows, sampleRows);
  const step = rows / count;
  const sample = Float64Array.from(
    { length: count },
    (_, i) => points[Math.floor(i * step) * columns + column]!,
  ).sort();
  const edge = Math.floor(count / 200);
  const least = sample[edge]!;
  return { least, width: sample[count - 1 - edge]! - least };
}

/** Cuts the rows of each place of the grid into cells of bounded size; empty places disappear. */
function splitIntoCells(starts: Int32Array, rows: number): Int32Array {
  const cells: number[] = [];
  for (let key = 0; key + 1 < starts.length; key++) {
    for (let from = starts[key]!; from < starts[key + 1]!; from += mostRowsOfCell) cells.push(from);
  }
  cells.push(rows);
  return Int32Array.from(cells);
}

function measureBox(
  points: Float64Array,
  columns: number,
  from: number,
  to: number,
  boxes: Float64Array,
  box: number,
): void {
  const start = box * 2 * columns;
  for (let column = 0; column < columns; column++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = from * columns + column; i < to * columns; i += columns) {
      const value = points[i]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    boxes[start + column] = least;
    boxes[start + columns + column] = most;
  }
}

function uniteBoxes(boxes: Float64Array, columns: number, fromCell: number, toCell: number, box: number): void {
  const width = 2 * columns;
  boxes.copyWithin(box * width, fromCell * width, (fromCell + 1) * width);
  for (let cell = fromCell + 1; cell < toCell; cell++) {
    for (let f = 0; f < columns; f++) {
      const [least, most] = [box * width + f, box * width + columns + f];
      boxes[least] = Math.min(boxes[least]!, boxes[cell * width + f]!);
      boxes[most] = Math.max(boxes[most]!, boxes[cell * width + columns + f]!);
    }
  }
}
