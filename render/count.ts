/** A number with its thousands apart: 12,345. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}
