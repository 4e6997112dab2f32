import { sortedOrder } from "../../numeric/index.js";

/** How controls are found. */
export interface MatchingRules {
  /** Controls for each treated customer at most. */
  readonly ratio: number;
  /** Whether a control may serve several treated customers. */
  readonly replacement: boolean;
  /** The farthest a control may lie away, in the units of the scores; Infinity without a limit. */
  readonly caliper: number;
}

/** A treated customer with the controls that were found, as rows. */
export interface Match {
  readonly treated: number;
  readonly controls: number[];
}

/**
 * The nearest controls by score of each treated customer, those without any left out. Without replacement the treated
 * choose in the order of falling scores, since those with high scores have few controls near them, in as many rounds as
 * the ratio says. Which of equally near controls is taken depends on the order of the rows.
 */
export function nearestControls(score: Float64Array, treated: Float64Array, rules: MatchingRules): Match[] {
  const controls = sortedOrder(score).filter((row) => treated[row] === 0);
  const falling = sortedOrder(score.map((value) => -value)).filter((row) => treated[row] === 1);
  const matches = Array.from(falling, (row): Match => ({ treated: row, controls: [] }));
  const search = { score, controls, caliper: rules.caliper };
  if (rules.replacement) {
    for (const match of matches) match.controls.push(...nearestOfAll(search, score[match.treated]!, rules.ratio));
  } else {
    const free = freePlaces(controls.length);
    for (let round = 0; round < rules.ratio; round++) {
      for (const match of matches) {
        const place = nearestFree(search, score[match.treated]!, free);
        if (place < 0) continue;
        match.controls.push(controls[place]!);
        free.take(place);
      }
    }
  }
  return matches.filter((match) => match.controls.length > 0).sort((a, b) => a.treated - b.treated);
}

interface ControlSearch {
  readonly score: Float64Array;
  /** Rows of the controls by rising score. */
  readonly controls: Int32Array;
  readonly caliper: number;
}

/** The place of the first control with a score of at least `wanted`. */
function firstAtLeast({ score, controls }: ControlSearch, wanted: number): number {
  let [low, high] = [0, controls.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (score[controls[middle]!]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far the control at a place lies away; Infinity where there is none. */
function distanceAt({ score, controls }: ControlSearch, place: number, wanted: number): number {
  return place < 0 || place >= controls.length ? Number.POSITIVE_INFINITY : Math.abs(score[controls[place]!]! - wanted);
}

/** The nearest controls, walking outwards from the score. */
function nearestOfAll(search: ControlSearch, wanted: number, ratio: number): number[] {
  let right = firstAtLeast(search, wanted);
  let left = right - 1;
  const found: number[] = [];
  while (found.length < ratio) {
    const [onLeft, onRight] = [distanceAt(search, left, wanted), distanceAt(search, right, wanted)];
    if (Math.min(onLeft, onRight) > search.caliper || Math.min(onLeft, onRight) === Number.POSITIVE_INFINITY) break;
    found.push(search.controls[onRight <= onLeft ? right++ : left--]!);
  }
  return found;
}

/** The place of the nearest control that is free; −1 where none is near enough. */
function nearestFree(search: ControlSearch, wanted: number, free: FreePlaces): number {
  const middle = firstAtLeast(search, wanted);
  const [left, right] = [free.atMost(middle - 1), free.atLeast(middle)];
  const [onLeft, onRight] = [distanceAt(search, left, wanted), distanceAt(search, right, wanted)];
  const nearest = Math.min(onLeft, onRight);
  if (nearest > search.caliper || nearest === Number.POSITIVE_INFINITY) return -1;
  return onRight <= onLeft ? right : left;
}

/** Places that are still free, found in almost constant time by paths that are shortened on the way (Tarjan 1975). */
interface FreePlaces {
  /** The nearest free place at or above; the number of places where there is none. */
  readonly atLeast: (place: number) => number;
  /** The nearest free place at or below; −1 where there is none. */
  readonly atMost: (place: number) => number;
  readonly take: (place: number) => void;
}

function freePlaces(places: number): FreePlaces {
  // Shifted by one, so that place −1 has an element, too.
  const above = Int32Array.from({ length: places + 2 }, (_, i) => i);
  const below = Int32Array.from({ length: places + 2 }, (_, i) => i);
  const rootOf = (parents: Int32Array, from: number): number => {
    let at = from;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  };
  return {
    atLeast: (place) => rootOf(above, place + 1) - 1,
    atMost: (place) => rootOf(below, place + 1) - 1,
    take: (place) => {
      above[place + 1] = place + 2;
      below[place + 1] = place;
    },
  };
}
