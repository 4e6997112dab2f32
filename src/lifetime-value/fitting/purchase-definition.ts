import type { ModelFormat } from "../../errors/index.js";
import type { TableInput } from "../../table/index.js";
import type { PurchaseHistory } from "./customer-statistics.js";
import type { LifetimeModel } from "./lifetime-model.js";
import type { PurchasePath, PurchasePathAfter } from "./purchase-path.js";
import type { PurchaseProcess } from "./purchase-process.js";

/** What each kind of model of this room says about itself. `Data` is what its fit reads. */
export interface ModelDefinition<Kind extends string, Name extends string, Data> {
  readonly kind: Kind;
  /** In the order in which arrays of parameters hold them. All parameters are above 0. */
  readonly parameterNames: readonly Name[];
  /** Those that are whole numbers, chosen rather than estimated by derivatives [none]. */
  readonly wholeParameters?: readonly Name[];
  /** The total log-likelihood of data under given parameters. Errors: those of the fit for bad data. */
  logLikelihood(caller: string, values: Float64Array, data: Data): number;
  /** The saved form of a fitted model. */
  readonly format: ModelFormat<LifetimeModel<Kind, Name>>;
}

/**
 * A buy-till-you-die model: everything that predictions, forecasts, simulation and comparisons need to know of it. To
 * add one, write its definition and list it in `purchases/purchase-model.ts` (docs/adding-a-model.md).
 */
export interface PurchaseDefinition<Kind extends string = string, Name extends string = string>
  extends ModelDefinition<Kind, Name, TableInput> {
  /** Whether time counts in whole opportunities: customers then have `opportunities` in place of an `age`. */
  readonly discrete: boolean;
  /** The kind that this one comes to at the limit where nobody leaves; null where that is no kind of model here. */
  readonly withoutDropout: string | null;
  /** Reads the columns of customers that say all the model knows of their past. */
  read(caller: string, customers: TableInput): PurchaseHistory;
  /** What the model says about single customers. */
  process(values: Float64Array): PurchaseProcess;
  /** Draws new customers, including whether they leave at once, with rates and probabilities of their own. */
  newCustomers(values: Float64Array): PurchasePath;
  /** Draws the future of customers with a known past who are still active. */
  activeCustomers(values: Float64Array): PurchasePathAfter;
}
