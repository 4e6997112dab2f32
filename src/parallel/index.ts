export { createPool, type Pool, type PoolOptions, type Progress, type RunOptions } from "./pool.js";
