import { describe, expect, it } from "vitest";
import { ClienteleError, fitRfm, kMeans, parseModel } from "../src/index.js";

describe("parseModel", () => {
  const model = kMeans([[0], [1], [10], [11]], { k: 2 }).model;

  it("reads back what JSON holds, frozen", () => {
    const read = parseModel(JSON.parse(JSON.stringify(model)));
    expect(read).toEqual(model);
    expect(Object.isFrozen(read)).toBe(true);
  });

  it("reads several kinds", () => {
    const rfm = fitRfm({ customer: [1, 2, 3], recencyDays: [1, 2, 3], orders: [1, 2, 3], revenue: [1, 2, 3] });
    expect(parseModel(JSON.parse(JSON.stringify(rfm))).kind).toBe("rfm");
  });

  it.each([
    ["text", JSON.stringify(model), "parse the text with JSON.parse first"],
    ["nothing", null, "got null"],
    ["an array", [model], "a model is an object"],
    ["no kind", { schema: 1 }, '"kind" must be one of'],
    ["an unknown kind", { kind: "magic", schema: 1 }, 'got "magic"'],
    ["a schema from the future", { ...model, schema: 99 }, '"schema" of a k-means model'],
    ["a field of another type", { ...model, centers: "far" }, '"centers" of a k-means model should be'],
    ["a missing field", { kind: "k-means", schema: 1 }, "of a k-means model should be"],
  ])("refuses %s and names what is wrong", (_, json, message) => {
    expect(() => parseModel(json)).toThrow(message);
    expect(() => parseModel(json)).toThrow(ClienteleError);
  });
});
