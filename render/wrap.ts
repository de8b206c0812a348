/** Mails are wrapped here. */
export const columns = 72;

/** The text in lines that begin with the prefix and are no longer than the width, if words allow. */
export function wrap(text: string, prefix: string, width = columns): string[] {
  return packed(text.split(" "), prefix, prefix, width);
}

/** The same after a head: the other lines begin with the indent. */
export function hanging(
  head: string,
  text: string,
  indent = " ".repeat(head.length),
  width = columns,
): string[] {
  return packed(text.split(" "), head, indent, width);
}

/** The same where there is a text; else nothing. */
export function hangingIfAny(head: string, text: string): string[] {
  return text === "" ? [] : hanging(head, text);
}

/** A list in brackets; what fits a line is not broken. */
export function wrapList(pieces: readonly string[], indent: string): string[] {
  const ended = pieces.map((piece, at) => `${piece}${at === pieces.length - 1 ? "]" : ";"}`);
  const words = ended.flatMap((piece) =>
    indent.length + piece.length + 1 > columns ? piece.split(" ") : piece,
  );
  return packed(words, `${indent}[`, `${indent} `, columns);
}

function packed(
  [first, ...words]: readonly string[],
  head: string,
  indent: string,
  width: number,
): string[] {
  const lines: string[] = [];
  let line = `${head}${first}`;
  for (const word of words) {
    const isFull = line.length + word.length + 1 > width;
    if (isFull) lines.push(line);
    line = isFull ? `${indent}${word}` : `${line} ${word}`;
  }
  return [...lines, line];
}
