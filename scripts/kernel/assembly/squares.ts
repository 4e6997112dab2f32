import { Parameters } from "./parameters";
import { plusProduct } from "./vectors";

/** |x|² of every point. */
export function measureSquares(search: Parameters, groups: usize): void {
  const groupBytes = search.columns << 5;
  const answersEnd = groups << 5;
  let at = search.points;
  for (let answer: usize = 0; answer < answersEnd; answer += 32) {
    const end = at + groupBytes;
    let squareA = f32x4.splat(0);
    let squareB = f32x4.splat(0);
    for (; at < end; at += 32) {
      const a = v128.load(at);
      const b = v128.load(at, 16);
      squareA = plusProduct(squareA, a, a);
      squareB = plusProduct(squareB, b, b);
    }
    v128.store(search.squares + answer, squareA);
    v128.store(search.squares + answer, squareB, 16);
  }
}
