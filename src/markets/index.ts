/**
 * How do our products stand in their markets? Brands beside their rivals, who can pay for something, where products are
 * in their lives, and in which state demand is.
 */

export {
  type AffordabilityCustomerColumns,
  type AffordabilityGroup,
  type AffordabilityGroupColumns,
  type AffordableMarket,
  type AffordableMarketTerms,
  affordableMarket,
} from "./affordable-market.js";
export type { DemandState, DemandThresholds } from "./demand-state.js";
export {
  type DemandStateColumns,
  type DemandStates,
  type DemandStatesAttributes,
  type DemandStatesOptions,
  demandStates,
} from "./demand-states.js";
export {
  type Positioning,
  type PositioningGapColumns,
  type PositioningOptions,
  type PositioningScoreColumns,
  positioning,
} from "./positioning.js";
export type { AttributePointColumns, BrandPointColumns, PositioningMap } from "./positioning-map.js";
export {
  type LifeCycleProductColumns,
  type LifeCycleStage,
  type Period,
  type ProductLifeCycle,
  type ProductLifeCycleAttributes,
  type ProductLifeCycleColumns,
  type ProductLifeCycleOptions,
  productLifeCycle,
} from "./product-life-cycle.js";
