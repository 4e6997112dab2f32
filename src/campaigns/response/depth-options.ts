import { levelOption, numberOption } from "../../errors/index.js";

/** What a contact costs and a response brings. */
export interface ContactMoney {
  /** What it costs to contact one customer. */
  readonly contactCost: number;
  /** What a response brings in, before the cost of the contact. */
  readonly marginPerResponse: number;
}

/** Options of `contactDepth`. */
export interface ContactDepthOptions extends ContactMoney {
  /** Depths that earn at most this share less than the best one count as just as good [0.05]. */
  readonly tolerance?: number;
  /** Bootstrap samples [500]. */
  readonly samples?: number;
  /** [0.95] */
  readonly level?: number;
  /** Of the lot, which is drawn over the rows as they stand: another order of rows acts like another seed [0]. */
  readonly seed?: number;
}

/** The names of the options of `contactDepth`. */
export const depthOptionNames: readonly string[] = [
  "contactCost",
  "marginPerResponse",
  "tolerance",
  "samples",
  "level",
  "seed",
];

/** The options of `contactDepth`, checked. */
export type DepthPlan = Required<ContactDepthOptions>;

/** Reads the options of `contactDepth`. Errors: `invalid-option`. */
export function readDepthPlan(caller: string, options: ContactDepthOptions): DepthPlan {
  return {
    contactCost: numberOption(caller, "contactCost", options.contactCost, { min: 0 }),
    marginPerResponse: numberOption(caller, "marginPerResponse", options.marginPerResponse, { min: 0 }),
    tolerance: numberOption(caller, "tolerance", options.tolerance ?? 0.05, { min: 0, max: 1 }),
    samples: numberOption(caller, "samples", options.samples ?? 500, { min: 20, max: 100_000, integer: true }),
    level: levelOption(caller, "level", options.level),
    seed: numberOption(caller, "seed", options.seed ?? 0, { min: 0, integer: true }),
  };
}
