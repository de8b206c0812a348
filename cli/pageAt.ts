import { readFileSync } from "node:fs";
import { pagePath } from "./pagePath.ts";

const place = '<div id="page"></div>';

/** The page that checks, as a file that opens with this question: the fragment of a link to it. */
export function pageAt(fragment: string): string {
  const page = readFileSync(pagePath(), "utf8");
  if (!page.includes(place)) throw new Error(`${pagePath()} is not the page`);
  return page.replace(
    place,
    () => `${place}<script type="text/plain" id="start">${fragment}</script>`,
  );
}
