import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const name = "dist-web/ptecheck.html";

/** The page that checks, which the build has made: beside what is built, or beside the sources. */
export function pagePath(): string {
  const places = ["../../", "../"].map((up) =>
    fileURLToPath(new URL(`${up}${name}`, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(`${name} is missing: npm run build makes it`);
}
