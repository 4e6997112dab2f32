import { describe, expect, it } from "vitest";
import {
  answerReader,
  createTable,
  farAnswers,
  farAnswersWarning,
  readAnswerList,
  readAnswerTable,
} from "../../src/table/index.js";
import { errorOf } from "../error-of.js";

const read = (answers: unknown, codes = {}, reading = {}) =>
  readAnswerList("test", "q", answers, answerReader("test", codes), reading).toArray();

describe("labels of answers", () => {
  it.each([
    [["很满意", "满意", "一般", "不满意", "很不满意"]],
    [["very satisfied", "Satisfied", " neutral ", "DISSATISFIED", "very  dissatisfied"]],
    [["strongly agree", "agree", "neutral", "disagree", "strongly disagree"]],
    [["非常满意", "比较满意", "一般", "不太满意", "非常不满意"]],
  ])("are degrees from 5 to 1: %j", (labels) => {
    expect(read(labels)).toEqual([5, 4, 3, 2, 1]);
    expect(read(labels, {}, { scale: [1, 5] })).toEqual([5, 4, 3, 2, 1]);
  });

  it("of yes and no are 1 and 0", () => {
    expect(read(["yes", "No", null, "YES"])).toEqual([1, 0, null, 1]);
    expect(read(["有效", "无效"])).toEqual([1, 0]);
    expect(read(["是", "否"], {}, { scale: [0, 1] })).toEqual([1, 0]);
  });

  it("are those declared before those known, beside numbers", () => {
    const answerLabels = { Great: 3, fine: 2, poor: 1 };
    expect(read(["great", "fine", "POOR", "2"], { answerLabels })).toEqual([3, 2, 1, 2]);
    expect(read([true, false, null], { answerLabels: { true: 10, false: 0 } })).toEqual([10, 0, null]);
  });

  it("of another scale, or of two at once, or unknown, are refused with the option that mends it", () => {
    expect(errorOf(() => read(["很满意"], {}, { scale: [1, 10] }))).toMatchObject({
      code: "out-of-range",
      place: { row: 1 },
    });
    expect(errorOf(() => read(["很满意"], {}, { scale: [1, 10] })).message).toContain("answerLabels");
    const mixed = errorOf(() => read(["very satisfied", "agree"]));
    expect(mixed).toMatchObject({ code: "not-a-number", place: { column: "q" } });
    const unknown = errorOf(() => read([5, "refused"]));
    expect(unknown).toMatchObject({ code: "not-a-number", place: { row: 2, value: "refused" } });
    expect(unknown.message).toContain('missingValues: ["refused"]');
  });

  it("are not true and false, except where yes or no is the question", () => {
    expect(errorOf(() => read([null, true]))).toMatchObject({ code: "column-type", place: { row: 2, value: true } });
    expect(read([true, false], {}, { scale: [0, 1] })).toEqual([true, false]);
    expect(read([true, false], {}, { flags: true })).toEqual([true, false]);
  });
});

describe("codes for no answer", () => {
  it("are missing, as numbers and as text", () => {
    const missingValues = [99, "NA", -1];
    expect(read([5, 99, -1, 1], { missingValues })).toEqual([5, null, null, 1]);
    expect(read(["5", "99", "na", 1], { missingValues })).toEqual([5, null, null, 1]);
    expect(read(["很满意", "99", "NA"], { missingValues })).toEqual([5, null, null]);
    expect(read(Int32Array.of(1, 99), { missingValues })).toEqual([1, null]);
    expect(errorOf(() => read([1], { missingValues: 99 }))).toMatchObject({ code: "invalid-option" });
    expect(errorOf(() => read([1], { answerLabels: { good: "5" } }))).toMatchObject({ code: "invalid-option" });
  });

  it("are read in the named columns only, whatever these are called", () => {
    const answers = createTable([
      ["__proto__", ["yes", "no"]],
      ["group", ["yes", "no"]],
    ]);
    const result = readAnswerTable("test", answers, ["__proto__", "absent"], {});
    expect(result.column("__proto__").toArray()).toEqual([1, 0]);
    expect(result.column("group").toArray()).toEqual(["yes", "no"]);
  });

  it.each([
    [[1, 2, 3, 4, 5, 99], [99]],
    [
      [0, 10, 5, 99, 98],
      [98, 99],
    ],
    [[5, 4, 3, -1], [-1]],
    [[1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 9], [9]],
    [[1, 2, 3, 4, 5, 999], [999]],
  ])("are suspected far from the other answers: %j", (answers, codes) => {
    expect(farAnswers(Float64Array.from(answers))?.values).toEqual(codes);
    expect(farAnswersWarning("q", Float64Array.from(answers))).toContain(`missingValues: [${codes.join(", ")}]`);
  });

  it.each([
    [[20, 40, 60, 80, 99]],
    [[6, 7, 8, 9, 10]],
    [[1, 2, 5, 9]],
    [[-2, -1, 0, 1]],
    [[99, 99, 98]],
    [[95, 97, 88, 100]],
    [[]],
    [[Number.NaN]],
  ])("are not suspected where they may be answers: %j", (answers) => {
    expect(farAnswers(Float64Array.from(answers))).toBeNull();
  });
});
