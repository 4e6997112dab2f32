/** A k-d tree over points (Bentley 1975): finds the nearest of many without looking at most of them. */
export interface NeighborTree {
  /** The `count` nearest points, nearest first (of equally near ones, any), into `found` and `squared`; returns how many there are. `except` leaves one point out. */
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

  function search(point: Float64Array, found: Int32Array, squared: Float64Array, except = -1): number {
    let count = 0;
    const limit = Math.min(found.length, rows - (except >= 0 ? 1 : 0));

    function offer(row: number): void {
      let distance = 0;
      for (let f = 0; f < columns; f++) distance += (data[row * columns + f]! - point[f]!) ** 2;
      if (count === limit && distance >= squared[limit - 1]!) return;
      if (count < limit) count++;
      let place = count - 1;
      for (; place > 0 && squared[place - 1]! > distance; place--) {
        squared[place] = squared[place - 1]!;
        found[place] = found[place - 1]!;
      }
      squared[place] = distance;
      found[place] = row;
    }

    function visit(node: number, from: number, to: number): void {
      if (to - from <= leafSize) {
        for (let place = from; place < to; place++) if (order[place] !== except) offer(order[place]!);
        return;
      }
      const beyond = point[splitColumn[node]!]! - splitValue[node]!;
      const middle = (from + to) >> 1;
      const lowerFirst = beyond < 0;
      if (lowerFirst) visit(2 * node + 1, from, middle);
      else visit(2 * node + 2, middle, to);
      if (count === limit && beyond * beyond >= squared[limit - 1]!) return;
      if (lowerFirst) visit(2 * node + 2, middle, to);
      else visit(2 * node + 1, from, middle);
    }

    if (limit > 0) visit(0, 0, rows);
    return count;
  }
  return { search };
}
