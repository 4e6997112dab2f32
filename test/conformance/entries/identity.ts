import {
  groupHouseholds,
  type IdentityModel,
  type ResolvedIdentities,
  recordFreshness,
  resolveIdentities,
  type TableInput,
} from "../../../src/index.js";
import { syntheticRecords } from "../../customers/identity/synthetic-records.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

/** A hundred and twenty records of invented persons, some of them recorded several times. */
const records = () => {
  const { person, ...columns } = syntheticRecords(120, 3);
  return { ...columns, balance: person.map((number, i) => (i % 9 === 4 ? null : 10 * (number % 13))) };
};

const compare = (nameOf: NameOf) => [
  { column: nameOf("given"), as: "name" as const },
  { column: nameOf("surname"), as: "name" as const },
  { column: nameOf("born"), as: "date" as const },
  { column: nameOf("street"), as: "address" as const },
  nameOf("email"),
];

const block = (nameOf: NameOf) =>
  [["surname"], ["born"], ["email"], ["given", "street"]].map((rule) => rule.map((column) => nameOf(column)));

const figuresOf = ({ clusters, pairs, merged, ledger, blockingRecall }: ResolvedIdentities) => ({
  clusters: clusters.toRows().sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)),
  pairs: pairs.select("left", "right", "probability", "sameCluster").toRows(),
  merged: merged.select("cluster", "records").toRows(),
  dropped: ledger.select("cluster", "kept", "keptFrom", "dropped", "droppedFrom").toRows(),
  blockingRecall,
});

export const identityEntries: readonly ConformanceEntry[] = [
  {
    name: "resolveIdentities",
    input: records,
    run: (input, nameOf) =>
      figuresOf(
        resolveIdentities(input as TableInput, { id: nameOf("id"), compare: compare(nameOf), block: block(nameOf) }),
      ),
    model: (input, nameOf) =>
      resolveIdentities(input as TableInput, { id: nameOf("id"), compare: compare(nameOf), block: block(nameOf) })
        .model,
    apply: (model, input, nameOf) =>
      figuresOf(resolveIdentities(input as TableInput, { id: nameOf("id"), model: model as IdentityModel })),
  },
  {
    name: "groupHouseholds",
    input: records,
    run: (input, nameOf) => {
      const households = groupHouseholds(input as TableInput, {
        customer: nameOf("id"),
        same: [[nameOf("surname"), { column: nameOf("street"), as: "address" }], [nameOf("phone")]],
        measures: { balance: { sum: nameOf("balance") }, persons: { count: true } },
      });
      const membership = households.membership.toRows();
      return {
        rows: households.toRows(),
        membership: membership.sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1)),
        ledger: households.ledger,
      };
    },
    rescale: [
      {
        column: "balance",
        factor: 3,
        expect: (outcome: { rows: { balance: number | null }[] }, factor) => ({
          ...outcome,
          rows: outcome.rows.map((row) => ({ ...row, balance: row.balance === null ? null : factor * row.balance })),
        }),
      },
    ],
  },
  {
    name: "recordFreshness",
    input: () => ({
      updated: Array.from({ length: 40 }, (_, i) => (i % 9 === 3 ? null : new Date(Date.UTC(2026, 10, 29 - i * i)))),
      phone: Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? null : `0${i}`)),
    }),
    run: (input, nameOf) => {
      const freshness = recordFreshness(input as TableInput, {
        updated: nameOf("updated"),
        asOf: "2026-11-29",
        targets: { "within a month": 0.9, "within a quarter": [0.05, 0.1] },
        fields: [nameOf("phone")],
      });
      return { rows: freshness.toRows(), fields: freshness.fields.select("filled", "share").toRows() };
    },
  },
];
