import type { TableInput } from "../../table/index.js";
import { type FitOptions, fitPurchases } from "../fitting/fit-purchases.js";
import { type LifetimeModel, lifetimeFormat, lifetimeModel } from "../fitting/lifetime-model.js";
import { betaGeometricDefinition } from "./beta-geometric-definition.js";
import { type BetaGeometricName, betaGeometricNames, betaGeometricRecipe } from "./beta-geometric-recipe.js";

/** Customers may leave after every purchase, the first included. */
const variant = { stages: 1, immediate: 1 } as const;

/** A fitted MBG/NBD model. */
export type MbgNbdModel = LifetimeModel<"mbg-nbd", BetaGeometricName>;

/**
 * Fits MBG/NBD: as {@link fitBgNbd}, but a customer may leave after *every* purchase, the first included, so that
 * one-time buyers are not all taken to be still there.
 *
 * @param customers - a table with `frequency`, `recency`, `age` and optionally `count`
 * @param options - `unit` when the customers do not carry one, `maxIterations` [200]
 * @throws ClienteleError as {@link fitBgNbd}
 *
 * Source: Batislam, Denizel & Filiztekin (2007), International Journal of Research in Marketing 24(3); Hoppe & Wagner
 * (2007), Marketing JRM 3(2).
 *
 * @example
 * ```ts
 * const model = fitMbgNbd({ frequency: [2, 0, 5, 1], recency: [30.4, 0, 36, 1.7], age: [38.9, 38.9, 38, 37] });
 * probabilityAlive(model, { frequency: [0], recency: [0], age: [39] })[0]; // below 1
 * ```
 */
export function fitMbgNbd(customers: TableInput, options: FitOptions = {}): MbgNbdModel {
  return lifetimeModel("mbg-nbd", fitPurchases("fitMbgNbd", customers, options, betaGeometricRecipe(variant)));
}

export const mbgNbdFormat = /* @__PURE__ */ lifetimeFormat("mbg-nbd", betaGeometricNames);

export const mbgNbd = /* @__PURE__ */ betaGeometricDefinition("mbg-nbd", variant, mbgNbdFormat);
