/** The part of ml-regression, which carries no types of its own, that this room uses. */
declare module "ml-regression" {
  export class PolynomialRegression {
    constructor(x: ArrayLike<number>, y: ArrayLike<number>, degree: number);
    /** The constant first. */
    readonly coefficients: readonly number[];
  }
  export class ExponentialRegression {
    constructor(x: ArrayLike<number>, y: ArrayLike<number>);
    /** y = B e^(A x) */
    readonly A: number;
    readonly B: number;
  }
  export class PowerRegression {
    constructor(x: ArrayLike<number>, y: ArrayLike<number>);
    /** y = A x^B */
    readonly A: number;
    readonly B: number;
  }
}
