import { simdKernelCode } from "./simd-kernel-code.js";

/**
 * The kernel of `scripts/kernel/assembly` with its memory. Each function reads its parameter block at the given address
 * (see `layOutMemory`) and looks at so many groups of points.
 */
export interface SimdKernel {
  readonly buffer: ArrayBuffer;
  /** The nearest center of each point and the gap to the second nearest. */
  readonly findNearest: (parameters: number, groups: number) => void;
  /** The nearest center of each point; returns in how many groups some point's is not its label. */
  readonly findChanged: (parameters: number, groups: number) => number;
  /** Returns how many answers say which centers may go below the squared distances of which points. */
  readonly findCloser: (parameters: number, groups: number) => number;
}

/** As much of the engine as is used here; the types of the language do not describe it. */
interface Engine {
  readonly Module: new (code: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

const pageBytes = 2 ** 16;
const fewestPages = 16;

let compiled: object | null | undefined;
let kernel: SimdKernel | undefined;

/**
 * The kernel of this thread with so much memory at least; null where the engine does not know its instructions or must
 * not compile. There is one at a time, because every memory takes a large piece of the address space. It is replaced,
 * never made to grow: that would detach its buffer, and once any buffer has been detached, V8 checks all of them at
 * every access, which slows the loops of the whole process down by half.
 */
export function simdKernel(bytes: number): SimdKernel | null {
  const { WebAssembly: engine } = globalThis as { readonly WebAssembly?: Engine };
  if (engine === undefined) return null;
  if (compiled === undefined) compiled = compile(engine);
  if (compiled === null) return null;
  if (kernel === undefined || kernel.buffer.byteLength < bytes) {
    const initial = Math.max(fewestPages, 2 ** Math.ceil(Math.log2(bytes / pageBytes)));
    const memory = new engine.Memory({ initial });
    const { exports } = new engine.Instance(compiled, { env: { memory } });
    kernel = { ...(exports as Omit<SimdKernel, "buffer">), buffer: memory.buffer };
  }
  return kernel;
}

function compile(engine: Engine): object | null {
  try {
    return new engine.Module(Uint8Array.from(atob(simdKernelCode), (letter) => letter.charCodeAt(0)));
  } catch {
    return null;
  }
}
