import { ClienteleError } from "../../errors/index.js";
import {
  checkRfmOptions,
  type RfmModelOptions,
  type RfmOptions,
  type RfmScores,
  scoreValues,
  valuesOfStatistics,
} from "../../segments/index.js";
import { localDay, timeZoneOption } from "../../table/index.js";
import type { Connection } from "./connection.js";
import type { EngineSource, RunOptions } from "./engine.js";
import { reduceInEngine } from "./summarize-customers.js";

/** `scoreRfm` of orders in an engine; customers come sorted by id. */
export async function scoreRfmInEngine(
  connection: Connection,
  source: EngineSource,
  { signal, onProgress, ...options }: (RfmOptions | RfmModelOptions) & RunOptions,
): Promise<RfmScores> {
  const caller = "scoreRfm";
  const model = checkRfmOptions(caller, options);
  const { customer, date, amount } = options;
  if (customer === undefined || date === undefined || amount === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      'RFM in an engine is of orders and needs the options "customer", "date" and "amount"',
    );
  }
  const asOf =
    options.asOf === undefined
      ? undefined
      : localDay(caller, "asOf", options.asOf, timeZoneOption(caller, options.timeZone));
  const orders = { ...options, customer, date, amount, ...(options.asOf === undefined ? {} : { end: options.asOf }) };
  const reduction = await reduceInEngine(connection, caller, source, { ...orders, signal, onProgress });
  return scoreValues(caller, valuesOfStatistics(reduction, asOf), options, model);
}
