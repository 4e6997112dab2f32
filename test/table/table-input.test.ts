import { describe, expect, it } from "vitest";
import { analyzePareto, ClienteleError, readCsv, table } from "../../src/index.js";

function messageOf(input: unknown): string {
  try {
    table(input as never);
  } catch (error) {
    if (error instanceof ClienteleError && error.code === "unsupported-input") return error.message;
    throw error;
  }
  return "accepted";
}

async function* later() {
  yield { a: 1 };
}

describe("what is no table", () => {
  it("is refused with await where that is what is missing", () => {
    expect(messageOf(readCsv("a\n1\n"))).toMatch(/await readCsv/);
    expect(messageOf([Promise.resolve({ a: 1 })])).toMatch(/await/);
    expect(messageOf(later())).toMatch(/for await/);
  });

  it.each([
    new URL("https://example.org/orders.csv"),
    new Error("no file"),
    { length: 1e9 },
    { a: { length: 1e9 } },
    new ArrayBuffer(8),
    /a/,
    new WeakMap(),
  ])("is refused: %o", (input) => {
    expect(messageOf(input)).not.toBe("accepted");
  });

  it("is refused in the name of the function that was called", () => {
    expect(() => analyzePareto(readCsv("a\n1\n") as never)).toThrow(/^analyzePareto: .*await/);
    expect(() => analyzePareto({ revenue: [1, 2] }, { value: 10n as never })).toThrow(ClienteleError);
  });
});

describe("rows of a class", () => {
  class Order {
    readonly price: number;
    constructor(price: number) {
      this.price = price;
    }
    get amount() {
      return 2 * this.price;
    }
  }
  class Refund extends Order {
    override get amount() {
      return -super.amount;
    }
  }

  it("have the columns that getters of the class compute", () => {
    expect(table([new Order(1), new Refund(2)]).toColumns()).toEqual({ price: [1, 2], amount: [2, -4] });
  });
});
