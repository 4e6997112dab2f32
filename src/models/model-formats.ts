import type { ModelFormat } from "../errors/index.js";

/** The formats of all kinds of models. */
export const modelFormats: readonly ModelFormat[] = [];
