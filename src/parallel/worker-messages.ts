import type { Computation } from "./computation.js";

/** What the main thread tells a worker. */
export type WorkerMessage =
  | { readonly type: "computation"; readonly computation: Computation; readonly counter: Int32Array }
  | { readonly type: "task"; readonly task: string; readonly blocks: number }
  | { readonly type: "forget" };

/** What a worker answers when no block of a task is left, or when a block failed. */
export interface Answer {
  readonly error?: unknown;
}
