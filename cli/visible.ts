/**
 * A message whose parts may come from anywhere, fit for a terminal: control characters, and those that turn
 * the direction of writing, are shown as \u001b and the like; new lines stay. JSON stays what it was.
 */
export function visible(text: string): string {
  return text.replaceAll(/[^\P{C}\n]/gu, (char) => char.split("").map(escapeOf).join(""));
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
