/**
 * The heavy functions on worker threads, with progress and an abort signal, and the same bits whatever the number of
 * workers. The subpath `clientele/parallel`.
 */

export { createPool, type Pool, type PoolOptions, type RunOptions } from "./pool.js";
export type { Progress } from "./pool-job.js";
