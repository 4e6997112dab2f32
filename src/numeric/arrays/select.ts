/**
 * Moves the elements of values[left..right] so that values[k] is what a full sort would put there, nothing before it is
 * larger and nothing after it smaller. Floyd and Rivest (1975), algorithm 489: expected n + min(k, n − k) comparisons.
 * NaN is not allowed.
 */
export function select(values: Float64Array, k: number, left = 0, right: number = values.length - 1): void {
  let low = left;
  let high = right;
  while (high > low) {
    if (high - low > 600) {
      // Narrow down to a sample in which the k-th element almost surely lies.
      const n = high - low + 1;
      const i = k - low + 1;
      const z = Math.log(n);
      const s = 0.5 * Math.exp((2 * z) / 3);
      const spread = 0.5 * Math.sqrt((z * s * (n - s)) / n) * (i < n / 2 ? -1 : 1);
      const from = Math.max(low, Math.floor(k - (i * s) / n + spread));
      const to = Math.min(high, Math.floor(k + ((n - i) * s) / n + spread));
      select(values, k, from, to);
    }
    const pivot = values[k]!;
    let i = low;
    let j = high;
    swap(values, low, k);
    if (values[high]! > pivot) swap(values, low, high);
    while (i < j) {
      swap(values, i, j);
      i++;
      j--;
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
    }
    if (values[low]! === pivot) swap(values, low, j);
    else {
      j++;
      swap(values, j, high);
    }
    if (j <= k) low = j + 1;
    if (k <= j) high = j - 1;
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}
