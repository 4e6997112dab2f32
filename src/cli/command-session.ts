import { ClienteleError } from "../errors/index.js";
import type { Table } from "../table/index.js";
import type {
  Analysis,
  CommandContext,
  CommandResult,
  CompleteOrderOptions,
  OrdersInEngine,
  OrdersInMemory,
  RowsInEngine,
  RowsInMemory,
} from "./command/command.js";
import type { Options, Written } from "./command/option.js";
import { readValues } from "./command/option-values.js";
import type { Locale, Text } from "./command/text.js";
import { type EngineChoice, engineFor } from "./input/choose-engine.js";
import { type OpenEngine, openEngine } from "./input/open-engine.js";
import { readFile } from "./input/read-file.js";
import { type ByteSource, readStandardInput } from "./input/standard-input.js";
import { completeOrderOptions, requireCustomerAndDate, writtenOrderOptions } from "./options/order-options.js";
import { readFileOptions } from "./options/reading-options.js";
import { Progress } from "./output/progress.js";

/** What one call of a command is about. */
export interface Call {
  readonly analysis: Analysis;
  readonly written: Written;
  readonly file: string;
  readonly locale: Locale;
  readonly streams: {
    /** Looked at only where it is read: a program that asks for it may wait for its end. */
    readonly stdin?: ByteSource;
    readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
  };
  /** Collects the names of columns that were read, for a message that proposes one of them. */
  readonly columns: string[];
}

/** What a command has at hand while it runs: its options, files, and the engine that it was told to use. */
export class CommandSession implements CommandContext {
  readonly #call: Call;
  readonly #progress: Progress;
  #engine: EngineChoice = { name: { kind: "memory" } };
  #open: OpenEngine | null = null;

  constructor(call: Call) {
    this.#call = call;
    this.#progress = new Progress(call.streams.stderr, call.written["quiet"] === true);
  }

  get locale(): Locale {
    return this.#call.locale;
  }

  get written(): Written {
    return this.#call.written;
  }

  get file(): string {
    return this.#call.file;
  }

  readonly say = (en: string, zh: string): string => (this.#call.locale === "zh" ? zh : en);

  readonly tell = (text: Text): void => {
    if (this.#call.written["quiet"] !== true) this.#call.streams.stderr.write(`${text[this.#call.locale]}\n`);
  };

  /** What the analysis finds, with whatever was opened for it closed again. */
  async run(): Promise<CommandResult | string> {
    const { analysis, written, file } = this.#call;
    try {
      if (analysis.onEngine === true) this.#engine = await engineFor(file, written, this.tell);
      return await analysis.run(this);
    } finally {
      this.#progress.end();
      await this.#open?.engine.close();
    }
  }

  readonly values = async <Values>(): Promise<Values> => {
    const { analysis, written } = this.#call;
    const values = readValues(analysis.options, written);
    for (const [name, { kind, as }] of Object.entries(analysis.options)) {
      const path = values[as ?? name];
      if (kind === "table" && typeof path === "string") values[as ?? name] = await this.read(path);
    }
    return values as Values;
  };

  readonly read = async (path = this.#call.file): Promise<Table> => {
    const { written, streams, columns } = this.#call;
    const options = readFileOptions(written);
    const fromPath = (place: string) => readFile(place, options, (share) => this.#progress.show(path, share));
    try {
      const stdin = path === "-" ? streams.stdin : undefined;
      const table = await (stdin === undefined ? fromPath(path) : readStandardInput(stdin, options, fromPath));
      columns.push(...table.columnNames);
      return table;
    } finally {
      this.#progress.end();
    }
  };

  readonly ordersInMemory = async (): Promise<OrdersInMemory> => {
    const table = await this.read();
    return { at: "memory", table, columns: completeOrderOptions(table, this.#writtenOrders(), this.tell) };
  };

  readonly rows = async (columns: readonly string[]): Promise<RowsInMemory | RowsInEngine> => {
    const { name } = this.#engine;
    if (name.kind === "memory") return { at: "memory", table: await this.read() };
    const { engine, source, sample } = await this.#openEngine(name);
    const rows = await sample();
    if (rows !== null) this.#requireColumns(columns, rows.columnNames);
    const onProgress = this.#showShare;
    return { at: "engine", engine, source: await source({ columns, typed: true }, onProgress), onProgress };
  };

  readonly orders = async (): Promise<OrdersInMemory | OrdersInEngine> => {
    const { name } = this.#engine;
    if (name.kind === "memory") return this.ordersInMemory();
    const { engine, source, sample } = await this.#openEngine(name);
    const given = this.#writtenOrders();
    const rows = await sample();
    const columns = rows === null ? requireCustomerAndDate(given, []) : completeOrderOptions(rows, given, this.tell);
    if (rows !== null) this.#requireColumns(columnsOf(columns), rows.columnNames);
    const onProgress = this.#showShare;
    const place = await source({ columns: columnsOf(columns), typed: false }, onProgress);
    return { at: "engine", engine, source: place, columns: { ...columns, onProgress } };
  };

  readonly #showShare = (share: number): void => this.#progress.show(this.#call.file, share);

  async #openEngine(name: Exclude<EngineChoice["name"], { readonly kind: "memory" }>): Promise<OpenEngine> {
    this.#open = await openEngine(name, this.#call.file, this.#engine.memoryLimit);
    return this.#open;
  }

  #requireColumns(columns: readonly string[], names: readonly string[]): void {
    this.#call.columns.push(...names);
    requireColumns(columns, names);
  }

  #writtenOrders(): Record<string, unknown> {
    return writtenOrderOptions(this.#call.analysis.orders ?? noOptions, this.#call.written);
  }
}

const noOptions: Options = {};

function requireColumns(columns: readonly string[], names: readonly string[]): void {
  const missing = columns.find((column) => !names.includes(column));
  if (missing === undefined) return;
  throw new ClienteleError(
    "unknown-column",
    { function: "clientele", column: missing, value: missing },
    `there is no such column; the columns are ${names.map((name) => JSON.stringify(name)).join(", ")}`,
  );
}

/** The names of the columns that orders are read from. */
function columnsOf({ customer, date, amount, order }: CompleteOrderOptions): string[] {
  const amounts = typeof amount === "object" ? [amount.quantity, amount.price] : [amount];
  return [...new Set([customer, date, ...amounts, order].filter((name) => name !== undefined))];
}
