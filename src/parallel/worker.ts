import { parentPort } from "node:worker_threads";
import { type Answer, blockRunner, type RunBlock, type WorkerMessage } from "./tasks.js";

const port = parentPort;
if (port === null) throw new Error("This file is run by the workers of clientele/parallel.");

let run: RunBlock | undefined;
let counter: Int32Array | undefined;

port.on("message", (message: WorkerMessage) => {
  if (message.type === "task") {
    run = blockRunner(message.task);
    counter = message.counter;
    return;
  }
  if (message.type === "forget") {
    run = undefined;
    counter = undefined;
    return;
  }
  port.postMessage(takeBlocks(message.phase, message.blocks));
});

/** Whoever is free takes the next block; which thread that is makes no difference to the result. */
function takeBlocks(phase: string, blocks: number): Answer {
  if (run === undefined || counter === undefined) return { error: new Error("a phase came before its task") };
  try {
    for (let block = Atomics.add(counter, 0, 1); block < blocks; block = Atomics.add(counter, 0, 1)) run(phase, block);
    return {};
  } catch (error) {
    return { error };
  }
}
