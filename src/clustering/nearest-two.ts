/**
 * The nearest and the second nearest of all centers for some points. Squared distances are summed in the order of the columns and a tie goes to
 * the lower index, so the result is that of the textbook loop. Four centers at a time: four independent chains of additions keep the processor busy.
 *
 * @param list - the first `count` entries are rows of `points`
 * @param nearest - gets the index of the nearest center for each entry of `list`
 * @param gaps - gets the difference of the two distances
 */
export function nearestTwo(
  points: Float64Array,
  centers: Float64Array,
  columns: number,
  k: number,
  list: Int32Array,
  count: number,
  nearest: Int32Array,
  gaps: Float64Array,
): void {
  const tiled = k - (k % 4);
  for (let place = 0; place < count; place++) {
    const row = list[place]! * columns;
    let best = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    let index = 0;
    for (let j = 0; j < tiled; j += 4) {
      const c0 = j * columns;
      const c1 = c0 + columns;
      const c2 = c1 + columns;
      const c3 = c2 + columns;
      let d0 = 0;
      let d1 = 0;
      let d2 = 0;
      let d3 = 0;
      for (let f = 0; f < columns; f++) {
        const x = points[row + f]!;
        const e0 = x - centers[c0 + f]!;
        const e1 = x - centers[c1 + f]!;
        const e2 = x - centers[c2 + f]!;
        const e3 = x - centers[c3 + f]!;
        d0 += e0 * e0;
        d1 += e1 * e1;
        d2 += e2 * e2;
        d3 += e3 * e3;
      }
      if (d0 < second) {
        if (d0 < best) {
          second = best;
          best = d0;
          index = j;
        } else second = d0;
      }
      if (d1 < second) {
        if (d1 < best) {
          second = best;
          best = d1;
          index = j + 1;
        } else second = d1;
      }
      if (d2 < second) {
        if (d2 < best) {
          second = best;
          best = d2;
          index = j + 2;
        } else second = d2;
      }
      if (d3 < second) {
        if (d3 < best) {
          second = best;
          best = d3;
          index = j + 3;
        } else second = d3;
      }
    }
    for (let j = tiled; j < k; j++) {
      const center = j * columns;
      let d = 0;
      for (let f = 0; f < columns; f++) {
        const e = points[row + f]! - centers[center + f]!;
        d += e * e;
      }
      if (d < second) {
        if (d < best) {
          second = best;
          best = d;
          index = j;
        } else second = d;
      }
    }
    nearest[place] = index;
    gaps[place] = Math.sqrt(second) - Math.sqrt(best);
  }
}
