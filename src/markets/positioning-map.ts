import { showNames } from "../errors/index.js";
import { createTable, type Keys, type Table } from "../table/index.js";
import { type CorrespondencePoints, type CrossTable, correspondenceAnalysis } from "./correspondence-analysis.js";

/** A name as it stands in the ratings. */
export type Name = string | number | boolean;

/** The columns of the points on the map. */
type PointColumns = {
  /** Principal coordinates; missing for a point whose scores are all 0. */
  x: number;
  y: number;
  /** Share of all scores. */
  mass: number;
  /** Share of what sets this point apart that the map shows, 0..1; missing for a point in the middle of the map. */
  quality: number;
};

/** The columns of the attributes on the map. */
export type AttributePointColumns = { attribute: Name } & PointColumns;

/** The columns of the brands on the map. */
export type BrandPointColumns = { brand: Name } & PointColumns;

/** Attributes and brands on two common axes. */
export interface PositioningMap {
  readonly attributes: Table<AttributePointColumns>;
  readonly brands: Table<BrandPointColumns>;
  /** Share of the inertia that each dimension shows, descending, sum 1; the first two are the axes of the map. */
  readonly inertia: number[];
  /** The inertias themselves. */
  readonly principalInertias: number[];
  /** Their sum: how much profiles of scores differ, 0 where they are all the same. */
  readonly totalInertia: number;
}

/** The attributes and brands of mean scores on two axes, and what the map does not show. */
export function mapOf(
  cells: CrossTable,
  attributes: Keys,
  brands: Keys,
): { readonly map: PositioningMap; readonly warnings: string[] } {
  // In the order of their names, so that the signs of the axes do not depend on the order of the ratings.
  const [rowOrder, columnOrder] = [byName(attributes), byName(brands)];
  const sorted = new Float64Array(cells.data.length);
  rowOrder.forEach((row, i) => {
    columnOrder.forEach((column, j) => {
      sorted[i * cells.columns + j] = cells.data[row * cells.columns + column]!;
    });
  });
  const { principalInertias, totalInertia, ...points } = correspondenceAnalysis({ ...cells, data: sorted });
  const inertia = principalInertias.map((value) => value / totalInertia);
  const attributePoints = pointColumns(points.rows, rowOrder);
  const brandPoints = pointColumns(points.columns, columnOrder);
  return {
    map: {
      attributes: createTable<AttributePointColumns>({ attribute: attributes.labels, ...attributePoints }),
      brands: createTable<BrandPointColumns>({ brand: brands.labels, ...brandPoints }),
      inertia,
      principalInertias: [...principalInertias],
      totalInertia,
    },
    warnings: mapWarnings(inertia, points.rows, points.columns, [
      showNames(rowOrder.filter((_, i) => points.rows.mass[i] === 0).map((code) => attributes.labels.at(code))),
      showNames(columnOrder.filter((_, i) => points.columns.mass[i] === 0).map((code) => brands.labels.at(code))),
    ]),
  };
}

function byName({ labels, count }: Keys): number[] {
  const names = labels.toArray();
  const codes = Array.from({ length: count }, (_, code) => code);
  return codes.sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
}

/** The first two dimensions, back in the order of codes; a dimension that does not exist is 0 everywhere. */
function pointColumns({ mass, coordinates, quality }: CorrespondencePoints, order: readonly number[]) {
  const along = (values: (point: number) => number): Float64Array => {
    const result = new Float64Array(order.length);
    order.forEach((code, point) => {
      result[code] = values(point);
    });
    return result;
  };
  const axis = (k: number) => along((point) => coordinates[k]?.[point] ?? (mass[point] === 0 ? Number.NaN : 0));
  return {
    x: axis(0),
    y: axis(1),
    mass: along((point) => mass[point]!),
    quality: along((point) => (quality[0]?.[point] ?? Number.NaN) + (quality[1]?.[point] ?? 0)),
  };
}

function mapWarnings(
  inertia: readonly number[],
  rows: CorrespondencePoints,
  columns: CorrespondencePoints,
  [attributes, brands]: readonly [string, string],
): string[] {
  const shown = (inertia[0] ?? 0) + (inertia[1] ?? 0);
  return [
    ...(rows.mass.includes(0) ? [`attributes with a score of 0 everywhere are not on the map: ${attributes}`] : []),
    ...(columns.mass.includes(0) ? [`brands with a score of 0 everywhere are not on the map: ${brands}`] : []),
    ...(inertia.length === 0 ? ["all brands have the same profile; the map shows nothing"] : []),
    ...(inertia.length === 1 ? ["there is one dimension only; y is 0 everywhere"] : []),
    ...(inertia.length > 2 && shown < 0.7
      ? [`the two axes show only ${(100 * shown).toFixed(0)} % of the inertia`]
      : []),
  ];
}
