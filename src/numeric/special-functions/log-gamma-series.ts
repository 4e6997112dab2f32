// Written by scripts/constants (npm run constants).

/** ln √(2π). */
export const logSqrtTwoPi = 0.9189385332046728;

/** 1 − γ, the derivative of ln Γ at 2. */
export const oneMinusEuler = 0.42278433509846713;

/** (ln Γ(2 + z) − (1 − γ) z) / z² for |z| ≤ 1/2: the even powers of its Chebyshev series of degree 17 (error 2e-18). */
export const evenAtTwo = /* @__PURE__ */ Float64Array.of(
  0.3224670334241132,
  0.020580808427783367,
  0.002890510330867062,
  0.0005096695196154403,
  0.00009945761750759472,
  0.000020506014693681232,
  0.000004382878242297007,
  9.242268122125518e-7,
  2.7481236484688324e-7,
);

/** The odd powers of the same series. */
export const oddAtTwo = /* @__PURE__ */ Float64Array.of(
  -0.0673523010531981,
  -0.007385551028671977,
  -0.0011927539118440152,
  -0.00022315475397498763,
  -0.00004492631378269199,
  -0.000009438712042920153,
  -0.000002043917991404724,
  -4.324937770830398e-7,
  -1.3222786486834336e-7,
);
