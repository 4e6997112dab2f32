import { type PlannedPath, type PlsPlan, planPls } from "../solver/pls-plan.js";
import type { ConstructSpecification, PathSpecification } from "./path-specification.js";
import { itemsOf } from "./read-specification.js";

/** Where a construct is estimated: parts of higher-order constructs in the first stage, all others in the final one. */
export type Stage = "first" | "final";

/** A construct in the order of the specification, with the place where it is estimated. */
export interface ReportedConstruct {
  readonly name: string;
  readonly stage: Stage;
  /** Its place among the constructs of that stage. */
  readonly place: number;
  /** The names of its items, or of the lower-order constructs that are its items. */
  readonly parts: readonly string[];
  readonly higherOrder: boolean;
}

/** A path model laid out for estimation. */
export interface ModelLayout {
  readonly specification: PathSpecification;
  /** Observed items: the first rows of every correlation matrix. */
  readonly items: readonly string[];
  /** The first stage of a model with higher-order constructs; null without them. */
  readonly first: PlsPlan | null;
  /** Names of the constructs of the first stage, in its order; empty without one. */
  readonly firstNames: readonly string[];
  /** The path of the specification behind each path of the first stage. */
  readonly firstOrigin: readonly number[];
  /** The construct of the first stage behind each row of the final matrix after the observed items. */
  readonly scores: readonly number[];
  readonly final: PlsPlan;
  readonly reported: readonly ReportedConstruct[];
  /** Names of the constructs of the final stage, in its order. */
  readonly finalNames: readonly string[];
}

/** The plan of a stage. */
export function planOf({ first, final }: ModelLayout, stage: Stage): PlsPlan {
  return stage === "first" && first !== null ? first : final;
}

/**
 * Lays a specification out. With higher-order constructs this is the disjoint two-stage approach (Becker, Cheah,
 * Gholamzade, Ringle and Sarstedt 2023): in the first stage the lower-order constructs stand in the place of their
 * higher-order one in every path, in the second their scores are its items.
 */
export function modelLayout(specification: PathSpecification): ModelLayout {
  const { constructs } = specification;
  const items = itemsOf(constructs);
  const parts = new Set(constructs.flatMap((construct) => construct.constructs));
  const measured = constructs.filter((construct) => construct.constructs.length === 0);
  const lower = measured.filter((construct) => parts.has(construct.name));
  const inFinal = constructs.filter((construct) => !parts.has(construct.name));
  const expanded = expandPaths(specification, measured);
  return {
    specification,
    items,
    first: parts.size === 0 ? null : firstPlan(specification, items, measured, expanded),
    firstNames: parts.size === 0 ? [] : measured.map((construct) => construct.name),
    firstOrigin: expanded.map(({ origin }) => origin),
    scores: lower.map((construct) => placeOf(measured, construct.name)),
    final: finalPlan(specification, items, lower, inFinal),
    reported: constructs.map((construct) => {
      const isPart = parts.has(construct.name);
      return {
        name: construct.name,
        stage: isPart ? "first" : "final",
        place: placeOf(isPart ? measured : inFinal, construct.name),
        parts: construct.constructs.length > 0 ? construct.constructs : construct.items,
        higherOrder: construct.constructs.length > 0,
      };
    }),
    finalNames: inFinal.map((construct) => construct.name),
  };
}

type Constructs = readonly ConstructSpecification[];

function placeOf(constructs: Constructs, name: string): number {
  return constructs.findIndex((construct) => construct.name === name);
}

/** A path of the first stage, and the path of the specification that it comes from. */
interface ExpandedPath extends PlannedPath {
  readonly origin: number;
}

/** The paths of the specification with every higher-order construct replaced by each of its parts. */
function expandPaths({ constructs, paths }: PathSpecification, measured: Constructs): ExpandedPath[] {
  const measuredBy = (name: string): readonly string[] => {
    const inside = constructs[placeOf(constructs, name)]!.constructs;
    return inside.length === 0 ? [name] : inside;
  };
  return paths.flatMap(({ from, to }, origin) =>
    measuredBy(from).flatMap((start) =>
      measuredBy(to).map((end) => ({ origin, from: placeOf(measured, start), to: placeOf(measured, end) })),
    ),
  );
}

function firstPlan(
  { scheme, consistent }: PathSpecification,
  items: readonly string[],
  measured: Constructs,
  paths: readonly PlannedPath[],
): PlsPlan {
  return planPls({
    blocks: measured.map((construct) => construct.items.map((item) => items.indexOf(item))),
    modes: measured.map((construct) => construct.mode),
    paths,
    scheme,
    consistent,
    items: items.length,
  });
}

function finalPlan(
  { paths, scheme, consistent }: PathSpecification,
  items: readonly string[],
  lower: Constructs,
  inFinal: Constructs,
): PlsPlan {
  return planPls({
    blocks: inFinal.map((construct) =>
      construct.constructs.length > 0
        ? construct.constructs.map((name) => items.length + placeOf(lower, name))
        : construct.items.map((item) => items.indexOf(item)),
    ),
    modes: inFinal.map((construct) => construct.mode),
    paths: paths.map(({ from, to }) => ({ from: placeOf(inFinal, from), to: placeOf(inFinal, to) })),
    scheme,
    consistent,
    items: items.length + lower.length,
  });
}
