import { named } from "./plot.js";
import { knowledgeBars as knowledgeBarsDefinition } from "./signals/knowledge-bars.js";
import { signalBars as signalBarsDefinition } from "./signals/signal-bars.js";

/**
 * What is known of one customer: the rows of each table that are about the customer. Of the results of customerView;
 * {@link plot} with `kind: "knowledge"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const knowledgeBars = /* @__PURE__ */ named("knowledgeBars", knowledgeBarsDefinition);

/**
 * What to look at this morning: the signals of each kind, and the money at stake. Of the results of detectSignals;
 * {@link plot} with `kind: "signals"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const signalBars = /* @__PURE__ */ named("signalBars", signalBarsDefinition);
