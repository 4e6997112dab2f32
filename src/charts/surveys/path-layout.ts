/** A node of a diagram in its place; x and y are the middle, 0..1 of the picture. */
export interface PlacedNode {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** An arrow from one node to another. */
interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Heights that a node alone in its layer may get. */
const lanes = [0.5, 0.06, 0.94, 0.28, 0.72] as const;

/**
 * Nodes from left to right, each right of all that point to it (the longest path from a source), and spread from top to
 * bottom within a layer.
 */
export function layeredNodes(names: readonly string[], edges: readonly Edge[]): PlacedNode[] {
  const layer = new Map(names.map((name) => [name, 0]));
  // A graph without circles settles after as many rounds as it has nodes at most.
  for (let round = 0; round < names.length; round++) {
    for (const { from, to } of edges) {
      layer.set(to, Math.max(layer.get(to) ?? 0, Math.min(names.length, (layer.get(from) ?? 0) + 1)));
    }
  }
  const last = Math.max(0, ...layer.values());
  const layers = Array.from({ length: last + 1 }, (_, i) => names.filter((name) => layer.get(name) === i));
  const place = (heights: readonly number[]): PlacedNode[] =>
    layers.flatMap((members, i) =>
      members.map((name, rank) => ({
        name,
        x: last === 0 ? 0.5 : i / last,
        y: members.length === 1 ? heights[i]! : rank / (members.length - 1),
      })),
    );
  return clearest(layers, place, edges);
}

/**
 * A placement in which few arrows run through boxes and across each other: from the zigzag of the first three lanes,
 * layers move two by two to better lanes, until none moves.
 */
function clearest(
  layers: readonly (readonly string[])[],
  place: (heights: readonly number[]) => PlacedNode[],
  edges: readonly Edge[],
): PlacedNode[] {
  const single = layers.flatMap((members, i) => (members.length === 1 ? [i] : []));
  let heights: number[] = layers.map((_, i) => lanes[i % 3]!);
  let least = obstruction(place(heights), edges);
  for (let moved = true; moved; ) {
    moved = false;
    for (const tried of pairMoves(single, heights)) {
      const found = obstruction(place(tried), edges);
      if (found > least - 1e-9) continue;
      [heights, least, moved] = [tried, found, true];
    }
  }
  return place(heights);
}

/** Every way to give two layers other lanes. */
function pairMoves(single: readonly number[], heights: readonly number[]): number[][] {
  return single.flatMap((first, i) =>
    single
      .slice(i + 1)
      .flatMap((second) =>
        lanes.flatMap((a) =>
          lanes.map((b) => heights.map((height, k) => (k === first ? a : k === second ? b : height))),
        ),
      ),
  );
}

/** Boxes that touch and arrows through boxes count most, then crossings. */
function obstruction(nodes: readonly PlacedNode[], edges: readonly Edge[]): number {
  const at = new Map(nodes.map((node) => [node.name, node]));
  const lines = edges.map(({ from, to }) => ({ from, to, a: at.get(from)!, b: at.get(to)! }));
  let cost = 0;
  lines.forEach(({ from, to, a, b }, i) => {
    for (const node of nodes) {
      if (node.name === from || node.name === to || !(node.x > a.x - 0.08 && node.x < b.x + 0.08)) continue;
      const along = (node.x - a.x) / (b.x - a.x || 1e-9);
      if (Math.abs(a.y + along * (b.y - a.y) - node.y) < 0.16) cost += 4;
    }
    for (const other of lines.slice(i + 1)) if (cross(a, b, other.a, other.b)) cost += 1;
  });
  nodes.forEach((node, i) => {
    for (const other of nodes.slice(i + 1)) {
      if (Math.abs(node.x - other.x) < 0.24 && Math.abs(node.y - other.y) < 0.24) cost += 6;
    }
  });
  return cost;
}

type Place = Pick<PlacedNode, "x" | "y">;

function cross(a: Place, b: Place, c: Place, d: Place): boolean {
  const side = (p: Place, q: Place, r: Place): number =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
