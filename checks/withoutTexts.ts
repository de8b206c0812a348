/** Comments and texts: what stands there is no code. */
const noCode =
  /\/\/.*|\/\*[\s\S]*?\*\/|`(?:\\[\s\S]|[^\\`])*`|"(?:\\.|[^\\"\n])*"|'(?:\\.|[^\\'\n])*'/g;

/** Code with blanks where comments and texts were, so that everything else stays where it is. */
export function withoutTexts(source: string): string {
  return source.replaceAll(noCode, (text) => text.replaceAll(/\S/g, " "));
}
