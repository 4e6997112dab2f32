import {
  type BlockTask,
  type ClusterCountState,
  clusterCountBlock,
  createScratch,
  type KMeansState,
  type KPrototypesState,
  kPrototypesBlock,
  runBlockTask,
  type SilhouetteState,
  silhouetteBlock,
} from "../clustering/index.js";
import { type SummaryState, summaryRunner } from "../customers/index.js";
import { bootstrapRunner, type PathBootstrapState } from "../path-models/index.js";
import { type RowPredictions, rowPredictionBlock } from "./row-predictions.js";

/** What the workers compute: a kind of computation and the shared state that it works on. */
export type Computation =
  | { readonly kind: "k-means"; readonly state: KMeansState }
  | { readonly kind: "silhouette"; readonly state: SilhouetteState }
  | { readonly kind: "cluster-count"; readonly state: ClusterCountState }
  | { readonly kind: "k-prototypes"; readonly state: KPrototypesState }
  | { readonly kind: "path-bootstrap"; readonly state: PathBootstrapState }
  | { readonly kind: "rows"; readonly state: RowPredictions }
  | { readonly kind: "summary"; readonly state: SummaryState };

/** Runs a task of a computation on one block. Blocks may come in any order and on any thread. */
export type RunBlock = (task: string, block: number) => void;

/** How a thread runs the tasks of a computation. */
export function blockRunner(computation: Computation): RunBlock {
  switch (computation.kind) {
    case "k-means": {
      const scratch = createScratch(computation.state);
      return (task, block) => runBlockTask(computation.state, scratch, task as BlockTask, block);
    }
    case "silhouette":
      return (_, block) => silhouetteBlock(computation.state, block);
    case "cluster-count":
      return (_, block) => clusterCountBlock(computation.state, block);
    case "k-prototypes":
      return (_, block) => kPrototypesBlock(computation.state, block);
    case "path-bootstrap": {
      const run = bootstrapRunner(computation.state);
      return (_, block) => run(block);
    }
    case "rows":
      return (_, block) => rowPredictionBlock(computation.state, block);
    case "summary": {
      const run = summaryRunner(computation.state);
      return (_, block) => run(block);
    }
  }
}
