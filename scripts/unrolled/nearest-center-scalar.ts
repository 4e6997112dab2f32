import { each, upTo } from "./each.js";

const points = ["A", "B"];
const tile = upTo(4);

/** Ranks the distance of one point to one center; in the branch that most distances do not take. */
const rank = (point: string, distance: string, center: string) => `
  if (${distance} < second${point}) {
    if (${distance} < best${point}) {
      second${point} = best${point};
      best${point} = ${distance};
      index${point} = ${center};
    } else second${point} = ${distance};
  }`;

/** `src/clustering/nearest/nearest-center-scalar.ts`. */
export const nearestCenterScalar = `
/**
 * The nearest and the second nearest of all centers for some points. Squared distances are summed in the order of the
 * columns and a tie goes to the lower index, so the result is that of the textbook loop. Two points against four
 * centers at a time: eight independent chains of additions keep the processor busy, and each number that is loaded
 * serves several of them.
 *
 * @param list - the first \`count\` entries are rows of \`points\`
 * @param nearest - gets the index of the nearest center for each entry of \`list\`
 * @param gaps - gets the difference of the two distances
 */
export function nearestScalar(
  points: Float64Array,
  centers: Float64Array,
  columns: number,
  list: Int32Array,
  count: number,
  nearest: Int32Array,
  gaps: Float64Array,
): void {
  const k = centers.length / columns;
  const tiled = k - (k % ${tile.length});
  for (let place = 0; place < count; place += 2) {
    // The last of an odd number of points goes with itself.
    const partner = place + 1 < count ? place + 1 : place;
    const rowA = list[place]! * columns;
    const rowB = list[partner]! * columns;
    ${each(
      points,
      (p) => `
      let best${p} = Number.POSITIVE_INFINITY;
      let second${p} = Number.POSITIVE_INFINITY;
      let index${p} = 0;`,
    )}
    for (let j = 0; j < tiled; j += ${tile.length}) {
      ${each(tile, (i) => `const center${i} = ${i === 0 ? "j * columns" : `center${i - 1} + columns`};`)}
      ${each(points, (p) => each(tile, (i) => `let distance${p}${i} = 0;`))}
      for (let f = 0; f < columns; f++) {
        ${each(points, (p) => `const value${p} = points[row${p} + f]!;`)}
        ${each(
          tile,
          (i) => `
          const coordinate${i} = centers[center${i} + f]!;
          ${each(points, (p) => `distance${p}${i} += (value${p} - coordinate${i}) * (value${p} - coordinate${i});`)}`,
        )}
      }
      ${each(points, (p) => each(tile, (i) => rank(p, `distance${p}${i}`, i === 0 ? "j" : `j + ${i}`)))}
    }
    for (let j = tiled; j < k; j++) {
      ${each(points, (p) => `let distance${p} = 0;`)}
      for (let f = 0; f < columns; f++) {
        const coordinate = centers[j * columns + f]!;
        ${each(
          points,
          (p) => `
          const difference${p} = points[row${p} + f]! - coordinate;
          distance${p} += difference${p} * difference${p};`,
        )}
      }
      ${each(points, (p) => rank(p, `distance${p}`, "j"))}
    }
    nearest[place] = indexA;
    gaps[place] = Math.sqrt(secondA) - Math.sqrt(bestA);
    nearest[partner] = indexB;
    gaps[partner] = Math.sqrt(secondB) - Math.sqrt(bestB);
  }
}
`;
