import type { Memory } from "../clustering/index.js";

/** Memory that all threads see. */
export const sharedMemory: Memory = {
  doubles: (length) => new Float64Array(new SharedArrayBuffer(8 * length)),
  singles: (length) => new Float32Array(new SharedArrayBuffer(4 * length)),
  integers: (length) => new Int32Array(new SharedArrayBuffer(4 * length)),
  keep(numbers) {
    if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
    const shared = new Float64Array(new SharedArrayBuffer(numbers.byteLength));
    shared.set(numbers);
    return shared;
  },
};
