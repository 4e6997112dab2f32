/** What the textbook loop finds. */
export interface LloydResult {
  centers: number[][];
  labels: number[];
  inertia: number;
  iterations: number;
}

/**
 * The textbook loop, written for clarity: assign, then average, until nothing moves. A tie goes to the lower center; a
 * cluster without points gets the point farthest from its own center, taken from a cluster that has others left.
 */
export function plainLloyd(points: number[][], start: number[][], maxIterations = 300): LloydResult {
  const centers = start.map((center) => [...center]);
  let labels: number[] = points.map(() => -1);
  for (let iterations = 1; ; iterations++) {
    const next = points.map((point) => nearest(point, centers));
    refill(points, centers, next);
    const moved = next.some((label, row) => label !== labels[row]);
    labels = next;
    if (!moved || iterations === maxIterations) {
      if (moved) {
        average(points, centers, labels);
        labels = points.map((point) => nearest(point, centers));
      }
      const inertia = points.reduce((sum, point, row) => sum + squared(point, centers[labels[row]!]!), 0);
      return { centers, labels, inertia, iterations };
    }
    average(points, centers, labels);
  }
}

export function squared(a: number[], b: number[]): number {
  return a.reduce((sum, value, f) => sum + (value - b[f]!) ** 2, 0);
}

function nearest(point: number[], centers: number[][]): number {
  let best = 0;
  for (let j = 1; j < centers.length; j++) if (squared(point, centers[j]!) < squared(point, centers[best]!)) best = j;
  return best;
}

function refill(points: number[][], centers: number[][], labels: number[]): void {
  centers.forEach((_, j) => {
    if (labels.includes(j)) return;
    let farthest = -1;
    points.forEach((point, row) => {
      if (labels.filter((label) => label === labels[row]).length < 2) return;
      const distance = squared(point, centers[labels[row]!]!);
      if (distance > (farthest < 0 ? 0 : squared(points[farthest]!, centers[labels[farthest]!]!))) farthest = row;
    });
    labels[farthest] = j;
    centers[j] = [...points[farthest]!];
  });
}

function average(points: number[][], centers: number[][], labels: number[]): void {
  centers.forEach((_, j) => {
    const members = points.filter((_, row) => labels[row] === j);
    centers[j] = members[0]!.map((_, f) => members.reduce((sum, point) => sum + point[f]!, 0) / members.length);
  });
}

/** Renumbers clusters by their centers, first coordinate first. */
export function inCanonicalOrder({ centers, labels, ...rest }: LloydResult): LloydResult {
  const order = centers
    .map((_, j) => j)
    .sort((a, b) => {
      const f = centers[a]!.findIndex((value, i) => value !== centers[b]![i]);
      return f < 0 ? a - b : centers[a]![f]! - centers[b]![f]!;
    });
  return { ...rest, centers: order.map((j) => centers[j]!), labels: labels.map((label) => order.indexOf(label)) };
}
