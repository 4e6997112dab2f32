import { groupSize, type KMeansState, scalar } from "./k-means-state.js";
import { squaredDistance } from "./squared-distance.js";

/** What is known of the points of a block while their groups are looked at, one entry per point of the list. */
export interface GroupScratch {
  /** Distance to the nearest center so far, and its square. */
  readonly distance: Float64Array;
  readonly square: Float64Array;
  /** The group of the nearest center if it was looked at, else -1; the second least distance in it. */
  readonly group: Int32Array;
  readonly second: Float64Array;
  /** The least distance or bound among the other groups. */
  readonly others: Float64Array;
  readonly homeSeen: Uint8Array;
  /** The entries whose bound does not rule out the group. */
  readonly open: Int32Array;
  /** Squared distances of two points to the four centers of a group. Numbers handed from function to function would each be an object. */
  readonly tile: Float64Array;
}

/** Points taken at a time: few enough that they and what is known of them stay in the fastest cache while the groups pass by. */
const chunk = 256;

/** Working memory for {@link nearestByGroups}. */
export function createGroupScratch(): GroupScratch {
  const rows = chunk;
  return {
    distance: new Float64Array(rows),
    square: new Float64Array(rows),
    group: new Int32Array(rows),
    second: new Float64Array(rows),
    others: new Float64Array(rows),
    homeSeen: new Uint8Array(rows),
    open: new Int32Array(rows + 1),
    tile: new Float64Array(8),
  };
}

/** Storing a bound in single precision may round it up by 2⁻²⁴ of itself; this takes back more. */
const roundDown = 1 - 2 ** -22;

/**
 * The nearest center of some points of a block, with a lower bound for each on the distance to every group of four centers (Ding et al. 2015, Yinyang k-means): a group whose bound lies above the nearest
 * distance so far is not looked at. A bound is kept together with what the budget of its group was, so that a pass in which it holds writes nothing. Groups are taken one after the other for the whole list, so
 * that the points of which a group has to be looked at can be taken two at a time. Same result as {@link nearestTwo}, but `gaps` get lower bounds.
 */
export function nearestByGroups(
  state: KMeansState,
  scratch: GroupScratch,
  block: number,
  list: Int32Array,
  count: number,
  nearest: Int32Array,
  gaps: Float64Array,
): void {
  for (let from = 0; from < count; from += chunk) {
    const to = Math.min(from + chunk, count);
    nearestOfChunk(state, scratch, block, list.subarray(from, to), nearest.subarray(from, to), gaps.subarray(from, to));
  }
}

function nearestOfChunk(
  state: KMeansState,
  scratch: GroupScratch,
  block: number,
  list: Int32Array,
  nearest: Int32Array,
  gaps: Float64Array,
): void {
  const { groupBudget, blockRows, scalars } = state;
  const groups = groupBudget.length;
  const count = list.length;
  const { distance, second, others } = scratch;
  const rounding = scalars[scalar.rounding]!;
  beginWithOwn(state, scratch, list, count, nearest, gaps);
  for (let g = 0; g < groups; g++) {
    const bounds = (block * groups + g) * blockRows - block * blockRows;
    const open = openEntries(state, scratch, g, bounds, list, count);
    for (let i = 0; i < open; i += 2)
      lookAtGroup(state, scratch, g, bounds, i, i + 1 < open ? i + 1 : i, list, nearest);
  }
  for (let place = 0; place < count; place++) {
    settleBounds(state, scratch, block, place, list[place]!, nearest[place]!, gaps);
    const next = scratch.group[place]! < 0 ? others[place]! : Math.min(others[place]!, second[place]!);
    gaps[place] = next - distance[place]! - rounding;
  }
}

/** The distance to the center a point belongs to; `gaps` keeps it. */
function beginWithOwn(
  { points, centers, columns, labels }: KMeansState,
  { distance, square, group, second, others, homeSeen }: GroupScratch,
  list: Int32Array,
  count: number,
  nearest: Int32Array,
  gaps: Float64Array,
): void {
  for (let place = 0; place < count; place++) {
    const row = list[place]!;
    const label = labels[row]!;
    const own =
      label < 0 ? Number.POSITIVE_INFINITY : squaredDistance(points, row * columns, centers, label * columns, columns);
    square[place] = own;
    distance[place] = Math.sqrt(own);
    gaps[place] = distance[place]!;
    nearest[place] = label;
    group[place] = -1;
    second[place] = Number.POSITIVE_INFINITY;
    others[place] = Number.POSITIVE_INFINITY;
    homeSeen[place] = 0;
  }
}

/** Lists the entries of which the group has to be looked at; the bounds of the rest join `others`. */
function openEntries(
  { groupBounds, groupBudget, labels }: KMeansState,
  { distance, others, open }: GroupScratch,
  g: number,
  bounds: number,
  list: Int32Array,
  count: number,
): number {
  const spent = groupBudget[g]!;
  let length = 0;
  // Nothing is known before the first pass.
  if (count > 0 && labels[list[0]!]! < 0) {
    for (let place = 0; place < count; place++) open[place] = place;
    return count;
  }
  for (let place = 0; place < count; place++) {
    const bound = groupBounds[bounds + list[place]!]! - spent;
    if (bound > distance[place]!) others[place] = Math.min(others[place]!, bound);
    else open[length++] = place;
  }
  return length;
}

/** Compares two entries of `open` with the four centers of a group. */
function lookAtGroup(
  state: KMeansState,
  scratch: GroupScratch,
  g: number,
  bounds: number,
  i: number,
  partner: number,
  list: Int32Array,
  nearest: Int32Array,
): void {
  const { points, columns, groupCenters } = state;
  const { open, tile } = scratch;
  const placeA = open[i]!;
  const placeB = open[partner]!;
  let rowA = list[placeA]! * columns;
  let rowB = list[placeB]! * columns;
  let c0 = groupSize * g * columns;
  let c1 = c0 + columns;
  let c2 = c1 + columns;
  let c3 = c2 + columns;
  const end = rowA + columns;
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  while (rowA < end) {
    const a = points[rowA++]!;
    const b = points[rowB++]!;
    let center = groupCenters[c0++]!;
    a0 += (a - center) * (a - center);
    b0 += (b - center) * (b - center);
    center = groupCenters[c1++]!;
    a1 += (a - center) * (a - center);
    b1 += (b - center) * (b - center);
    center = groupCenters[c2++]!;
    a2 += (a - center) * (a - center);
    b2 += (b - center) * (b - center);
    center = groupCenters[c3++]!;
    a3 += (a - center) * (a - center);
    b3 += (b - center) * (b - center);
  }
  tile[0] = a0;
  tile[1] = a1;
  tile[2] = a2;
  tile[3] = a3;
  tile[4] = b0;
  tile[5] = b1;
  tile[6] = b2;
  tile[7] = b3;
  takeFour(state, scratch, 0, g, bounds, placeA, list[placeA]!, nearest);
  if (placeB !== placeA) takeFour(state, scratch, 4, g, bounds, placeB, list[placeB]!, nearest);
}

/** Takes in the squared distances of a point to the four centers of a group, whose members are in ascending order. */
function takeFour(
  { labels, groupBounds, groupBudget, groupMembers, groupOf, scalars }: KMeansState,
  { distance, square, group, second, others, homeSeen, tile }: GroupScratch,
  first: number,
  g: number,
  bounds: number,
  place: number,
  row: number,
  nearest: Int32Array,
): void {
  const d0 = tile[first]!;
  const d1 = tile[first + 1]!;
  const d2 = tile[first + 2]!;
  const d3 = tile[first + 3]!;
  let low = d0;
  let next = d1;
  let member = groupSize * g;
  if (d1 < d0) {
    low = d1;
    next = d0;
    member++;
  }
  if (d2 < low) {
    next = low;
    low = d2;
    member = groupSize * g + 2;
  } else if (d2 < next) next = d2;
  if (d3 < low) {
    next = low;
    low = d3;
    member = groupSize * g + 3;
  } else if (d3 < next) next = d3;
  const j = groupMembers[member]!;
  const exact = Math.sqrt(low);
  const before = labels[row]!;
  if (before >= 0 && groupOf[before] === g) homeSeen[place] = 1;
  groupBounds[bounds + row] = (exact - scalars[scalar.rounding]! + groupBudget[g]!) * roundDown;
  const current = nearest[place]!;
  if (j === current) {
    group[place] = g;
    second[place] = Math.sqrt(next);
  } else if (low < square[place]! || (low === square[place]! && j < current)) {
    // What was nearest until now becomes one of the others.
    if (group[place]! !== g && distance[place]! < others[place]!) others[place] = distance[place]!;
    square[place] = low;
    distance[place] = exact;
    nearest[place] = j;
    group[place] = g;
    second[place] = Math.sqrt(next);
  } else if (exact < others[place]!) others[place] = exact;
}

/** The bound of a group leaves out the center to which the point now belongs and counts the one to which it belonged before. */
function settleBounds(
  { labels, groupBounds, groupBudget, groupOf, blockRows, scalars }: KMeansState,
  { group, second, homeSeen }: GroupScratch,
  block: number,
  place: number,
  row: number,
  now: number,
  own: Float64Array,
): void {
  const groups = groupBudget.length;
  const rounding = scalars[scalar.rounding]!;
  const inGroup = (g: number) => (block * groups + g) * blockRows - block * blockRows + row;
  const g = group[place]!;
  if (g >= 0) groupBounds[inGroup(g)] = (second[place]! - rounding + groupBudget[g]!) * roundDown;
  const before = labels[row]!;
  if (before < 0 || before === now || homeSeen[place] === 1) return;
  const home = groupOf[before]!;
  const bound = (own[place]! - rounding + groupBudget[home]!) * roundDown;
  if (bound < groupBounds[inGroup(home)]!) groupBounds[inGroup(home)] = bound;
}
