/**
 * A message whose parts may come from anywhere, fit for a terminal: control characters, and those that turn
 * the direction of writing, are shown as \u001b and the like; new lines stay.
 */
export function visible(text: string): string {
  return text.replaceAll(
    /[^\P{C}\n]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
