import {
  type BlockTask,
  createScratch,
  type KMeansState,
  runBlockTask,
  type SilhouetteState,
  silhouetteBlock,
} from "../clustering/index.js";

/** What the workers compute: a kind of computation and the shared state that it works on. */
export type Computation =
  | { readonly kind: "k-means"; readonly state: KMeansState }
  | { readonly kind: "silhouette"; readonly state: SilhouetteState };

/** Runs a task of a computation on one block. Blocks may come in any order and on any thread. */
export type RunBlock = (task: string, block: number) => void;

/** How a thread runs the tasks of a computation. */
export function blockRunner(computation: Computation): RunBlock {
  if (computation.kind === "silhouette") return (_, block) => silhouetteBlock(computation.state, block);
  const scratch = createScratch(computation.state);
  return (task, block) => runBlockTask(computation.state, scratch, task as BlockTask, block);
}
