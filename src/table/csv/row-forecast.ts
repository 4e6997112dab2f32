/** How many rows a source is likely to have, by how many it has had so far; 0 where nobody knows. */
export type RowForecast = (rows: number) => number;

/** Of a source whose length is unknown. */
export const unknownRows: RowForecast = () => 0;

/** The rows to come may be shorter than those so far. */
const margin = 1.5;

/** Nobody is held to a forecast of more rows. */
const mostRows = 2 ** 28;

/** The forecast by the share of a source that has been read, from 0 to 1. */
export function rowsByShare(shareRead: () => number): RowForecast {
  return (rows) => {
    const share = shareRead();
    return share > 0 && share < 1 ? Math.min(mostRows, Math.ceil((margin * rows) / share)) : 0;
  };
}
