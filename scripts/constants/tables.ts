import { digammaAtRoot } from "./digamma.js";
import { gaussKronrod } from "./gauss-kronrod.js";
import { logGammaAtTwo, logSqrtTwoPi, oneMinusEuler } from "./log-gamma.js";
import { scaledErfcSeries } from "./scaled-erfc.js";
import { temmeCoefficients } from "./temme.js";

/** A constant of a table: a number, a list of numbers or a list of lists. */
type Value = number | readonly number[] | readonly (readonly number[])[];

/** A file of constants, with the comment that stands over each. */
export interface ConstantTable {
  readonly file: string;
  readonly constants: readonly { readonly name: string; readonly comment: string; readonly value: Value }[];
}

/** All files of constants, computed afresh with 110 digits. */
export function constantTables(): ConstantTable[] {
  const { root, rootRest, taylor } = digammaAtRoot();
  const { even, odd } = logGammaAtTwo();
  const { nodes, kronrodWeights, gaussWeights } = gaussKronrod();
  return [
    {
      file: "src/numeric/special-functions/scaled-erfc-series.ts",
      constants: [
        {
          name: "scaledErfcSeries",
          comment: "eˣ² erfc(x) · (x + 1) as a Chebyshev series in t = (x − 3) / (x + 3), x ≥ 0.",
          value: scaledErfcSeries(),
        },
      ],
    },
    {
      file: "src/numeric/special-functions/log-gamma-series.ts",
      constants: [
        { name: "logSqrtTwoPi", comment: "ln √(2π).", value: logSqrtTwoPi() },
        { name: "oneMinusEuler", comment: "1 − γ, the derivative of ln Γ at 2.", value: oneMinusEuler() },
        {
          name: "evenAtTwo",
          comment:
            "(ln Γ(2 + z) − (1 − γ) z) / z² for |z| ≤ 1/2: the even powers of its Chebyshev series of degree 17 " +
            "(error 2e-18).",
          value: even,
        },
        { name: "oddAtTwo", comment: "The odd powers of the same series.", value: odd },
      ],
    },
    {
      file: "src/numeric/special-functions/digamma-series.ts",
      constants: [
        { name: "digammaRoot", comment: "The positive zero of ψ.", value: root },
        { name: "digammaRootRest", comment: "What the double above lacks to the zero itself.", value: rootRest },
        { name: "taylorAtRoot", comment: "The Taylor coefficients ψ⁽ᵏ⁾/k! there, from k = 1 on.", value: taylor },
      ],
    },
    {
      file: "src/numeric/special-functions/temme-coefficients.ts",
      constants: [
        {
          name: "temmeCoefficients",
          comment: "Taylor coefficients in η of C₀(η), C₁(η), … of Temme's expansion (DLMF 8.12.9 to 8.12.12).",
          value: temmeCoefficients(),
        },
      ],
    },
    {
      file: "src/numeric/integration/gauss-kronrod.ts",
      constants: [
        {
          name: "kronrodNodes",
          comment: "Nodes of the 21-point Kronrod rule on [−1, 1], from 0 up; the others mirror them.",
          value: nodes,
        },
        { name: "kronrodWeights", comment: "Its weights.", value: kronrodWeights },
        {
          name: "gaussWeights",
          comment: "Weights of the 10-point Gauss rule inside it, 0 at nodes that are not its own.",
          value: gaussWeights,
        },
      ],
    },
  ];
}
