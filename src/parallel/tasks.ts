import {
  createScratch,
  type KMeansState,
  type PhaseName,
  runPhase,
  type SilhouetteState,
  silhouetteBlock,
} from "../clustering/index.js";

/** What the workers are to do: a kind of computation and the shared state that it works on. */
export type Task =
  | { readonly kind: "k-means"; readonly state: KMeansState }
  | { readonly kind: "silhouette"; readonly state: SilhouetteState };

/** Computes one block of one phase of a task. Blocks may come in any message and on any thread. */
export type RunBlock = (phase: string, block: number) => void;

/** How a thread computes the blocks of a task. */
export function blockRunner(task: Task): RunBlock {
  if (task.kind === "silhouette") return (_, block) => silhouetteBlock(task.state, block);
  const scratch = createScratch(task.state);
  return (phase, block) => runPhase(task.state, scratch, phase as PhaseName, block);
}

/** What the main thread tells a worker. */
export type WorkerMessage =
  | { readonly type: "task"; readonly task: Task; readonly counter: Int32Array }
  | { readonly type: "phase"; readonly phase: string; readonly blocks: number }
  | { readonly type: "forget" };

/** What a worker answers when no block of a phase is left, or when a block failed. */
export interface Answer {
  readonly error?: unknown;
}
