/** What XML 1.0 cannot hold, however it is written: most control characters, and halves of characters. */
const IMPOSSIBLE = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Any text as the text or the attribute of an XML element.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
export function xml(text: string): string {
  return text.replace(IMPOSSIBLE, "").replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
