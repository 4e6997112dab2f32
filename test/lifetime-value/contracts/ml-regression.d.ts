/** The part of ml-regression, which carries no types of its own, that the tests use. */
declare module "ml-regression" {
  export class PolynomialRegression {
    constructor(x: readonly number[], y: readonly number[], degree: number);
    /** The constant first. */
    readonly coefficients: readonly number[];
  }
  export class ExponentialRegression {
    constructor(x: readonly number[], y: readonly number[]);
    /** y = B e^(A x) */
    readonly A: number;
    readonly B: number;
  }
  export class PowerRegression {
    constructor(x: readonly number[], y: readonly number[]);
    /** y = A x^B */
    readonly A: number;
    readonly B: number;
  }
}
