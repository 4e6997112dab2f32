import type { Command } from "../../command/command.js";
import { acsi, ecsi, index, sensitivity } from "./satisfaction-indices.js";
import { alpha, complaints, perceived, worth, zones } from "./satisfaction-loyalty.js";
import { csat, effort, promoter, sampleSize, scores } from "./satisfaction-scores.js";

/** How satisfied customers are, what made them so, and what follows. */
export const satisfaction: Command = {
  scores,
  promoter,
  csat,
  effort,
  index,
  sensitivity,
  acsi,
  ecsi,
  zones,
  perceived,
  worth,
  alpha,
  complaints,
  "sample-size": sampleSize,
};
