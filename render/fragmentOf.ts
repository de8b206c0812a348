/** Fields of a question as the fragment of a link to the page that checks; null: not said. */
export function fragmentOf(fields: Readonly<Record<string, string | null>>): string {
  const told = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : `${name}=${escaped(value)}`,
  );
  return `#${told.join("&")}`;
}

/** What a fragment may hold stays readable. */
function escaped(value: string): string {
  return encodeURIComponent(value).replaceAll(/%(2C|3A|3B|2B)/g, (code) =>
    decodeURIComponent(code),
  );
}
