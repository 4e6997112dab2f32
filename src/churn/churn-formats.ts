import type { ModelFormat } from "../errors/index.js";
import { coxFormat } from "./cox-model.js";

/** The formats of the models of this room. */
export const churnFormats: readonly ModelFormat[] = [coxFormat];
