import type { Column, Vector } from "../table/index.js";

/** Numbers as a caller may give them: an array, a typed array or a column of a table. */
export type NumberInput = Vector | Column;
