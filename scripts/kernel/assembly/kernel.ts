/**
 * Distances of many points to centers in single precision, eight points at a time. A point x is scored against a center
 * c by |c|²/2 − x·c, which ranks centers as the distance does. What rounding can change is bounded (see
 * `rounding-bounds.ts`), so that every answer is certain or marked as doubtful.
 */
export { findCloser } from "./closer";
export { findChanged, findNearest } from "./nearest";
