/** What an element is made with: attributes, properties that begin with "on", and children. */
export type Settings = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;

/** Makes an element; texts become text nodes, so that what stands in a file is never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  settings: Settings = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A chart as an element: its SVG is parsed as XML, and carries no script. */
export function chartElement(svg: string): HTMLElement {
  const picture = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return element("figure", { class: "try-chart" }, document.importNode(picture, true));
}
