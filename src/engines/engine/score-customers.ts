import { customersOf } from "../../customers/index.js";
import { ClienteleError, showValue } from "../../errors/index.js";
import { expectedPurchases, type PurchaseModel, probabilityAlive } from "../../lifetime-value/index.js";
import { checkRfmOptions, type RfmModel, scoreValues, valuesOfStatistics } from "../../segments/index.js";
import { createTable } from "../../table/index.js";
import { customerStatistics, statisticsColumns } from "../statements/customer-statistics.js";
import { hasAmounts } from "../statements/order-rows.js";
import type { Chunk, ChunkValues, Connection, ScoreWriter, WrittenColumn } from "./connection.js";
import type { EngineSource, RunOptions, ScoreCustomersOptions } from "./engine.js";
import type { OrderFacts } from "./read-ledger.js";
import { columnsOfChunks } from "./read-result.js";
import { orderFacts, requireWhole, statisticsIn, summaryOptions } from "./summarize-customers.js";

/** Customers are scored so many at a time. */
const batchRows = 65_536;

/** The scores that a model gives: their columns, and their values for a batch of statistics. */
interface Scoring {
  readonly columns: readonly WrittenColumn[];
  readonly score: (batch: Parameters<typeof customersOf>[0]) => readonly ChunkValues[];
}

/** Scores all customers by a model, and writes them as they come. */
export async function scoreInEngine(
  connection: Connection,
  model: object,
  source: EngineSource,
  options: ScoreCustomersOptions & RunOptions,
): Promise<{ rows: number }> {
  const caller = "scoreCustomers";
  summaryOptions(caller, options, "into", "horizon");
  const scoring = scoringBy(caller, model, options);
  const facts = await orderFacts(connection, caller, source, options);
  const columns = [{ name: "customer", type: facts.source.customer.type }, ...scoring.columns];
  const writer = await connection.writer(caller, options.into, columns);
  try {
    const rows = await writeScores(connection, caller, facts, options, scoring, writer);
    options.signal?.throwIfAborted();
    await writer.finish();
    return { rows };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

async function writeScores(
  connection: Connection,
  caller: string,
  facts: OrderFacts,
  options: RunOptions,
  scoring: Scoring,
  writer: ScoreWriter,
): Promise<number> {
  // Customers are written in no order, so that none has to be kept.
  const { orderBy: _, ...statement } = customerStatistics(connection.dialect, facts.source);
  let batch: Chunk[] = [];
  let [waiting, written, orderRows] = [0, 0, 0];
  const flush = async (): Promise<void> => {
    if (waiting === 0) return;
    const statistics = statisticsIn(columnsOfChunks(statisticsColumns, batch), hasAmounts(facts.source));
    const scores = scoring.score({ statistics, lastDay: facts.lastDay, ledger: facts.ledger });
    for (const count of statistics.rows) orderRows += count;
    await writer.write({ rows: waiting, columns: [joinedIds(batch), ...scores] });
    written += waiting;
    waiting = 0;
    batch = [];
  };
  for await (const chunk of connection.chunks(caller, statement, options)) {
    batch.push(chunk);
    waiting += chunk.rows;
    if (waiting >= batchRows) await flush();
  }
  await flush();
  requireWhole(caller, orderRows, facts);
  return written;
}

/** The ids of chunks one after the other, of the type in which the engine gave them. */
function joinedIds(chunks: readonly Chunk[]): ChunkValues {
  const parts = chunks.map((chunk) => chunk.columns[0]!);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const [first] = parts;
  if (first instanceof Float64Array) return filled(new Float64Array(length), parts as Float64Array[]);
  if (first instanceof BigInt64Array) return filled(new BigInt64Array(length), parts as BigInt64Array[]);
  if (first instanceof BigUint64Array) return filled(new BigUint64Array(length), parts as BigUint64Array[]);
  if (first instanceof Uint8Array) return filled(new Uint8Array(length), parts as Uint8Array[]);
  return (parts as (readonly (string | null)[])[]).flat();
}

function filled<Values extends Float64Array | BigInt64Array | BigUint64Array | Uint8Array>(
  all: Values,
  parts: readonly Values[],
): Values {
  let at = 0;
  for (const part of parts) {
    all.set(part as never, at);
    at += part.length;
  }
  return all;
}

function scoringBy(caller: string, model: unknown, options: ScoreCustomersOptions): Scoring {
  const kind = typeof model === "object" && model !== null && "kind" in model ? model.kind : undefined;
  if (typeof kind !== "string") {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: model },
      `needs a model, got ${showValue(model)}`,
    );
  }
  return kind === "rfm" ? rfmScoring(caller, model as RfmModel) : purchaseScoring(model as PurchaseModel, options);
}

/** Probabilities to be alive, and expected purchases where a horizon is given; missing without a purchase. */
function purchaseScoring(model: PurchaseModel, { horizon, unit = "day" }: ScoreCustomersOptions): Scoring {
  // An unusable model or horizon is told before anything is read.
  const nobody = { frequency: [0], recency: [0], age: [1], logIntervals: [0], opportunities: [1] };
  probabilityAlive(model, nobody);
  if (horizon !== undefined) expectedPurchases(model, nobody, { horizon });
  const columns: WrittenColumn[] = [{ name: "probabilityAlive", type: "number" }];
  if (horizon !== undefined) columns.push({ name: "expectedPurchases", type: "number" });
  return {
    columns,
    score: (batch) => {
      const customers = customersOf(batch, unit);
      const [frequency, recency, age, logIntervals] = (["frequency", "recency", "age", "logIntervals"] as const).map(
        (name) => Float64Array.from(customers.column(name), (value) => value ?? Number.NaN),
      );
      const buyers = Int32Array.from(frequency!.keys()).filter((row) => !Number.isNaN(frequency![row]!));
      const of = (values: Float64Array): Float64Array => Float64Array.from(buyers, (row) => values[row]!);
      const known = createTable(
        { frequency: of(frequency!), recency: of(recency!), age: of(age!), logIntervals: of(logIntervals!) },
        { unit },
      );
      const spread = (scores: Float64Array): Float64Array => {
        const all = new Float64Array(customers.numRows).fill(Number.NaN);
        for (let i = 0; i < buyers.length; i++) all[buyers[i]!] = scores[i]!;
        return all;
      };
      if (buyers.length === 0) return columns.map(() => new Float64Array(customers.numRows).fill(Number.NaN));
      const alive = spread(probabilityAlive(model, known));
      return horizon === undefined ? [alive] : [alive, spread(expectedPurchases(model, known, { horizon }))];
    },
  };
}

/** The measures, scores and segment of RFM, counted to the day after the last order. */
function rfmScoring(caller: string, model: RfmModel): Scoring {
  checkRfmOptions(caller, { model });
  const numbers = ["recencyDays", "orders", "revenue", "r", "f", "m"] as const;
  const texts = ["score", "segment"] as const;
  return {
    columns: [
      ...numbers.map((name) => ({ name, type: "number" }) as const),
      ...texts.map((name) => ({ name, type: "text" }) as const),
    ],
    score: (batch) => {
      const scores = scoreValues(caller, valuesOfStatistics(batch, undefined), {}, model);
      return [
        ...numbers.map((name) => Float64Array.from(scores.column(name), (value) => value ?? Number.NaN)),
        ...texts.map((name) => scores.column(name).toArray()),
      ];
    },
  };
}
