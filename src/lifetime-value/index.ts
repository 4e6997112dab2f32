export type { FitStatus, LifetimeKind, LifetimeModel } from "./model.js";
