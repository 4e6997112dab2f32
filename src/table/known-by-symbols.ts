import type { StoredColumn } from "./columns/column.js";
import { tableToHtml } from "./print.js";

const brand = /* @__PURE__ */ Symbol.for("clientele.table");

/**
 * What others find on a table under symbols that they know: whether it is one, also to another copy of this library,
 * and how it shows itself in Node and in a notebook.
 */
// Bundlers keep every class with computed names; a call marked as pure they leave out where nobody needs it.
export const KnownBySymbols = /* @__PURE__ */ classKnownBySymbols();

function classKnownBySymbols() {
  abstract class KnownBySymbols {
    abstract readonly storedColumns: readonly StoredColumn[];
    abstract readonly numRows: number;
    abstract toString(): string;

    get [brand](): true {
      return true;
    }

    [Symbol.for("nodejs.util.inspect.custom")](): string {
      return this.toString();
    }

    [Symbol.for("Jupyter.display")](): Record<string, string> {
      return { "text/plain": this.toString(), "text/html": tableToHtml(this.storedColumns, this.numRows) };
    }
  }
  return KnownBySymbols;
}

/** Whether a value says that it is a table, whichever copy of this library made it. */
export function hasBrand(value: object): boolean {
  return brand in value;
}
