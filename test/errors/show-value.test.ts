import { describe, expect, it } from "vitest";
import { showNames, showValue } from "../../src/errors/index.js";
import { ClienteleError, table } from "../../src/index.js";

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe("a value in a message", () => {
  it.each([
    [10n, "10n"],
    [Symbol("a"), "a symbol"],
    [Object.assign(() => 1, { toString: null }), "a function"],
    [{ toString: null, toJSON: 10n }, "an object"],
    [Object.assign(new Date(Number.NaN), { toISOString: null }), "an invalid Date"],
    [Promise.resolve(1), "a Promise"],
    [new Error("no"), "an Error"],
    [[1n], "an array of 1"],
    [new Float64Array(2), "a Float64Array"],
  ])("is shown whatever it is (%#)", (value, text) => {
    expect(showValue(value)).toBe(text);
  });

  it("is shown where it cannot be read", () => {
    expect(showValue(revoked())).toBe("an object that cannot be read");
  });

  it("is shortened", () => {
    expect(showValue("a".repeat(2 ** 20)).length).toBe(60);
    const many = showNames(Array.from({ length: 1000 }, (_, i) => `column ${i}`));
    expect(many).toMatch(/^"column 0", .*"column 18" and 981 more$/);
    expect(many.length).toBeLessThan(260);
    expect(showNames(Array.from({ length: 40 }, (_, i) => i % 10))).toMatch(/^0, 1, .*, 9 and 10 more$/);
    expect(showNames(["a", "b", "c", "d"].map((name) => name.repeat(200)))).toMatch(/c… and 1 more$/);
    expect(showNames([])).toBe("none");
  });
});

describe("an error", () => {
  it("is short when a column has a name of a megabyte", () => {
    const name = "x".repeat(2 ** 20);
    for (const run of [
      () => table({ a: [1], b: [1, 2] }).column(name as "a"),
      () => table({ [name]: [1] }).column("y" as never),
      () => table({ a: [1], [name]: [1, 2] }),
    ]) {
      let message = "";
      try {
        run();
      } catch (error) {
        if (error instanceof ClienteleError) message = error.message;
      }
      expect(message).not.toBe("");
      expect(message.length).toBeLessThan(300);
    }
  });
});
