/** A flow between two columns of boxes. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly size: number;
}

/** A box of a column: what it is called, where it begins and how high it is. */
export interface FlowBox {
  readonly name: string;
  readonly size: number;
  readonly top: number;
  readonly height: number;
}

/** A band between two boxes, by the tops of its ends and its thickness. */
export interface FlowBand extends Flow {
  readonly startTop: number;
  readonly endTop: number;
  readonly thickness: number;
}

/** Boxes left and right, and the bands between them. */
export interface FlowLayout {
  readonly left: readonly FlowBox[];
  readonly right: readonly FlowBox[];
  readonly bands: readonly FlowBand[];
}

/**
 * Two columns of boxes in the given order, heights in proportion to what flows through them, and the bands between: a
 * Sankey diagram of two layers, in which nothing is left to arrange.
 */
export function flowLayout(flows: readonly Flow[], order: readonly string[], height: number, gap: number): FlowLayout {
  const total = flows.reduce((sum, flow) => sum + flow.size, 0);
  const columns = [sizesOf(flows, "from", order), sizesOf(flows, "to", order)] as const;
  const most = Math.max(columns[0].length, columns[1].length);
  const scale = total === 0 ? 0 : (height - gap * (most - 1)) / total;
  const [left, right] = columns.map((column) => {
    let top = 0;
    return column.map(([name, size]): FlowBox => {
      const box = { name, size, top, height: size * scale };
      top += box.height + gap;
      return box;
    });
  }) as [FlowBox[], FlowBox[]];
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const starts = new Map(left.map((box) => [box.name, box.top]));
  const ends = new Map(right.map((box) => [box.name, box.top]));
  const sorted = [...flows].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
  const bands = sorted.map((flow) => {
    const thickness = flow.size * scale;
    const [startTop, endTop] = [starts.get(flow.from)!, ends.get(flow.to)!];
    starts.set(flow.from, startTop + thickness);
    ends.set(flow.to, endTop + thickness);
    return { ...flow, startTop, endTop, thickness };
  });
  return { left, right, bands };
}

function sizesOf(flows: readonly Flow[], side: "from" | "to", order: readonly string[]): [string, number][] {
  const sizes = new Map<string, number>();
  for (const name of order) sizes.set(name, 0);
  for (const flow of flows) sizes.set(flow[side], (sizes.get(flow[side]) ?? 0) + flow.size);
  return [...sizes].filter(([, size]) => size > 0);
}
