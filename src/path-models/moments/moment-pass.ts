import { completePass } from "./complete-moments.js";
import { expectationMaximization } from "./expectation-maximization.js";
import type { ItemAnswers } from "./item-answers.js";
import type { ItemMoments, MomentPass, Pass } from "./item-moments.js";
import { meanPass } from "./mean-moments.js";
import type { MissingAnswerPolicy } from "./missing-policy.js";
import { pairwisePass } from "./pairwise-moments.js";

/** Prepares passes over the answers under a policy for missing ones. */
export function createMomentPass(answers: ItemAnswers, policy: MissingAnswerPolicy): MomentPass {
  const width = answers.items.length;
  const moments: ItemMoments = {
    total: 0,
    means: new Float64Array(width),
    variances: new Float64Array(width),
    correlation: new Float64Array(width * width),
    constant: -1,
    emIterations: 0,
    settled: true,
  };
  const pass = passFor(answers, policy, moments);
  return {
    moments,
    run(multiplicity) {
      moments.constant = -1;
      pass(multiplicity);
      for (let i = 0; i < width; i++) moments.correlation[i * width + i] = 1;
      return moments;
    },
  };
}

function passFor(answers: ItemAnswers, policy: MissingAnswerPolicy, moments: ItemMoments): Pass {
  if (answers.complete) return completePass(answers, moments);
  if (policy === "em") return expectationMaximization(answers, moments);
  return policy === "pairwise" ? pairwisePass(answers, moments) : meanPass(answers, moments);
}
