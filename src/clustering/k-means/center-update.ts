import type { ClusterSums } from "./cluster-sums.js";
import { type KMeansState, scalar } from "./k-means-state.js";

/** For rounding in adding up moves over many passes; far above what doubles lose, far below what would cost speed. */
const relativeGuard = 1 + 1e-9;

/**
 * Moves every center to the mean of its points and adds the moves to the drift of the clusters: a point is safe while
 * its own center and the fastest of the others together have moved less than the gap it had (Hamerly 2010). Returns the
 * sum of the squared moves.
 */
export function moveCenters(state: KMeansState, sums: ClusterSums): number {
  const { k, columns, centers, drift } = state;
  const moves = new Float64Array(k);
  let total = 0;
  for (let j = 0; j < k; j++) {
    const place = j * (columns + 1);
    const weight = sums.leading[place + columns]! + sums.trailing[place + columns]!;
    let squares = 0;
    for (let f = 0; f < columns; f++) {
      const mean = (sums.leading[place + f]! + sums.trailing[place + f]!) / weight;
      const move = mean - centers[j * columns + f]!;
      squares += move * move;
      centers[j * columns + f] = mean;
    }
    total += squares;
    moves[j] = Math.sqrt(squares);
  }
  if (total > 0) addDrift(moves, drift, state.scalars[scalar.rounding]!);
  return total;
}

function addDrift(moves: Float64Array, drift: Float64Array, rounding: number): void {
  let largest = 0;
  let secondLargest = 0;
  let fastest = -1;
  for (let j = 0; j < moves.length; j++) {
    const move = moves[j]!;
    if (move > largest) {
      secondLargest = largest;
      largest = move;
      fastest = j;
    } else if (move > secondLargest) secondLargest = move;
  }
  for (let j = 0; j < moves.length; j++) {
    const ofOthers = j === fastest ? secondLargest : largest;
    drift[j] = drift[j]! + (moves[j]! + ofOthers) * relativeGuard + rounding;
  }
}
