import { parentPort } from "node:worker_threads";
import { blockRunner, type RunBlock } from "./computation.js";
import type { Answer, WorkerMessage } from "./worker-messages.js";

const port = parentPort;
if (port === null) throw new Error("This file is run by the workers of clientele/parallel.");

let run: RunBlock | undefined;
let counter: Int32Array | undefined;

port.on("message", (message: WorkerMessage) => {
  if (message.type === "computation") {
    run = blockRunner(message.computation);
    counter = message.counter;
    return;
  }
  if (message.type === "forget") {
    run = undefined;
    counter = undefined;
    return;
  }
  port.postMessage(runTask(message.task, message.blocks));
});

/** Takes the next block until none is left. Which thread takes which makes no difference to the result. */
function runTask(task: string, blocks: number): Answer {
  if (run === undefined || counter === undefined) return { error: new Error("a task came before its computation") };
  try {
    for (let block = Atomics.add(counter, 0, 1); block < blocks; block = Atomics.add(counter, 0, 1)) run(task, block);
    return {};
  } catch (error) {
    return { error };
  }
}
