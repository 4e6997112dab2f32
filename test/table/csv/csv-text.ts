import { ClienteleError, readCsv } from "../../../src/index.js";

export const bytes = (text: string) => new TextEncoder().encode(text);

export const columnsOf = async (csv: string, options = {}) => (await readCsv(csv, options)).toColumns();

/** The code and message with which CSV is refused. */
export const refusal = async (csv: Parameters<typeof readCsv>[0], options = {}) => {
  try {
    await readCsv(csv, options);
  } catch (error) {
    if (error instanceof ClienteleError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("the CSV was read");
};

/** Bytes cut into pieces of one length. */
export async function* pieces(data: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; at += length) yield data.subarray(at, at + length);
}
