/** Three small groups of points in the plane, small enough to judge by hand, and the group of each. */
export const points = [
  [0, 0],
  [1, 0],
  [0, 2],
  [5, 5],
  [6, 5],
  [5, 7],
  [9, 0],
  [9, 1],
];
export const labels = [0, 0, 0, 1, 1, 1, 2, 2];
