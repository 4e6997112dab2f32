/** Settings of {@link naiveBoosting}. */
export interface NaiveSettings {
  readonly trees: number;
  readonly leaves: number;
  readonly minLeaf: number;
  readonly learningRate: number;
  readonly l2: number;
}

interface NaiveLeaf {
  readonly rows: number[];
  readonly split: { readonly gain: number; readonly left: number[]; readonly right: number[] } | null;
}

/**
 * Gradient boosting for small data by the definitions, trying every cut of every column on the rows themselves: the
 * log-odds of the rows. NaN is tried on both sides.
 */
export function naiveBoosting(X: number[][], y: number[], settings: NaiveSettings, size = y.map(() => 1)): number[] {
  const sum = (rows: number[], of: (row: number) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const all = y.map((_, row) => row);
  const positives = sum(all, (row) => size[row]! * y[row]!);
  const scores = y.map(() => Math.log(positives / (sum(all, (row) => size[row]!) - positives)));
  for (let tree = 0; tree < settings.trees; tree++) {
    const p = scores.map((score) => 1 / (1 + Math.exp(-score)));
    const gradient = (rows: number[]): number => sum(rows, (row) => size[row]! * (p[row]! - y[row]!));
    const hessian = (rows: number[]): number => sum(rows, (row) => size[row]! * p[row]! * (1 - p[row]!));
    const cases = (rows: number[]): number => sum(rows, (row) => size[row]!);
    const reduction = (rows: number[]): number => gradient(rows) ** 2 / (hessian(rows) + settings.l2);
    const splitOf = (rows: number[]): NaiveLeaf["split"] => {
      let best: NaiveLeaf["split"] = null;
      X[0]!.forEach((_, column) => {
        const values = [...new Set(X.map((row) => row[column]!).filter((value) => !Number.isNaN(value)))];
        for (const cut of values) {
          for (const missingLeft of [true, false]) {
            const goesLeft = (row: number): boolean =>
              Number.isNaN(X[row]![column]!) ? missingLeft : X[row]![column]! <= cut;
            const [left, right] = [rows.filter(goesLeft), rows.filter((row) => !goesLeft(row))];
            if (cases(left) < settings.minLeaf || cases(right) < settings.minLeaf) continue;
            const gain = reduction(left) + reduction(right) - reduction(rows);
            if (gain > (best?.gain ?? 1e-9)) best = { gain, left, right };
          }
        }
      });
      return best;
    };
    let open: NaiveLeaf[] = [{ rows: all, split: splitOf(all) }];
    while (open.length < settings.leaves) {
      const next = open.reduce((best, leaf) => ((leaf.split?.gain ?? 0) > (best.split?.gain ?? 0) ? leaf : best));
      if (next.split === null) break;
      const children = [next.split.left, next.split.right].map((rows) => ({ rows, split: splitOf(rows) }));
      open = [...open.filter((leaf) => leaf !== next), ...children];
    }
    for (const { rows } of open) {
      const value = (-settings.learningRate * gradient(rows)) / (hessian(rows) + settings.l2);
      for (const row of rows) scores[row]! += value;
    }
  }
  return scores;
}
