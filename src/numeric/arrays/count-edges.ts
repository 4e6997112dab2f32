import { bucketCount, bucketOf, firstHighWord, wordsOf } from "./radix-buckets.js";

/** From so many values on a table by leading bits pays off. */
const tableFrom = 20_000;

/**
 * For every value the number of edges below it (`"below"`) or of edges not above it (`"upTo"`): its bin, counted from
 * 0. Edges are ascending, at most 255 of them; NaN gives an arbitrary bin.
 */
export function countEdges(values: Float64Array, edges: ArrayLike<number>, which: "below" | "upTo"): Uint8Array {
  // The NaN ends the search: it is neither below nor up to anything.
  const ladder = Float64Array.of(...Array.from(edges), Number.NaN);
  const bins = new Uint8Array(values.length);
  // The search begins at the lowest bin that values with the same leading 16 bits can have: one comparison or two.
  const table = values.length < tableFrom ? null : firstBins(ladder.subarray(0, -1));
  const words = wordsOf(values);
  if (which === "below") {
    for (let row = 0; row < bins.length; row++) {
      const value = values[row]!;
      let bin = table === null ? 0 : table[bucketOf(words[2 * row + firstHighWord]!)]!;
      while (ladder[bin]! < value) bin++;
      bins[row] = bin;
    }
  } else {
    for (let row = 0; row < bins.length; row++) {
      const value = values[row]!;
      let bin = table === null ? 0 : table[bucketOf(words[2 * row + firstHighWord]!)]!;
      while (ladder[bin]! <= value) bin++;
      bins[row] = bin;
    }
  }
  return bins;
}

/** For every bucket the number of edges in lower buckets: the lowest bin that its values can have. */
function firstBins(edges: Float64Array): Uint8Array {
  // −0 and 0 are equal, but −0 has a bucket of its own: an edge there would count for 0.
  const words = wordsOf(edges.map((edge) => edge + 0));
  const edgeBuckets = Array.from(edges, (_, i) => bucketOf(words[2 * i + firstHighWord]!));
  const table = new Uint8Array(bucketCount);
  let bin = 0;
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    while (bin < edges.length && edgeBuckets[bin]! < bucket) bin++;
    table[bucket] = bin;
  }
  return table;
}
