import { print } from "./print.ts";
import { visible } from "./visible.ts";

/** Prints a JSON array element by element, as they come, and gives them all in the end. */
export function printJsonList<T>(groups: Iterable<readonly T[]>): T[] {
  const printed: T[] = [];
  for (const group of groups) {
    for (const element of group) {
      const text = JSON.stringify(element, null, 2).replaceAll("\n", "\n  ");
      process.stdout.write(visible(`${printed.length === 0 ? "[" : ","}\n  ${text}`));
      printed.push(element);
    }
  }
  print(printed.length === 0 ? "[]" : "\n]");
  return printed;
}
