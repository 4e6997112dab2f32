import type { ModelFormat } from "../errors/index.js";
import { betaDiscreteWeibullFormat } from "./beta-discrete-weibull.js";
import { retentionCurveFormat } from "./retention-curve.js";
import { shiftedBetaGeometricFormat } from "./shifted-beta-geometric.js";

/** The formats of the contract models. */
export const contractFormats: readonly ModelFormat[] = [
  shiftedBetaGeometricFormat,
  betaDiscreteWeibullFormat,
  retentionCurveFormat,
];
