import { type createRandom, sortedOrder } from "../../numeric/index.js";

/** How controls are found. */
export interface MatchingRules {
  /** Controls for each treated customer at most, not counting ties. */
  readonly ratio: number;
  /** Whether a control may serve several treated customers. */
  readonly replacement: boolean;
  /** The farthest a control may lie away, in the units of the scores; Infinity without a limit. */
  readonly caliper: number;
  /** Distances that differ by no more are equal. */
  readonly tolerance: number;
}

/** How equally near controls are told apart. */
export interface Lot {
  /** All rows in an order drawn by lot. */
  readonly order: Int32Array;
  readonly random: ReturnType<typeof createRandom>;
}

/** A treated customer with the controls that were found, as rows. */
export interface Match {
  readonly treated: number;
  readonly controls: number[];
}

/** Who serves whom. */
export interface Matching {
  readonly matches: Match[];
  /** Choices that the lot decided, since others lay as near. */
  readonly drawn: number;
  readonly choices: number;
}

/** With replacement at most so many controls serve one treated customer where more of them are equally near. */
const mostShared = 100;

/**
 * The nearest controls by score of each treated customer, those without any left out. With replacement all that lie as
 * near as the last one serve, too (Abadie and Imbens 2006), or a part of them that the lot picks where they are very
 * many. Without, the treated choose in the order of falling scores, since those with high scores have few controls
 * near them, in as many rounds as the ratio says; the lot decides which of equally near controls is taken, and who of
 * equal scores is first.
 */
export function nearestControls(score: Float64Array, treated: Float64Array, rules: MatchingRules, lot: Lot): Matching {
  const ranked = (sign: number, group: number): Int32Array =>
    sortedOrder(Float64Array.from(lot.order, (row) => sign * score[row]!))
      .map((place) => lot.order[place]!)
      .filter((row) => treated[row] === group);
  const search = { score, controls: ranked(1, 0), rules };
  const matches = Array.from(ranked(-1, 1), (row): Match => ({ treated: row, controls: [] }));
  const found = rules.replacement
    ? chooseFromAll(search, matches, lot.random)
    : chooseInTurn(search, matches, lot.random);
  return {
    ...found,
    matches: matches.filter((match) => match.controls.length > 0).sort((a, b) => a.treated - b.treated),
  };
}

/** Fills the matches in the order given, each with all controls that are near enough. */
function chooseFromAll(search: ControlSearch, matches: readonly Match[], random: Lot["random"]) {
  const most = Math.max(search.rules.ratio, mostShared);
  let drawn = 0;
  let choices = 0;
  let near = { sure: [] as number[], tied: [] as number[] };
  let at = Number.NaN;
  for (const { treated, controls } of matches) {
    if (search.score[treated] !== at) {
      at = search.score[treated]!;
      near = nearestOfAll(search, at);
    }
    const { sure, tied } = near;
    if (sure.length + tied.length === 0) continue;
    choices++;
    for (const row of sure) controls.push(row);
    const taken = Math.min(tied.length, most - sure.length);
    const first = taken < tied.length ? random.integer(tied.length) : 0;
    if (taken < tied.length) drawn++;
    for (let i = 0; i < taken; i++) controls.push(tied[(first + i) % tied.length]!);
  }
  return { drawn, choices };
}

/** Fills the matches in the order given, round by round, each with a control that is still free. */
function chooseInTurn(search: ControlSearch, matches: readonly Match[], random: Lot["random"]) {
  const { controls, score, rules } = search;
  const free = freePlaces(controls.length);
  let drawn = 0;
  let choices = 0;
  for (let round = 0; round < rules.ratio; round++) {
    for (const match of matches) {
      const { place, tied } = nearestFree(search, score[match.treated]!, free, random);
      if (place < 0) continue;
      choices++;
      if (tied) drawn++;
      match.controls.push(controls[place]!);
      free.take(place);
    }
  }
  return { drawn, choices };
}

interface ControlSearch {
  readonly score: Float64Array;
  /** Rows of the controls by rising score, equal ones as drawn by lot. */
  readonly controls: Int32Array;
  readonly rules: MatchingRules;
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

/** The nearest controls, walking outwards: those within the ratio, and all that are as near as the last of them. */
function nearestOfAll(search: ControlSearch, wanted: number) {
  const { ratio, caliper, tolerance } = search.rules;
  let right = firstAtLeast(search, wanted);
  let left = right - 1;
  const sure: number[] = [];
  let tied: number[] = [];
  let distance = Number.NEGATIVE_INFINITY;
  for (;;) {
    const [onLeft, onRight] = [distanceAt(search, left, wanted), distanceAt(search, right, wanted)];
    const nearest = Math.min(onLeft, onRight);
    if (nearest > caliper || nearest === Number.POSITIVE_INFINITY) break;
    if (nearest > distance + tolerance) {
      if (sure.length + tied.length >= ratio) break;
      for (const row of tied) sure.push(row);
      tied = [];
      distance = nearest;
    }
    tied.push(search.controls[onRight <= onLeft ? right++ : left--]!);
  }
  return { sure, tied };
}

/** The place of the nearest control that is free, −1 where none is near enough, and whether another is as near. */
function nearestFree(search: ControlSearch, wanted: number, free: FreePlaces, random: Lot["random"]) {
  const { score, controls, rules } = search;
  const middle = firstAtLeast(search, wanted);
  const [left, right] = [free.atMost(middle - 1), free.atLeast(middle)];
  const [onLeft, onRight] = [distanceAt(search, left, wanted), distanceAt(search, right, wanted)];
  const nearest = Math.min(onLeft, onRight);
  if (nearest > rules.caliper || nearest === Number.POSITIVE_INFINITY) return { place: -1, tied: false };
  if (Math.abs(onLeft - onRight) <= rules.tolerance) {
    return { place: random.uniform() < 0.5 ? left : right, tied: true };
  }
  const place = onRight < onLeft ? right : left;
  const next = onRight < onLeft ? free.atLeast(right + 1) : free.atMost(left - 1);
  const tied = next >= 0 && next < controls.length && score[controls[next]!] === score[controls[place]!];
  return { place, tied };
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
