/** At most `most` places from 0 to n − 1, evenly spread, the first and the last among them. */
export function evenPlaces(n: number, most: number): number[] {
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (n - 1)) / (most - 1)));
}
