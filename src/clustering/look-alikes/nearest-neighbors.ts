/** A k-d tree over points (Bentley 1975): finds the nearest of many without looking at most of them. */
export interface NeighborTree {
  /**
   * The `count` nearest points, nearest first (of equally near ones, any), into `found` and `squared`; returns how many
   * there are. `except` leaves one point out.
   */
  readonly search: (point: Float64Array, found: Int32Array, squared: Float64Array, except?: number) => number;
}

const leafSize = 12;

/** Builds the tree: halves by the median of the widest column down to small leaves. */
export function neighborTree(data: Float64Array, rows: number, columns: number): NeighborTree {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const splitColumn: number[] = [];
  const splitValue: number[] = [];
  const coordinate = (place: number, column: number) => data[order[place]! * columns + column]!;

  function build(node: number, from: number, to: number): void {
    if (to - from <= leafSize) return;
    const column = widestColumn(from, to);
    const middle = (from + to) >> 1;
    const part = Array.from(order.subarray(from, to)).sort(
      (a, b) => data[a * columns + column]! - data[b * columns + column]! || a - b,
    );
    order.set(part, from);
    splitColumn[node] = column;
    splitValue[node] = coordinate(middle, column);
    build(2 * node + 1, from, middle);
    build(2 * node + 2, middle, to);
  }

  function widestColumn(from: number, to: number): number {
    let widest = 0;
    let width = -1;
    for (let column = 0; column < columns; column++) {
      let least = Number.POSITIVE_INFINITY;
      let most = Number.NEGATIVE_INFINITY;
      for (let place = from; place < to; place++) {
        least = Math.min(least, coordinate(place, column));
        most = Math.max(most, coordinate(place, column));
      }
      if (most - least <= width) continue;
      widest = column;
      width = most - least;
    }
    return widest;
  }
  build(0, 0, rows);
  // The points in the order of the leaves, so that a leaf is read from one stretch of memory.
  const inOrder = new Float64Array(rows * columns);
  for (let place = 0; place < rows; place++) {
    const row = order[place]!;
    inOrder.set(data.subarray(row * columns, (row + 1) * columns), place * columns);
  }

  // The search under way; kept here because a closure for each of a million searches costs more than the search.
  let target: Float64Array = new Float64Array(0);
  let nearest: Int32Array = new Int32Array(0);
  let distances: Float64Array = new Float64Array(0);
  let limit = 0;
  let count = 0;
  let excepted = -1;

  function search(point: Float64Array, found: Int32Array, squared: Float64Array, except = -1): number {
    target = point;
    nearest = found;
    distances = squared;
    excepted = except;
    limit = Math.min(found.length, rows - (except >= 0 ? 1 : 0));
    count = 0;
    if (limit > 0) visit(0, 0, rows);
    return count;
  }

  function visit(node: number, from: number, to: number): void {
    if (to - from <= leafSize) {
      for (let place = from; place < to; place++) if (order[place] !== excepted) offer(place);
      return;
    }
    const beyond = target[splitColumn[node]!]! - splitValue[node]!;
    const middle = (from + to) >> 1;
    const lowerFirst = beyond < 0;
    if (lowerFirst) visit(2 * node + 1, from, middle);
    else visit(2 * node + 2, middle, to);
    if (count === limit && beyond * beyond >= distances[limit - 1]!) return;
    if (lowerFirst) visit(2 * node + 2, middle, to);
    else visit(2 * node + 1, from, middle);
  }

  function offer(candidate: number): void {
    let distance = 0;
    for (let f = 0, i = candidate * columns; f < columns; f++, i++) {
      const difference = inOrder[i]! - target[f]!;
      distance += difference * difference;
    }
    if (count === limit && distance >= distances[limit - 1]!) return;
    if (count < limit) count++;
    let place = count - 1;
    for (; place > 0 && distances[place - 1]! > distance; place--) {
      distances[place] = distances[place - 1]!;
      nearest[place] = nearest[place - 1]!;
    }
    distances[place] = distance;
    nearest[place] = order[candidate]!;
  }
  return { search };
}
