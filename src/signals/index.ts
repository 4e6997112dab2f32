/**
 * What should the front line look at today, and what is known about one customer? Changes turned into a list of
 * signals, and the single view of a customer.
 */

export { type CustomerView, type CustomerViewOptions, customerView } from "./customer-view.js";
export type { CustomerId } from "./definition/customer-id.js";
export type { CustomDetect, OwnSignal } from "./definition/own-signal.js";
export type { SignalListColumns, SignalRuleColumns } from "./definition/signal-list.js";
export type { ConditionRule, KindRule, OwnRule, RuleSettings } from "./definition/signal-rule.js";
export type { KnownAction, KnownClass, KnownSignal, SignalState } from "./definition/signal-state.js";
export type { SignalColumns, SignalTables } from "./definition/signal-tables.js";
export {
  detectSignals,
  type SignalOptions,
  type SignalRule,
  type Signals,
  type SignalsAttributes,
} from "./detect-signals.js";
export type { SignalKind } from "./kinds/signal-kinds.js";
export type { ViewFact, ViewSection, ViewValue } from "./view/view-section.js";
