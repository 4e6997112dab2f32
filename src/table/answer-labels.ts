/** Labels that answer one kind of question. */
export interface AnswerSet {
  /** What every label counts. */
  readonly values: ReadonlyMap<string, number>;
  /** The lowest and the highest of them. */
  readonly range: readonly [number, number];
  /** The two ends, as messages show them. */
  readonly example: string;
}

/** A label without the differences that do not matter: outer blanks, letter case, forms of the same character. */
export function plainLabel(label: string): string {
  return label.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** Degrees from the best to the worst, with other words for the same degree separated by "|". */
function degrees(...labels: [string, string, string, string, string]): AnswerSet {
  return answerSet(labels.map((words, i) => [words, 5 - i]));
}

function yesNo(yes: string, no: string): AnswerSet {
  return answerSet([
    [yes, 1],
    [no, 0],
  ]);
}

function answerSet(levels: readonly (readonly [words: string, value: number])[]): AnswerSet {
  const values = levels.map(([, value]) => value);
  const words = levels.map(([text]) => text.split("|"));
  return {
    values: new Map(words.flatMap((list, i) => list.map((word) => [word, values[i]!] as const))),
    range: [Math.min(...values), Math.max(...values)],
    example: `${words[0]![0]} … ${words.at(-1)![0]}`,
  };
}

/** The labels that are known without being declared. A question is answered from one set. */
export const answerSets: readonly AnswerSet[] = [
  /* @__PURE__ */ degrees(
    "very satisfied|extremely satisfied|completely satisfied",
    "satisfied|somewhat satisfied|fairly satisfied",
    "neutral|neither|neither satisfied nor dissatisfied",
    "dissatisfied|somewhat dissatisfied|unsatisfied",
    "very dissatisfied|extremely dissatisfied|completely dissatisfied|very unsatisfied",
  ),
  /* @__PURE__ */ degrees(
    "很满意|非常满意|十分满意",
    "满意|比较满意|较满意",
    "一般|一般满意|中立|基本满意",
    "不满意|不太满意|较不满意|比较不满意",
    "很不满意|非常不满意|十分不满意|极不满意",
  ),
  /* @__PURE__ */ degrees(
    "strongly agree|completely agree",
    "agree|somewhat agree",
    "neutral|neither|neither agree nor disagree|undecided",
    "disagree|somewhat disagree",
    "strongly disagree|completely disagree",
  ),
  /* @__PURE__ */ degrees(
    "非常同意|很同意|完全同意",
    "同意|比较同意",
    "一般|中立|不确定|说不清",
    "不同意|不太同意|比较不同意",
    "非常不同意|很不同意|完全不同意",
  ),
  /* @__PURE__ */ degrees("很好|非常好", "好|较好|比较好", "一般", "差|较差|不好|比较差", "很差|非常差"),
  /* @__PURE__ */ degrees(
    "very likely|extremely likely",
    "likely|somewhat likely",
    "neutral|neither|neither likely nor unlikely",
    "unlikely|somewhat unlikely",
    "very unlikely|extremely unlikely",
  ),
  /* @__PURE__ */ yesNo("yes|y", "no|n"),
  /* @__PURE__ */ yesNo("是|有", "否|不是|没有|无"),
  /* @__PURE__ */ yesNo("有效", "无效"),
  /* @__PURE__ */ yesNo("会", "不会"),
];

/** The first set in which all labels stand; null where none has them all. */
export function answerSetOf(labels: readonly string[]): AnswerSet | null {
  return answerSets.find(({ values }) => labels.every((label) => values.has(label))) ?? null;
}
