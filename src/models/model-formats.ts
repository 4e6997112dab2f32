import { responseFormat, upliftFormat } from "../campaigns/index.js";
import { customerClustersFormat, kMeansFormat, kPrototypesFormat } from "../clustering/index.js";
import { identityFormat } from "../customers/index.js";
import type { ModelFormat } from "../errors/index.js";
import { boostedTreesFormat, calibratedFormat, featureEncoderFormat, logisticFormat } from "../learning/index.js";
import {
  betaDiscreteWeibullFormat,
  bgBbFormat,
  bgCnbdKFormat,
  bgNbdFormat,
  gammaGammaFormat,
  mbgCnbdKFormat,
  mbgNbdFormat,
  nbdFormat,
  paretoNbdFormat,
  retentionCurveFormat,
  shiftedBetaGeometricFormat,
} from "../lifetime-value/index.js";
import { pathModelFormat, pathStatisticsFormat } from "../path-models/index.js";
import { rfmFormat } from "../segments/index.js";
import { coxFormat } from "../survival/index.js";

/** The formats of all kinds of models. */
export const modelFormats: readonly ModelFormat[] = [
  rfmFormat,
  kMeansFormat,
  customerClustersFormat,
  kPrototypesFormat,
  bgNbdFormat,
  mbgNbdFormat,
  paretoNbdFormat,
  nbdFormat,
  bgCnbdKFormat,
  mbgCnbdKFormat,
  bgBbFormat,
  gammaGammaFormat,
  shiftedBetaGeometricFormat,
  betaDiscreteWeibullFormat,
  retentionCurveFormat,
  logisticFormat,
  boostedTreesFormat,
  calibratedFormat,
  featureEncoderFormat,
  coxFormat,
  pathModelFormat,
  pathStatisticsFormat,
  upliftFormat,
  responseFormat,
  identityFormat,
];
