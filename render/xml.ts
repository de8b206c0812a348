/** Text for XML: what would be markup is escaped, and what XML cannot hold is shown as a question mark. */
export function xml(text: string): string {
  const shown = text.replaceAll(/[^\P{C}\n\t]/gu, "?");
  return shown.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
