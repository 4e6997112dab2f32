/**
 * Takes the place of linkedom on a page: charts are drawn in an empty document of the browser's own, which is never
 * shown.
 */
export function parseHTML(_markup: string): { readonly document: Document } {
  return { document: document.implementation.createHTMLDocument("") };
}
