import { describe, expect, it } from "vitest";
import { ClienteleError, inNameOf } from "../../src/errors/index.js";
import { errorOf } from "../error-of.js";

const fails = (): never => {
  throw new ClienteleError(
    "out-of-range",
    { function: "encodeFeatures", column: "age", row: 3, value: 900 },
    "no such age",
  );
};

describe("inNameOf", () => {
  it("gives a refusal in the name of what the user called, with its place", () => {
    const error = errorOf(() => inNameOf("fitResponse", fails));
    expect(error.message).toBe('fitResponse: column "age", row 3: no such age');
    expect(error.code).toBe("out-of-range");
    expect(error.place).toEqual({ function: "fitResponse", column: "age", row: 3, value: 900 });
  });

  it("lets results and all other errors through", () => {
    expect(inNameOf("fitResponse", () => 7)).toBe(7);
    const broken = new TypeError("broken");
    expect(() =>
      inNameOf("fitResponse", () => {
        throw broken;
      }),
    ).toThrow(broken);
  });
});
