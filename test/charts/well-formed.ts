/** What is wrong with a piece of XML: tags that do not close, markup that is not escaped; null where nothing is. */
export function xmlFault(xml: string): string | null {
  const open: string[] = [];
  const pieces = xml.matchAll(/<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g);
  for (const [piece, closing, name, attributes, empty, text, stray] of pieces) {
    if (stray !== undefined) return `markup at ${xml.indexOf(piece)}: ${piece}`;
    const bare = /&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.exec(text ?? attributes ?? "");
    if (bare !== null) return `an ampersand in ${piece.slice(0, 60)}`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(piece)) return `a control character in ${piece.slice(0, 60)}`;
    if (text !== undefined) continue;
    if (closing === "/") {
      const expected = open.pop();
      if (expected !== name) return `</${name}> closes <${expected}>`;
    } else if (empty !== "/") open.push(name!);
  }
  return open.length === 0 ? null : `<${open.at(-1)}> is not closed`;
}
