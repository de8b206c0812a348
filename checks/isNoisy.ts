/** Whose steps a reader would rather not see: the hardware's, which speculates whenever it likes. */
export function isNoisy(actor: string): boolean {
  return actor === "hardware";
}
