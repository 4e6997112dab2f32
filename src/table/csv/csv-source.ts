import { ClienteleError, showValue } from "../../errors/index.js";

/** Where CSV comes from: its text, its bytes, a `Blob` or `File`, a stream, or any async iterable of text or bytes. */
export type CsvSource =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

/** The longest piece handed on at once, so that memory stays bounded by the columns. */
const pieceLength = 1 << 20;

/** As many bytes as tell what kind of file it is. */
const signatureLength = 4;

/** The bytes of a source in pieces, without a byte order mark. Errors: `unsupported-input`, `csv-encoding`. */
export async function* piecesOf(caller: string, source: unknown): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | null = new Uint8Array(0);
  for await (const bytes of encoded(chunksOf(caller, source))) {
    let rest = bytes;
    if (start !== null) {
      // A stream may give its first bytes one by one.
      rest = joined(start, bytes);
      start = rest.length < signatureLength ? rest : null;
      if (start !== null) continue;
      rest = withoutByteOrderMark(caller, rest);
    }
    for (let at = 0; at < rest.length; at += pieceLength) yield rest.subarray(at, at + pieceLength);
  }
  if (start !== null) yield withoutByteOrderMark(caller, start);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function withoutByteOrderMark(caller: string, bytes: Uint8Array): Uint8Array {
  const begins = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);
  const refuse = (what: string): never => {
    throw new ClienteleError("csv-encoding", { function: caller }, what);
  };
  const isUtf16 = begins(0xff, 0xfe) || begins(0xfe, 0xff);
  // Without a byte order mark UTF-16 shows by the NUL beside each character of ASCII.
  const [first, second, third, fourth] = Array.from(bytes.subarray(0, signatureLength), (byte) => byte === 0);
  const isBareUtf16 = first !== second && first === third && second === fourth;
  if (isUtf16 || isBareUtf16) refuse("the file is UTF-16; save it as UTF-8 and read it again");
  if (begins(0x1f, 0x8b))
    refuse("the bytes are compressed (gzip); unpack them first, or read the file with readCsvFile");
  if (begins(0x50, 0x4b, 3, 4))
    refuse("this is a workbook or a zip archive; save the sheet as CSV (UTF-8) and read that");
  return begins(0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes;
}

/** Text as UTF-8. A character that two pieces of text share is encoded with the second. */
async function* encoded(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let half = "";
  for await (const chunk of chunks) {
    if (typeof chunk !== "string") {
      yield chunk;
      continue;
    }
    const text = half + chunk;
    const endsInHalf = (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;
    half = endsInHalf ? text.slice(-1) : "";
    yield encoder.encode(endsInHalf ? text.slice(0, -1) : text);
  }
  if (half !== "") yield encoder.encode(half);
}

async function* chunksOf(caller: string, source: unknown): AsyncGenerator<Uint8Array | string> {
  if (typeof source === "string") {
    for (let at = 0; at < source.length; at += pieceLength) yield source.slice(at, at + pieceLength);
  } else if (source instanceof Uint8Array) {
    yield source;
  } else if (source instanceof ArrayBuffer) {
    yield new Uint8Array(source);
  } else if (isObject(source) && Symbol.asyncIterator in source) {
    yield* checkedChunks(caller, source as AsyncIterable<unknown>);
  } else if (isObject(source) && "stream" in source && typeof source.stream === "function") {
    yield* chunksOf(caller, source.stream());
  } else if (isObject(source) && "getReader" in source) {
    yield* checkedChunks(caller, readerChunks(source as ReadableStream<unknown>));
  } else {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: source },
      `expected CSV as text, bytes, a Blob, a stream or an async iterable, got ${showValue(source)}`,
    );
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Some browsers' streams have a reader only. */
async function* readerChunks(stream: ReadableStream<unknown>): AsyncGenerator<unknown> {
  const reader = stream.getReader();
  let done = false;
  try {
    for (;;) {
      const next = await reader.read();
      done = next.done;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A consumer that stops before the end lets go of the source.
    if (!done) await reader.cancel();
  }
}

async function* checkedChunks(caller: string, chunks: AsyncIterable<unknown>): AsyncGenerator<Uint8Array | string> {
  for await (const chunk of chunks) {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) {
      yield chunk;
      continue;
    }
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: chunk },
      `the stream must give text or bytes, got ${showValue(chunk)}`,
    );
  }
}
