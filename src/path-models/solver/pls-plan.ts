/** How the weights of a construct are estimated: A by correlations, B by a regression, unit all equal. */
export type WeightMode = "A" | "B" | "unit";

/** How constructs joined by a path are weighted in each other's inner estimate. */
export type InnerScheme = "path" | "factorial" | "centroid";

/** One arrow of the structural model, by the places of its constructs. */
export interface PlannedPath {
  readonly from: number;
  readonly to: number;
}

/** What one run of partial least squares is given. */
export interface PlsParts {
  /** Items of each construct, as rows of the correlation matrix. */
  readonly blocks: readonly (readonly number[])[];
  readonly modes: readonly WeightMode[];
  readonly paths: readonly PlannedPath[];
  readonly scheme: InnerScheme;
  /** Whether constructs of mode A are common factors, to be corrected for unreliability (PLSc). */
  readonly consistent: boolean;
  /** Order of the correlation matrix. */
  readonly items: number;
}

/**
 * One run of partial least squares, laid out in typed arrays: blocks of items, and the arrows between constructs in
 * both directions.
 */
export interface PlsPlan extends PlsParts {
  readonly constructs: number;
  /** Slots of construct j are `start[j]` to `start[j + 1] − 1`. */
  readonly start: Int32Array;
  /** The item of every slot. */
  readonly slotItem: Int32Array;
  /**
   * Antecedents of construct j are `antecedents[antecedentStart[j]]` and on; `antecedentPath` is the place of the arrow
   * in `paths`.
   */
  readonly antecedentStart: Int32Array;
  readonly antecedents: Int32Array;
  readonly antecedentPath: Int32Array;
  readonly successorStart: Int32Array;
  readonly successors: Int32Array;
  readonly successorPath: Int32Array;
  /** Constructs in topological order: every antecedent before what it leads to. */
  readonly order: Int32Array;
  /** 1 where the construct is corrected for unreliability. */
  readonly corrected: Uint8Array;
  /** Whether any weights are found by iteration: unit weights and those of single items are not. */
  readonly iterates: boolean;
}

/** Lays a run out for the loops. The paths must not run in a circle: see {@link findCycle}. */
export function planPls(parts: PlsParts): PlsPlan {
  const constructs = parts.blocks.length;
  const start = new Int32Array(constructs + 1);
  for (let j = 0; j < constructs; j++) start[j + 1] = start[j]! + parts.blocks[j]!.length;
  const into: number[][] = parts.blocks.map(() => []);
  const outOf: number[][] = parts.blocks.map(() => []);
  parts.paths.forEach(({ from, to }, path) => {
    into[to]!.push(path);
    outOf[from]!.push(path);
  });
  return {
    ...parts,
    constructs,
    start,
    slotItem: new Int32Array(parts.blocks.flat()),
    antecedentStart: startsOf(into),
    antecedentPath: new Int32Array(into.flat()),
    antecedents: new Int32Array(into.flat().map((path) => parts.paths[path]!.from)),
    successorStart: startsOf(outOf),
    successorPath: new Int32Array(outOf.flat()),
    successors: new Int32Array(outOf.flat().map((path) => parts.paths[path]!.to)),
    order: new Int32Array(sortedConstructs(constructs, parts.paths)),
    corrected: new Uint8Array(
      parts.blocks.map((block, j) => (parts.consistent && parts.modes[j] === "A" && block.length > 1 ? 1 : 0)),
    ),
    iterates: parts.blocks.some((block, j) => parts.modes[j] !== "unit" && block.length > 1),
  };
}

function startsOf(lists: readonly (readonly number[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1);
  for (let j = 0; j < lists.length; j++) starts[j + 1] = starts[j]! + lists[j]!.length;
  return starts;
}

/** Constructs in topological order (Kahn 1962); those on a circle, and behind one, are left out. */
function sortedConstructs(constructs: number, paths: readonly PlannedPath[]): number[] {
  const waiting = new Int32Array(constructs);
  for (const path of paths) waiting[path.to]!++;
  const order: number[] = [];
  for (let j = 0; j < constructs; j++) if (waiting[j] === 0) order.push(j);
  for (let done = 0; done < order.length; done++) {
    for (const path of paths) {
      if (path.from !== order[done]) continue;
      waiting[path.to]!--;
      if (waiting[path.to] === 0) order.push(path.to);
    }
  }
  return order;
}

/** The constructs of one circle of arrows, the first again at the end; null where there is none. */
export function findCycle(constructs: number, paths: readonly PlannedPath[]): number[] | null {
  const sorted = new Set(sortedConstructs(constructs, paths));
  if (sorted.size === constructs) return null;
  // Every construct left out of the order has an antecedent that is left out too, so walking back closes a circle.
  let at = Array.from({ length: constructs }, (_, j) => j).find((j) => !sorted.has(j))!;
  const walk: number[] = [];
  while (!walk.includes(at)) {
    walk.push(at);
    at = paths.find((path) => path.to === at && !sorted.has(path.from))!.from;
  }
  return [...walk.slice(walk.indexOf(at)), at].reverse();
}
