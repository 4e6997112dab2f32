/**
 * The adjusted Rand index from the definition by pairs: how many of all pairs are together in both, in one, or in
 * neither.
 */
export function randIndexByPairs(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let both = 0;
  let onlyA = 0;
  let onlyB = 0;
  let neither = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = i + 1; j < a.length; j++) {
      const [inA, inB] = [a[i] === a[j], b[i] === b[j]];
      if (inA && inB) both++;
      else if (inA) onlyA++;
      else if (inB) onlyB++;
      else neither++;
    }
  }
  const spread = (both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither);
  return spread === 0 ? 1 : (2 * (both * neither - onlyA * onlyB)) / spread;
}
