/**
 * The nearest and the second nearest of all centers for some points. Squared distances are summed in the order of the
 * columns and a tie goes to the lower index, so the result is that of the textbook loop. Two points against four
 * centers at a time: eight independent chains of additions keep the processor busy, and each number that is loaded
 * serves several of them.
 *
 * @param list - the first `count` entries are rows of `points`
 * @param nearest - gets the index of the nearest center for each entry of `list`
 * @param gaps - gets the difference of the two distances
 */
export function nearestScalar(
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
  for (let place = 0; place < count; place += 2) {
    // The last of an odd number of points goes with itself.
    const partner = place + 1 < count ? place + 1 : place;
    const rowA = list[place]! * columns;
    const rowB = list[partner]! * columns;
    let bestA = Number.POSITIVE_INFINITY;
    let secondA = Number.POSITIVE_INFINITY;
    let indexA = 0;
    let bestB = Number.POSITIVE_INFINITY;
    let secondB = Number.POSITIVE_INFINITY;
    let indexB = 0;
    for (let j = 0; j < tiled; j += 4) {
      const c0 = j * columns;
      const c1 = c0 + columns;
      const c2 = c1 + columns;
      const c3 = c2 + columns;
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let f = 0; f < columns; f++) {
        const a = points[rowA + f]!;
        const b = points[rowB + f]!;
        let center = centers[c0 + f]!;
        a0 += (a - center) * (a - center);
        b0 += (b - center) * (b - center);
        center = centers[c1 + f]!;
        a1 += (a - center) * (a - center);
        b1 += (b - center) * (b - center);
        center = centers[c2 + f]!;
        a2 += (a - center) * (a - center);
        b2 += (b - center) * (b - center);
        center = centers[c3 + f]!;
        a3 += (a - center) * (a - center);
        b3 += (b - center) * (b - center);
      }
      if (a0 < secondA) {
        if (a0 < bestA) {
          secondA = bestA;
          bestA = a0;
          indexA = j;
        } else secondA = a0;
      }
      if (a1 < secondA) {
        if (a1 < bestA) {
          secondA = bestA;
          bestA = a1;
          indexA = j + 1;
        } else secondA = a1;
      }
      if (a2 < secondA) {
        if (a2 < bestA) {
          secondA = bestA;
          bestA = a2;
          indexA = j + 2;
        } else secondA = a2;
      }
      if (a3 < secondA) {
        if (a3 < bestA) {
          secondA = bestA;
          bestA = a3;
          indexA = j + 3;
        } else secondA = a3;
      }
      if (b0 < secondB) {
        if (b0 < bestB) {
          secondB = bestB;
          bestB = b0;
          indexB = j;
        } else secondB = b0;
      }
      if (b1 < secondB) {
        if (b1 < bestB) {
          secondB = bestB;
          bestB = b1;
          indexB = j + 1;
        } else secondB = b1;
      }
      if (b2 < secondB) {
        if (b2 < bestB) {
          secondB = bestB;
          bestB = b2;
          indexB = j + 2;
        } else secondB = b2;
      }
      if (b3 < secondB) {
        if (b3 < bestB) {
          secondB = bestB;
          bestB = b3;
          indexB = j + 3;
        } else secondB = b3;
      }
    }
    for (let j = tiled; j < k; j++) {
      const first = j * columns;
      let a = 0;
      let b = 0;
      for (let f = 0; f < columns; f++) {
        const center = centers[first + f]!;
        const differenceA = points[rowA + f]! - center;
        const differenceB = points[rowB + f]! - center;
        a += differenceA * differenceA;
        b += differenceB * differenceB;
      }
      if (a < secondA) {
        if (a < bestA) {
          secondA = bestA;
          bestA = a;
          indexA = j;
        } else secondA = a;
      }
      if (b < secondB) {
        if (b < bestB) {
          secondB = bestB;
          bestB = b;
          indexB = j;
        } else secondB = b;
      }
    }
    nearest[place] = indexA;
    gaps[place] = Math.sqrt(secondA) - Math.sqrt(bestA);
    nearest[partner] = indexB;
    gaps[partner] = Math.sqrt(secondB) - Math.sqrt(bestB);
  }
}
