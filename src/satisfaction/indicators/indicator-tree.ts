import { ClienteleError, knownOptions, requireColumnName, showValue } from "../../errors/index.js";
import { type AnswerScale, type LinearScale, linearScale } from "../surveys/rescale.js";
import { equalWeights } from "../weights/equal-weights.js";

/**
 * An indicator: either a question, read from a column of the answers, or a summary of the indicators below it.
 *
 * `weight` is its share among the indicators with the same parent; where none of them has one they count equally. The
 * weight of the whole tree's root says what the tree counts for in a larger one and plays no part.
 */
export interface Indicator {
  readonly name: string;
  readonly weight?: number;
  /** The column of the answers [the name]. Only for an indicator without children. */
  readonly column?: string;
  /**
   * The scale of the answers [that of the call, or the answers as they are]. Only for an indicator without children.
   */
  readonly scale?: AnswerScale;
  readonly children?: readonly Indicator[];
}

/** A question at the end of a branch. */
export interface Question {
  readonly column: string;
  readonly scale: LinearScale | null;
}

/** One node of a checked tree. */
export interface TreeNode {
  readonly name: string;
  /** The names from the root on, separated by "/". */
  readonly path: string;
  /** 0 for the root. */
  readonly level: number;
  /** The index of the parent; −1 for the root. */
  readonly parent: number;
  /** The share among the siblings; 1 for the root. */
  readonly weight: number;
  /** The product of the weights from the root down. */
  readonly overallWeight: number;
  readonly question: Question | null;
}

/** Weights that did not sum to 1 and were divided by their sum. */
export interface NormalizedWeights {
  readonly path: string;
  /** What the weights of the children summed to. */
  readonly sum: number;
}

/** A tree as a list: every node comes after its parent, children in their order. */
export interface CheckedTree {
  readonly nodes: readonly TreeNode[];
  readonly normalized: readonly NormalizedWeights[];
}

/** How far the weights of siblings may be from summing to 1 and still be rounding. */
const roundingAllowed = 1e-6;

interface Pending {
  readonly source: Indicator;
  readonly parent: number;
  readonly weight: number;
}

/**
 * Checks an indicator tree of any depth and lays it out as a list.
 *
 * Errors: `weights-sum`, `out-of-range` (a negative weight), `cyclic-paths`, `duplicate-name` (siblings of one name),
 * `duplicate-column` (a column used twice), `invalid-option`.
 */
export function checkTree(caller: string, tree: unknown, normalize: boolean, scale?: AnswerScale): CheckedTree {
  const common = scale === undefined ? null : linearScale(caller, scale);
  const nodes: TreeNode[] = [];
  const sources: Indicator[] = [];
  const normalized: NormalizedWeights[] = [];
  const paths = new Set<string>();
  const pathOfColumn = new Map<string, string>();
  const pending: Pending[] = [{ source: checkedIndicator(caller, tree, "the tree"), parent: -1, weight: 1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { source, parent, weight } = next;
    const above = nodes[parent];
    const path = above === undefined ? source.name : `${above.path}/${source.name}`;
    refuseCycle(caller, source, parent, { nodes, sources }, path);
    if (paths.has(path)) {
      throw new ClienteleError(
        "duplicate-name",
        { function: caller, value: path },
        `two indicators have the path ${showValue(path)}`,
      );
    }
    paths.add(path);
    const question = source.children === undefined ? questionOf(caller, source, common, path) : null;
    if (question !== null) {
      const other = pathOfColumn.get(question.column);
      if (other !== undefined) refuseColumnTwice(caller, question.column, other, path);
      pathOfColumn.set(question.column, path);
    }
    const index = nodes.length;
    sources.push(source);
    nodes.push({
      name: source.name,
      path,
      level: above === undefined ? 0 : above.level + 1,
      parent,
      weight,
      overallWeight: above === undefined ? 1 : above.overallWeight * weight,
      question,
    });
    if (question !== null) continue;
    const children = checkedChildren(caller, source, path);
    const { weights, sum } = siblingWeights(caller, children, path, normalize);
    if (sum !== null) normalized.push({ path, sum });
    for (let c = children.length - 1; c >= 0; c--) {
      pending.push({ source: children[c]!, parent: index, weight: weights[c]! });
    }
  }
  return { nodes, normalized };
}

function checkedIndicator(caller: string, value: unknown, place: string): Indicator {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value },
      `${place} must be an indicator like { name, column } or { name, children }, got ${showValue(value)}`,
    );
  }
  knownOptions(caller, value, ["name", "weight", "column", "scale", "children"]);
  const { name } = value as { readonly name?: unknown };
  if (typeof name === "string" && name !== "") return value as Indicator;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: name },
    `${place} must have a name, got ${showValue(name)}`,
  );
}

function checkedChildren(caller: string, source: Indicator, path: string): readonly Indicator[] {
  const { children } = source;
  if (!Array.isArray(children) || children.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: children },
      `the children of indicator ${showValue(path)} must be an array of at least one indicator, got ` +
        `${showValue(children)}`,
    );
  }
  if (source.column !== undefined || source.scale !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: source.column ?? source.scale },
      `indicator ${showValue(path)} has children, so it can have neither a column nor a scale of its own`,
    );
  }
  const names = new Set<string>();
  for (const child of children) {
    const { name } = checkedIndicator(caller, child, `every child of indicator ${showValue(path)}`);
    if (names.has(name)) {
      throw new ClienteleError(
        "duplicate-name",
        { function: caller, value: name },
        `indicator ${showValue(path)} has two children named ${showValue(name)}`,
      );
    }
    names.add(name);
  }
  return children;
}

/** The weights of siblings, with their sum where they were divided by it. */
function siblingWeights(
  caller: string,
  children: readonly Indicator[],
  path: string,
  normalize: boolean,
): { weights: readonly number[]; sum: number | null } {
  if (children.every((child) => child.weight === undefined)) {
    return { weights: equalWeights(children.length), sum: null };
  }
  const weights = children.map((child) => checkedWeight(caller, child, path));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) <= roundingAllowed) return { weights, sum: null };
  if (normalize && sum > 0) return { weights: weights.map((weight) => weight / sum), sum };
  throw new ClienteleError(
    "weights-sum",
    { function: caller, value: sum },
    `the weights below indicator ${showValue(path)} sum to ${Number(sum.toPrecision(12))} where they must sum ` +
      `to 1${sum > 0 ? "; normalize: true divides them by their sum" : ""}`,
  );
}

function checkedWeight(caller: string, child: Indicator, path: string): number {
  const { weight } = child;
  if (typeof weight === "number" && weight >= 0 && weight < Number.POSITIVE_INFINITY) return weight;
  throw new ClienteleError(
    weight === undefined ? "weights-sum" : "out-of-range",
    { function: caller, value: weight },
    weight === undefined
      ? `indicator ${showValue(`${path}/${child.name}`)} has no weight where its siblings have one`
      : `the weight of indicator ${showValue(`${path}/${child.name}`)} must be a number of at least 0, got ` +
          `${showValue(weight)}`,
  );
}

function questionOf(caller: string, source: Indicator, common: LinearScale | null, path: string): Question {
  const column = source.column ?? source.name;
  requireColumnName(caller, `${path}.column`, column);
  return { column, scale: source.scale === undefined ? common : linearScale(caller, source.scale) };
}

function refuseColumnTwice(caller: string, column: string, first: string, second: string): never {
  throw new ClienteleError(
    "duplicate-column",
    { function: caller, column },
    `is used by both ${showValue(first)} and ${showValue(second)}; every question counts once`,
  );
}

function refuseCycle(
  caller: string,
  source: Indicator,
  parent: number,
  { nodes, sources }: { readonly nodes: readonly TreeNode[]; readonly sources: readonly Indicator[] },
  path: string,
): void {
  for (let above = parent; above >= 0; above = nodes[above]!.parent) {
    if (sources[above] !== source) continue;
    throw new ClienteleError(
      "cyclic-paths",
      { function: caller, value: source.name },
      `indicator ${showValue(path)} is among its own children`,
    );
  }
}
