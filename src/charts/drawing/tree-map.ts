/** A rectangle of a tree map, of the item at that place. */
export interface TreeMapCell {
  readonly item: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Rectangles with areas in proportion to sizes (positive, largest first), as close to squares as rows allow: Bruls,
 * Huizing and van Wijk (2000), Squarified Treemaps.
 */
export function squarify(sizes: readonly number[], width: number, height: number): TreeMapCell[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const areas = sizes.map((size) => (size / total) * width * height);
  const cells: TreeMapCell[] = [];
  let [left, top, wide, high] = [0, 0, width, height];
  let first = 0;
  while (first < areas.length) {
    const side = Math.min(wide, high);
    let end = first + 1;
    while (end < areas.length && worst(areas, first, end + 1, side) <= worst(areas, first, end, side)) end++;
    const thickness = sumOf(areas, first, end) / side;
    let along = 0;
    for (let item = first; item < end; item++) {
      const length = areas[item]! / thickness;
      cells.push(
        wide >= high
          ? { item, x: left, y: top + along, width: thickness, height: length }
          : { item, x: left + along, y: top, width: length, height: thickness },
      );
      along += length;
    }
    if (wide >= high) [left, wide] = [left + thickness, wide - thickness];
    else [top, high] = [top + thickness, high - thickness];
    first = end;
  }
  return cells;
}

/** The largest ratio of sides in the row of these items along a side. */
function worst(areas: readonly number[], first: number, end: number, side: number): number {
  const sum = sumOf(areas, first, end);
  const squared = (side * side) / (sum * sum);
  return Math.max(areas[first]! * squared, 1 / (areas[end - 1]! * squared));
}

function sumOf(areas: readonly number[], first: number, end: number): number {
  let sum = 0;
  for (let i = first; i < end; i++) sum += areas[i]!;
  return sum;
}
