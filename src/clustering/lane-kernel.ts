import { laneKernelCode } from "./lane-kernel-code.js";

/** `lane-kernel.wat` with its memory. */
export interface LaneKernel {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
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
}

/** As much of the engine as is used here; the types of the language do not describe it. */
interface Engine {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
}

let instance: LaneKernel | null | undefined;

/** The kernel of this thread; null where the engine does not know its instructions or must not compile. There is one, because every memory takes a large piece of the address space until it is collected. */
export function laneKernel(): LaneKernel | null {
  if (instance === undefined) instance = compile();
  return instance;
}

function compile(): LaneKernel | null {
  const { WebAssembly: engine } = globalThis as { readonly WebAssembly?: Engine };
  if (engine === undefined) return null;
  try {
    const code = Uint8Array.from(atob(laneKernelCode), (letter) => letter.charCodeAt(0));
    return new engine.Instance(new engine.Module(code)).exports as LaneKernel;
  } catch {
    return null;
  }
}
