import { type NativeColumn, type NativeType, type NumberArrayType, nativeType } from "./native-columns.js";

/** A block of rows of a result, column by column. */
export interface NativeBlock {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: readonly NativeColumn[];
}

/** What a stream says that is no block: the text of an exception, which a server appends to rows it has sent. */
export class NotABlock extends Error {
  /** What came instead of a block, as text. */
  readonly text: string;

  constructor(text: string) {
    super("the stream holds something that is no block");
    this.text = text;
  }
}

/** What more bytes the parser waits for. */
interface Waiting {
  readonly bytes: number;
}

const bytesPerMegabyte = 1_048_576;

/** What a header may at most be: the statements here ask for few columns with short names. */
const mostColumns = 4096;
const longestName = 16 * bytesPerMegabyte;

/**
 * Reads the blocks of ClickHouse's format `Native` as their bytes come: per block the number of columns and of rows,
 * then name, type and cells of each column. All blocks have the columns of the first. A server that fails after the
 * first rows answers 200 and appends the text of its exception; that cannot be read as such a block, and is thrown as
 * {@link NotABlock}.
 *
 * @param chunks - the bytes of the answer, cut anywhere
 */
export async function* nativeBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<NativeBlock, void, void> {
  const bytes = new ByteQueue();
  let first: NativeBlock | null = null;
  let parser = parseBlock(bytes, first);
  let step = parser.next();
  let isBlocks = true;
  for await (const chunk of chunks) {
    bytes.add(chunk);
    // The rest of an exception is waited for.
    if (!isBlocks) continue;
    try {
      while (step.done || bytes.length >= step.value.bytes) {
        if (step.done) {
          first ??= step.value;
          yield step.value;
          bytes.drop();
          parser = parseBlock(bytes, first);
        }
        step = parser.next();
      }
    } catch (error) {
      if (error !== noBlock) throw error;
      isBlocks = false;
    }
  }
  if (!isBlocks || bytes.consumed > 0 || bytes.length > 0) throw new NotABlock(bytes.text());
}

/** Thrown inside where bytes can be no block. */
const noBlock = Symbol("no block");

function* parseBlock(bytes: ByteQueue, like: NativeBlock | null): Generator<Waiting, NativeBlock, void> {
  const count = yield* parseNumber(bytes);
  if (count === 0 || count > mostColumns || (like !== null && count !== like.columns.length)) throw noBlock;
  const rows = yield* parseNumber(bytes);
  const names: string[] = [];
  const columns: NativeColumn[] = [];
  for (let column = 0; column < count; column++) {
    const name = yield* parseText(bytes, longestName);
    if (like !== null && name !== like.names[column]) throw noBlock;
    const known = nativeType(yield* parseText(bytes, longestName));
    if (known === undefined) throw noBlock;
    names.push(name);
    const nulls = known.nullable ? Uint8Array.from(yield* parseBytes(bytes, rows)) : null;
    columns.push({ type: known.type, nulls, cells: yield* parseCells(bytes, known.type, rows) });
  }
  return { rows, names, columns };
}

function* parseCells(
  bytes: ByteQueue,
  type: NativeType,
  rows: number,
): Generator<Waiting, NativeColumn["cells"], void> {
  switch (type.kind) {
    case "number":
    case "boolean":
      return decodeNumbers(yield* parseBytes(bytes, rows * type.bytes), type.array, rows);
    case "int64": {
      const { buffer } = Uint8Array.from(yield* parseBytes(bytes, rows * 8));
      return type.signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
    }
    case "text": {
      if (type.fixed !== null) return fixedTexts(yield* parseBytes(bytes, rows * type.fixed), type.fixed, rows);
      const cells = new Array<string>(rows);
      for (let row = 0; row < rows; row++) {
        // The inner loop of reading ids: without a generator where the bytes are there.
        // Written out, since the build of CommonJS puts the right side of `??` into a function, where yield is none.
        const now = bytes.textNow();
        cells[row] = now === undefined ? yield* parseText(bytes, Number.MAX_SAFE_INTEGER) : now;
      }
      return cells;
    }
  }
}

/** Numbers of a type, little-endian, as float64. */
function decodeNumbers(bytes: Uint8Array, type: NumberArrayType, rows: number): Float64Array {
  // A copy, since typed arrays have to begin at a multiple of their width.
  const { buffer } = Uint8Array.from(bytes);
  switch (type) {
    case "Float64":
      return new Float64Array(buffer);
    case "Float32":
      return Float64Array.from(new Float32Array(buffer));
    case "Int32":
      return Float64Array.from(new Int32Array(buffer));
    case "UInt32":
      return Float64Array.from(new Uint32Array(buffer));
    case "Int16":
      return Float64Array.from(new Int16Array(buffer));
    case "UInt16":
      return Float64Array.from(new Uint16Array(buffer));
    case "Int8":
      return Float64Array.from(new Int8Array(buffer));
    case "UInt8":
      return Float64Array.from(new Uint8Array(buffer, 0, rows));
  }
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function fixedTexts(bytes: Uint8Array, width: number, rows: number): string[] {
  return Array.from({ length: rows }, (_, row) => utf8.decode(bytes.subarray(row * width, (row + 1) * width)));
}

function* parseBytes(bytes: ByteQueue, count: number): Generator<Waiting, Uint8Array, void> {
  if (bytes.length < count) yield { bytes: count };
  return bytes.take(count);
}

function* parseText(bytes: ByteQueue, longest: number): Generator<Waiting, string, void> {
  const length = yield* parseNumber(bytes);
  if (length > longest) throw noBlock;
  return utf8.decode(yield* parseBytes(bytes, length));
}

/** A number as LEB128: seven bits a byte, the lowest first. */
function* parseNumber(bytes: ByteQueue): Generator<Waiting, number, void> {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = (yield* parseBytes(bytes, 1))[0]!;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
    if (scale > 2 ** 42) throw noBlock;
  }
}

/** Bytes that have come and have not been read. What has been read since the last `drop` is remembered for messages. */
class ByteQueue {
  #bytes = new Uint8Array(0);
  #start = 0;
  #end = 0;
  #mark = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Bytes read since the last `drop`. */
  get consumed(): number {
    return this.#start - this.#mark;
  }

  add(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#bytes.length) this.#makeRoom(chunk.length);
    this.#bytes.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** A view, good until bytes are added. */
  take(count: number): Uint8Array {
    const start = this.#start;
    this.#start += count;
    return this.#bytes.subarray(start, this.#start);
  }

  /** The next text if all of it has come. */
  textNow(): string | undefined {
    const bytes = this.#bytes;
    let at = this.#start;
    let length = 0;
    for (let scale = 1; ; scale *= 128) {
      if (at >= this.#end) return undefined;
      const byte = bytes[at++]!;
      length += (byte & 127) * scale;
      if (byte < 128) break;
      if (scale > 2 ** 42) return undefined;
    }
    if (this.#end - at < length) return undefined;
    this.#start = at + length;
    if (length > 24) return utf8.decode(bytes.subarray(at, at + length));
    // Short ids are mostly ASCII, for which this is three times as fast as the decoder.
    let text = "";
    for (let i = at; i < at + length; i++) {
      const byte = bytes[i]!;
      if (byte > 127) return utf8.decode(bytes.subarray(at, at + length));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** Forgets what has been read. */
  drop(): void {
    this.#mark = this.#start;
  }

  /** What came since the last `drop`, as text for a message. */
  text(): string {
    return utf8.decode(this.#bytes.subarray(this.#mark, Math.min(this.#end, this.#mark + 8192)));
  }

  #makeRoom(more: number): void {
    const kept = this.#bytes.subarray(this.#mark, this.#end);
    const needed = kept.length + more;
    if (needed * 2 > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(65_536, needed * 2));
      larger.set(kept);
      this.#bytes = larger;
    } else {
      this.#bytes.copyWithin(0, this.#mark, this.#end);
    }
    this.#start -= this.#mark;
    this.#end -= this.#mark;
    this.#mark = 0;
  }
}
