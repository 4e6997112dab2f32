import type { ModelFormat, ModelHeader } from "../../errors/index.js";
import type { ContractSurvival } from "./contract-survival.js";

/** What projections and comparisons need to know of a kind of model of how long customers stay under contract. */
export interface ContractDefinition<Model extends ModelHeader> {
  readonly kind: Model["kind"];
  /** The saved form of a fitted model. */
  readonly format: ModelFormat<Model>;
  /** Errors: `unusable-model` for parameters that no model of this kind has. */
  survival(caller: string, model: Model): ContractSurvival;
  /** How many numbers of the model were fitted to the data. */
  parameterCount(model: Model): number;
  /** The last age up to which the model does what a cohort can do [for good, and then null]. */
  plausibleUntil?(model: Model): number | null;
}
