// Written by scripts/unrolled/nearest-center-scalar.ts (npm run build:unrolled): make changes there.

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
  list: Int32Array,
  count: number,
  nearest: Int32Array,
  gaps: Float64Array,
): void {
  const k = centers.length / columns;
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
      const center0 = j * columns;
      const center1 = center0 + columns;
      const center2 = center1 + columns;
      const center3 = center2 + columns;
      let distanceA0 = 0;
      let distanceA1 = 0;
      let distanceA2 = 0;
      let distanceA3 = 0;
      let distanceB0 = 0;
      let distanceB1 = 0;
      let distanceB2 = 0;
      let distanceB3 = 0;
      for (let f = 0; f < columns; f++) {
        const valueA = points[rowA + f]!;
        const valueB = points[rowB + f]!;
        const coordinate0 = centers[center0 + f]!;
        distanceA0 += (valueA - coordinate0) * (valueA - coordinate0);
        distanceB0 += (valueB - coordinate0) * (valueB - coordinate0);
        const coordinate1 = centers[center1 + f]!;
        distanceA1 += (valueA - coordinate1) * (valueA - coordinate1);
        distanceB1 += (valueB - coordinate1) * (valueB - coordinate1);
        const coordinate2 = centers[center2 + f]!;
        distanceA2 += (valueA - coordinate2) * (valueA - coordinate2);
        distanceB2 += (valueB - coordinate2) * (valueB - coordinate2);
        const coordinate3 = centers[center3 + f]!;
        distanceA3 += (valueA - coordinate3) * (valueA - coordinate3);
        distanceB3 += (valueB - coordinate3) * (valueB - coordinate3);
      }
      if (distanceA0 < secondA) {
        if (distanceA0 < bestA) {
          secondA = bestA;
          bestA = distanceA0;
          indexA = j;
        } else secondA = distanceA0;
      }
      if (distanceA1 < secondA) {
        if (distanceA1 < bestA) {
          secondA = bestA;
          bestA = distanceA1;
          indexA = j + 1;
        } else secondA = distanceA1;
      }
      if (distanceA2 < secondA) {
        if (distanceA2 < bestA) {
          secondA = bestA;
          bestA = distanceA2;
          indexA = j + 2;
        } else secondA = distanceA2;
      }
      if (distanceA3 < secondA) {
        if (distanceA3 < bestA) {
          secondA = bestA;
          bestA = distanceA3;
          indexA = j + 3;
        } else secondA = distanceA3;
      }
      if (distanceB0 < secondB) {
        if (distanceB0 < bestB) {
          secondB = bestB;
          bestB = distanceB0;
          indexB = j;
        } else secondB = distanceB0;
      }
      if (distanceB1 < secondB) {
        if (distanceB1 < bestB) {
          secondB = bestB;
          bestB = distanceB1;
          indexB = j + 1;
        } else secondB = distanceB1;
      }
      if (distanceB2 < secondB) {
        if (distanceB2 < bestB) {
          secondB = bestB;
          bestB = distanceB2;
          indexB = j + 2;
        } else secondB = distanceB2;
      }
      if (distanceB3 < secondB) {
        if (distanceB3 < bestB) {
          secondB = bestB;
          bestB = distanceB3;
          indexB = j + 3;
        } else secondB = distanceB3;
      }
    }
    for (let j = tiled; j < k; j++) {
      let distanceA = 0;
      let distanceB = 0;
      for (let f = 0; f < columns; f++) {
        const coordinate = centers[j * columns + f]!;
        const differenceA = points[rowA + f]! - coordinate;
        distanceA += differenceA * differenceA;
        const differenceB = points[rowB + f]! - coordinate;
        distanceB += differenceB * differenceB;
      }
      if (distanceA < secondA) {
        if (distanceA < bestA) {
          secondA = bestA;
          bestA = distanceA;
          indexA = j;
        } else secondA = distanceA;
      }
      if (distanceB < secondB) {
        if (distanceB < bestB) {
          secondB = bestB;
          bestB = distanceB;
          indexB = j;
        } else secondB = distanceB;
      }
    }
    nearest[place] = indexA;
    gaps[place] = Math.sqrt(secondA) - Math.sqrt(bestA);
    nearest[partner] = indexB;
    gaps[partner] = Math.sqrt(secondB) - Math.sqrt(bestB);
  }
}
