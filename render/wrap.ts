/** Mails are wrapped here. */
export const columns = 72;

/** The text in lines that begin with the prefix and are no longer than the width, if words allow. */
export function wrap(text: string, prefix: string, width = columns): string[] {
  const lines: string[] = [];
  let line = prefix;
  for (const word of text.split(" ")) {
    const isFull = line.length + word.length + 1 > width && line.trim() !== "";
    if (isFull) lines.push(line);
    const start = isFull ? prefix : line;
    line = start === prefix ? `${prefix}${word}` : `${start} ${word}`;
  }
  return [...lines, line];
}
