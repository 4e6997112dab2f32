import type { Computation } from "./computation.js";

/** How far a computation has come. */
export interface Progress {
  /** 0..1. */
  readonly done: number;
  /** What is being done, for people. */
  readonly step: string;
}

/** What a job may ask of the threads. */
export interface Threads {
  /** Runs a task over all blocks; `onBlocks` is told now and then how many have been taken. */
  readonly run: (task: string, blocks: number, onBlocks?: (taken: number) => void) => Promise<void>;
  readonly report: (progress: Progress) => void;
}

/** A computation with its arguments checked and copied, ready to run on the threads. */
export interface PoolJob<Result> {
  readonly computation: Computation;
  readonly drive: (threads: Threads) => Promise<Result>;
}

/** A job whose blocks do not depend on each other. */
export interface BlockJob<Result> {
  readonly computation: Computation & { readonly state: { readonly blocks: number } };
  /** What the blocks do, for people. */
  readonly step: string;
  /** The result, when all blocks are done. */
  readonly finish: () => Result;
  /** The same on the calling thread. What a block refuses is refused there once more, with its row and its code. */
  readonly plain: () => Result;
}

/** Runs all blocks in one task. */
export function blockJob<Result>({ computation, step, finish, plain }: BlockJob<Result>): PoolJob<Result> {
  return {
    computation,
    drive: async ({ run, report }) => {
      const { blocks } = computation.state;
      try {
        await run(computation.kind, blocks, (taken) => report({ done: taken / Math.max(1, blocks), step }));
      } catch (error) {
        if (error instanceof BlockError) return plain();
        throw error;
      }
      return finish();
    },
  };
}

/** What a block threw on a worker. */
export class BlockError extends Error {
  override readonly name = "BlockError";
}
