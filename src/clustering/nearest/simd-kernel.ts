import { simdKernelCode } from "./simd-kernel-code.js";

/** `lane-kernel.wat` with its memory. */
export interface SimdKernel {
  readonly buffer: ArrayBuffer;
  readonly nearest: (
    points: number,
    groups: number,
    columns: number,
    centers: number,
    halves: number,
    k: number,
    nearestAt: number,
    gapsAt: number,
    labelsAt: number,
    changedAt: number,
    guardPerNorm: number,
    guardAtZero: number,
    errorPerSquare: number,
    lossPerNorm: number,
    lossAtZero: number,
    largestNorm: number,
  ) => number;
  readonly closer: (
    points: number,
    groups: number,
    columns: number,
    centers: number,
    halves: number,
    k: number,
    closestAt: number,
    foundAt: number,
    guardPerNorm: number,
    guardAtZero: number,
    errorPerSquare: number,
    largestNorm: number,
  ) => number;
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
    const { exports } = new engine.Instance(compiled, { lanes: { memory } });
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
