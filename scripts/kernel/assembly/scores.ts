import { Parameters } from "./parameters";
import { minusProduct } from "./vectors";

/**
 * The least and the second least score of every point, and whose the least is. Two vectors of four points, A and B,
 * meet four centers at a time: eight independent chains of subtractions, and each vector that is loaded serves several.
 */
export function scoreCenters(search: Parameters, groups: usize): void {
  const groupBytes = search.columns << 5;
  const answersEnd = groups << 5;
  const inFours = search.k & ~3;
  const one = i32x4.splat(1);
  let points = search.points;
  for (let answer: usize = 0; answer < answersEnd; answer += 32) {
    const end = points + groupBytes;
    let leastA = f32x4.splat(Infinity);
    let leastB = f32x4.splat(Infinity);
    let secondA = f32x4.splat(Infinity);
    let secondB = f32x4.splat(Infinity);
    let nearestA = i32x4.splat(0);
    let nearestB = i32x4.splat(0);
    let center = i32x4.splat(0);
    let coordinate = search.centers;
    let half = search.halves;
    for (let j: usize = 0; j < inFours; j += 4) {
      let a0 = v128.load32_splat(half);
      let a1 = v128.load32_splat(half, 4);
      let a2 = v128.load32_splat(half, 8);
      let a3 = v128.load32_splat(half, 12);
      let b0 = a0;
      let b1 = a1;
      let b2 = a2;
      let b3 = a3;
      for (let at = points; at < end; at += 32) {
        const a = v128.load(at);
        const b = v128.load(at, 16);
        let c = v128.load32_splat(coordinate);
        a0 = minusProduct(a0, a, c);
        b0 = minusProduct(b0, b, c);
        c = v128.load32_splat(coordinate, 4);
        a1 = minusProduct(a1, a, c);
        b1 = minusProduct(b1, b, c);
        c = v128.load32_splat(coordinate, 8);
        a2 = minusProduct(a2, a, c);
        b2 = minusProduct(b2, b, c);
        c = v128.load32_splat(coordinate, 12);
        a3 = minusProduct(a3, a, c);
        b3 = minusProduct(b3, b, c);
        coordinate += 16;
      }
      nearestA = nearer(center, a0, nearestA, leastA);
      secondA = second(a0, leastA, secondA);
      leastA = f32x4.pmin(leastA, a0);
      nearestB = nearer(center, b0, nearestB, leastB);
      secondB = second(b0, leastB, secondB);
      leastB = f32x4.pmin(leastB, b0);
      center = i32x4.add(center, one);
      nearestA = nearer(center, a1, nearestA, leastA);
      secondA = second(a1, leastA, secondA);
      leastA = f32x4.pmin(leastA, a1);
      nearestB = nearer(center, b1, nearestB, leastB);
      secondB = second(b1, leastB, secondB);
      leastB = f32x4.pmin(leastB, b1);
      center = i32x4.add(center, one);
      nearestA = nearer(center, a2, nearestA, leastA);
      secondA = second(a2, leastA, secondA);
      leastA = f32x4.pmin(leastA, a2);
      nearestB = nearer(center, b2, nearestB, leastB);
      secondB = second(b2, leastB, secondB);
      leastB = f32x4.pmin(leastB, b2);
      center = i32x4.add(center, one);
      nearestA = nearer(center, a3, nearestA, leastA);
      secondA = second(a3, leastA, secondA);
      leastA = f32x4.pmin(leastA, a3);
      nearestB = nearer(center, b3, nearestB, leastB);
      secondB = second(b3, leastB, secondB);
      leastB = f32x4.pmin(leastB, b3);
      center = i32x4.add(center, one);
      half += 16;
    }
    for (let j: usize = inFours; j < search.k; j++) {
      let a = v128.load32_splat(half);
      let b = a;
      for (let at = points; at < end; at += 32) {
        const c = v128.load32_splat(coordinate);
        a = minusProduct(a, v128.load(at), c);
        b = minusProduct(b, v128.load(at, 16), c);
        coordinate += 4;
      }
      nearestA = nearer(center, a, nearestA, leastA);
      secondA = second(a, leastA, secondA);
      leastA = f32x4.pmin(leastA, a);
      nearestB = nearer(center, b, nearestB, leastB);
      secondB = second(b, leastB, secondB);
      leastB = f32x4.pmin(leastB, b);
      center = i32x4.add(center, one);
      half += 4;
    }
    v128.store(search.least + answer, leastA);
    v128.store(search.least + answer, leastB, 16);
    v128.store(search.secondLeast + answer, secondA);
    v128.store(search.secondLeast + answer, secondB, 16);
    v128.store(search.nearest + answer, nearestA);
    v128.store(search.nearest + answer, nearestB, 16);
    points = end;
  }
}

/** This center where its score is below the least so far; a tie leaves the lower index. */
function nearer(center: v128, score: v128, nearest: v128, least: v128): v128 {
  return v128.bitselect(center, nearest, f32x4.lt(score, least));
}

/** The second least of a score and the two least so far. */
function second(score: v128, least: v128, second: v128): v128 {
  return f32x4.pmin(second, f32x4.pmax(least, score));
}
