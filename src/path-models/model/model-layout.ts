import { type PlsPlan, planPls } from "../solver/pls-plan.js";
import type { PathSpecification } from "./path-specification.js";
import { itemsOf } from "./read-specification.js";

/** A construct in the order of the specification, with the place where it is estimated. */
export interface ReportedConstruct {
  readonly name: string;
  /** Lower-order constructs are estimated in the first of two stages. */
  readonly stage: "first" | "final";
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
  /** Stage one of a model with higher-order constructs; null without them. */
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

/**
 * Lays a specification out. With higher-order constructs this is the disjoint two-stage approach (Becker, Cheah,
 * Gholamzade, Ringle and Sarstedt 2023): in the first stage the lower-order constructs stand in the place of their
 * higher-order one in every path, in the second their scores are its items.
 */
export function compileModel(specification: PathSpecification): ModelLayout {
  const { constructs, paths, scheme, consistent } = specification;
  const items = itemsOf(constructs);
  const itemPlace = new Map(items.map((item, i) => [item, i]));
  const parts = new Set(constructs.flatMap((construct) => construct.constructs));
  const measured = constructs.filter((construct) => construct.constructs.length === 0);
  const inFinal = constructs.filter((construct) => !parts.has(construct.name));
  const lower = measured.filter((construct) => parts.has(construct.name));
  const placeOf = (list: typeof constructs, name: string): number => list.findIndex((one) => one.name === name);

  const expanded = paths.flatMap(({ from, to }, origin) => {
    const [starts, ends] = [from, to].map((name) => {
      const inside = constructs[placeOf(constructs, name)]!.constructs;
      return inside.length === 0 ? [name] : inside;
    }) as [readonly string[], readonly string[]];
    return starts.flatMap((start) =>
      ends.map((end) => ({ origin, from: placeOf(measured, start), to: placeOf(measured, end) })),
    );
  });
  const first =
    parts.size === 0
      ? null
      : planPls({
          blocks: measured.map((construct) => construct.items.map((item) => itemPlace.get(item)!)),
          modes: measured.map((construct) => construct.mode),
          paths: expanded,
          scheme,
          consistent,
          items: items.length,
        });
  const final = planPls({
    blocks: inFinal.map((construct) =>
      construct.constructs.length > 0
        ? construct.constructs.map((name) => items.length + placeOf(lower, name))
        : construct.items.map((item) => itemPlace.get(item)!),
    ),
    modes: inFinal.map((construct) => construct.mode),
    paths: paths.map(({ from, to }) => ({ from: placeOf(inFinal, from), to: placeOf(inFinal, to) })),
    scheme,
    consistent,
    items: items.length + lower.length,
  });
  return {
    specification,
    items,
    first,
    firstNames: first === null ? [] : measured.map((construct) => construct.name),
    firstOrigin: expanded.map(({ origin }) => origin),
    scores: lower.map((construct) => placeOf(measured, construct.name)),
    final,
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
