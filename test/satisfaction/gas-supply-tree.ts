import type { Indicator } from "../../src/satisfaction/index.js";

/** A gas supplier's tree of indicators: supply, repair and the reading of meters. */
export const gasSupplyTree: Indicator = {
  name: "gas supply",
  weight: 0.4,
  children: [
    {
      name: "supply",
      weight: 0.2,
      children: [
        { name: "pressure", weight: 0.6 },
        { name: "gas quality", weight: 0.4, column: "gasQuality" },
      ],
    },
    {
      name: "repair",
      weight: 0.1,
      children: [
        { name: "attitude", weight: 0.2, column: "repairAttitude" },
        { name: "timeliness", weight: 0.4 },
        { name: "result", weight: 0.4 },
      ],
    },
    {
      name: "meter reading",
      weight: 0.7,
      children: [
        { name: "attitude", weight: 0.3, column: "readerAttitude" },
        { name: "errors", weight: 0.4 },
        { name: "bills on time", weight: 0.3, column: "billsOnTime" },
      ],
    },
  ],
};
