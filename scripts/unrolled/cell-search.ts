import { each, upTo } from "./each.js";

const axes = ["x", "y", "z", "w"];
const widths = [2, 3, 4];

const offset = (axis: number) => (axis === 0 ? "" : ` + ${axis}`);

/** The search in so many columns, without a loop over them. */
const searchIn = (columns: number) => `
function searchIn${columns}(
  points: Float64Array,
  from: number,
  to: number,
  centers: Float64Array,
  count: number,
  nearest: Int32Array,
): void {
  for (let row = from; row < to; row++) {
    ${each(upTo(columns), (axis) => `const ${axes[axis]} = points[${columns} * row${offset(axis)}]!;`)}
    let least = Number.POSITIVE_INFINITY;
    let place = 0;
    for (let j = 0; j < count; j++) {
      ${each(upTo(columns), (axis) => `const d${axes[axis]} = ${axes[axis]} - centers[${columns} * j${offset(axis)}]!;`)}
      const distance = ${upTo(columns)
        .map((axis) => `d${axes[axis]} * d${axes[axis]}`)
        .join(" + ")};
      if (distance >= least) continue;
      least = distance;
      place = j;
    }
    nearest[row - from] = place;
  }
}`;

/** `src/clustering/k-means/cell-search.ts`. */
export const cellSearch = `
/**
 * Finds the nearest of the first \`count\` centers for the rows from \`from\` to \`to\`, a tie going to the lower place:
 * \`nearest\` gets their places, from 0 on. Few columns have functions of their own, without a loop over the columns,
 * whose start and end would take most of the time.
 */
export function searchCell(
  points: Float64Array,
  columns: number,
  from: number,
  to: number,
  centers: Float64Array,
  count: number,
  nearest: Int32Array,
): void {
  ${each(widths, (w) => `if (columns === ${w}) searchIn${w}(points, from, to, centers, count, nearest); else`)}
  searchInAny(points, columns, from, to, centers, count, nearest);
}

function searchInAny(
  points: Float64Array,
  columns: number,
  from: number,
  to: number,
  centers: Float64Array,
  count: number,
  nearest: Int32Array,
): void {
  for (let row = from; row < to; row++) {
    const first = row * columns;
    let least = Number.POSITIVE_INFINITY;
    let place = 0;
    for (let j = 0; j < count; j++) {
      let distance = 0;
      for (let f = 0; f < columns; f++) {
        const difference = points[first + f]! - centers[j * columns + f]!;
        distance += difference * difference;
      }
      if (distance >= least) continue;
      least = distance;
      place = j;
    }
    nearest[row - from] = place;
  }
}

${widths.map(searchIn).join("\n")}
`;
