/**
 * The remission times of Freireich et al. (1963), the classic example of survival analysis (Kleinbaum & Klein,
 * "Survival Analysis", table 1.1): 21 patients treated with 6-MP and 21 with a placebo, with the logarithm of their
 * white blood cell count.
 */
export const leukemia = {
  durations: [
    6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35, 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8,
    11, 11, 12, 12, 15, 17, 22, 23,
  ],
  events: [
    1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1,
  ],
  treated: [...new Array<number>(21).fill(1), ...new Array<number>(21).fill(0)],
  whiteCells: [
    1.45, 4.06, 2.32, 3.28, 4.43, 2.8, 2.96, 2.7, 2.6, 2.88, 3.6, 2.16, 2.05, 2.01, 2.32, 2.57, 1.78, 2.2, 2.53, 1.47,
    1.45, 2.8, 5, 4.91, 4.48, 4.01, 4.36, 2.42, 3.49, 3.97, 3.52, 3.05, 2.32, 3.26, 3.49, 2.12, 1.5, 3.06, 2.3, 2.95,
    2.73, 1.97,
  ],
};
