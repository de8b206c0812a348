/** The text as a sentence; one that begins with the name of a function keeps its first letter. */
export function sentence(text: string): string {
  const first = /^[a-z]+(_|\()/.test(text) ? text[0] : text[0].toUpperCase();
  return `${first}${text.slice(1)}.`;
}
