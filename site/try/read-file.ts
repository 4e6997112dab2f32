import { checkOrders, type OrderCheck, readCsv, sniffCsv, type Table } from "clientele";

/** An order file as it was read, and what there is to say about it. */
export interface OrderFile {
  readonly name: string;
  readonly orders: Table;
  readonly check: OrderCheck;
  /** How the file was read, in words. */
  readonly reading: string;
  /** What the file does not decide. */
  readonly ambiguous: readonly string[];
}

/** Reads a CSV file (plain or compressed with gzip) the way it seems to be written, and looks at what is in it. */
export async function readOrderFile(file: Blob, name: string): Promise<OrderFile> {
  const compressed = name.toLowerCase().endsWith(".gz");
  const source = () => (compressed ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file);
  const { options, ambiguous } = await sniffCsv(source());
  const orders = await readCsv(source(), options);
  const reading = Object.entries(options)
    .map(([option, value]) => `${option}: ${JSON.stringify(value)}`)
    .join(", ");
  return { name, orders, check: checkOrders(orders), reading, ambiguous };
}
