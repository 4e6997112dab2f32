/** Answers of one question beyond the others, which look like a code for "no answer". */
export interface FarAnswers {
  readonly values: readonly number[];
  readonly count: number;
  /** The lowest and the highest of the other answers. */
  readonly bulk: readonly [number, number];
}

/** Codes in use for "no answer": 9, 99, 98, 97, 88, 77, 999 …, of either sign, and −1. */
const codeText = /^(-1|-?(9{1,4}|9{1,3}[78]|8{1,4}|7{2,4}))$/;

/** Among fewer answers a code of one digit may be the top of the scale. */
const fewAnswers = 10;

/** A code of more digits is far when its distance is more than this many times the spread of the answers. */
const farFrom = 5;

/**
 * The answers that look like codes for "no answer": numbers in use as such, no more than half of all, far from where
 * the others lie. Null where there are none. NaN is skipped.
 */
export function farAnswers(answers: Float64Array): FarAnswers | null {
  const counts = new Map<number, number>();
  for (const value of answers) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const codes = [...counts.keys()].filter((value) => codeText.test(String(value))).sort((a, b) => a - b);
  const others = [...counts.keys()].filter((value) => !codes.includes(value));
  if (codes.length === 0 || others.length < 2) return null;
  const low = others.reduce((least, value) => Math.min(least, value));
  let high = others.reduce((most, value) => Math.max(most, value));
  const far: number[] = [];
  const given = [...counts.values()].reduce((total, count) => total + count, 0);
  for (const code of codes) {
    const distance = code - high;
    const isFar =
      code < 0
        ? low >= 0
        : code < 10
          ? given >= fewAnswers && distance >= high - low
          : distance > Math.max(farFrom * (high - low), 10);
    if (isFar) far.push(code);
    // A code so near may be an answer.
    else high = Math.max(high, code);
  }
  const count = far.reduce((total, code) => total + counts.get(code)!, 0);
  return count === 0 || 2 * count > given ? null : { values: far, count, bulk: [low, high] };
}

/** A line on answers that look like a code for "no answer"; null where there are none. */
export function farAnswersWarning(name: string, answers: Float64Array): string | null {
  const far = farAnswers(answers);
  if (far === null) return null;
  const codes = far.values.join(", ");
  return (
    `${JSON.stringify(name)}: ${far.count} ${far.count === 1 ? "answer" : "answers"} of ${codes} ` +
    `${far.count === 1 ? "lies" : "lie"} far outside the others, ${far.bulk[0]} to ${far.bulk[1]}; if that means "no ` +
    `answer", say so with missingValues: [${codes}]`
  );
}
