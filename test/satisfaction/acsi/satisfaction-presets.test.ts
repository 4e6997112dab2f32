import { describe, expect, test } from "vitest";
import { fitPathModel, pathStatistics } from "../../../src/path-models/index.js";
import { acsi, ecsi } from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";
import { ecsiOptions, mobiItems } from "../../path-models/mobi-model.js";
import { simulatedSurvey } from "../../path-models/simulated-survey.js";
import { describeWithSharedData, sharedTable } from "../../shared-data.js";

const survey = simulatedSurvey(200, 4);
const roles = {
  expectations: "q1",
  quality: ["q2", "q3"],
  value: "s1",
  satisfaction: ["s2", "s3"],
  complaints: "c1",
  loyalty: ["l1", "l2", "l3"],
};

describe("the presets", () => {
  test("draw the arrows of the American model", () => {
    const model = acsi(survey, { ...roles, complaintsMeasure: "handling" });
    expect(model.paths.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      "expectations → quality",
      "expectations → value",
      "expectations → satisfaction",
      "quality → value",
      "quality → satisfaction",
      "value → satisfaction",
      "satisfaction → complaints",
      "satisfaction → loyalty",
      "complaints → loyalty",
    ]);
    expect(model.preset).toEqual({ name: "acsi", complaintsMeasure: "handling" });
    expect(model.indices["satisfaction"]).toBeGreaterThan(0);
  });

  test("add the image in the European model", () => {
    const model = ecsi(survey, { ...roles, value: ["l3"], loyalty: ["l1", "l2"], image: ["s1"] });
    const added = model.paths.filter(({ from }) => from === "image").map(({ to }) => to);
    expect(added).toEqual(["expectations", "satisfaction", "loyalty"]);
    expect(model.preset?.complaintsMeasure).toBe("handling");
  });

  test("read a complaint of yes or no on its own scale", () => {
    const complained = survey["c1"]!.map((answer) => (answer < 6 ? 1 : 0));
    const model = acsi({ ...survey, c1: complained }, { ...roles, complaintsMeasure: "incidence" });
    const share = complained.reduce<number>((sum, value) => sum + value, 0) / complained.length;
    expect(model.indices["complaints"]).toBeCloseTo(100 * share, 9);
    expect(model.paths.find(({ to }) => to === "complaints")!.value).toBeLessThan(0);
    expect(model.warnings).toEqual([]);
    const items = ["q1", "q2", "q3", "s1", "s2", "s3", "c1", "l1", "l2", "l3"];
    const statistics = pathStatistics({ ...survey, c1: complained }, { items });
    const reduced = acsi(statistics, { ...roles, complaintsMeasure: "incidence" });
    expect(reduced.indices["complaints"]).toBeCloseTo(100 * share, 9);
  });

  test("keep a scale that is given for the complaint, and refuse answers outside it", () => {
    const scale = Object.fromEntries(
      Object.keys(survey).map((item) => [item, item === "c1" ? [0, 20] : [1, 10]] as const),
    );
    const model = acsi(survey, {
      ...roles,
      complaintsMeasure: "incidence",
      scale: scale as Record<string, [number, number]>,
    });
    expect(model.specification.ranges.find(({ item }) => item === "c1")).toMatchObject({ minimum: 0, maximum: 20 });
    const zero = { ...survey, c1: survey["c1"]!.map((_, row) => row % 2) };
    expect(errorOf(() => acsi(zero, { ...roles, complaintsMeasure: "handling" })).place).toMatchObject({
      column: "c1",
      row: 1,
    });
  });

  test("warn when the complaints item points the other way", () => {
    const handled = acsi(survey, { ...roles, complaintsMeasure: "incidence" });
    expect(handled.warnings.join()).toContain("declared as incidence");
    const reversed = { ...survey, c1: survey["c1"]!.map((answer) => 11 - answer) };
    const counted = acsi(reversed, { ...roles, complaintsMeasure: "handling" });
    expect(counted.warnings.join()).toContain("declared as handling");
    expect(counted.indices["satisfaction"]).toBeCloseTo(handled.indices["satisfaction"]!, 9);
  });

  test("take the options of an estimate", () => {
    const weights = survey["q1"]!.map((_, row) => 1 + (row % 3));
    const options = { ...roles, complaintsMeasure: "handling", scheme: "centroid", weights } as const;
    const model = acsi(survey, options);
    expect(model.specification).toMatchObject({ scheme: "centroid", weightsGiven: true });
    expect(model.indices["satisfaction"]).not.toBe(
      acsi(survey, { ...options, scheme: "path" }).indices["satisfaction"],
    );
  });
});

describeWithSharedData("the presets on the mobile phone survey", () => {
  test("are the models of the literature", async () => {
    const mobi = await sharedTable("mobi.csv");
    const { Image, Expectation, Quality, Value, Satisfaction, Complaints, Loyalty } = mobiItems;
    const roles = {
      expectations: Expectation,
      quality: Quality,
      value: Value,
      satisfaction: Satisfaction,
      complaints: Complaints,
      loyalty: Loyalty,
    };
    const european = ecsi(mobi, { image: Image, ...roles });
    expect(european.indices["satisfaction"]).toBeCloseTo(72.454118, 6);
    const american = acsi(mobi, { ...roles, complaintsMeasure: "handling" });
    expect(american.indices["satisfaction"]).toBeCloseTo(72.439631, 6);
    expect(american.rSquared["satisfaction"]).toBeCloseTo(0.667157, 6);
    expect(american.paths.find(({ to }) => to === "complaints")!.value).toBeGreaterThan(0);
    expect(european.paths.map(({ value }) => value)).toEqual(
      fitPathModel(mobi, ecsiOptions()).paths.map(({ value }) => value),
    );
  });
});
