/** A kernel that notes which of its fields are read: what a system never reads cannot change it. */
export function noting(kernel: unknown): { kernel: unknown; asked: ReadonlySet<string> } {
  const asked = new Set<string>();
  const noted = new Proxy(kernel as Record<string, unknown>, {
    get: (fields, name) => {
      asked.add(String(name));
      return fields[String(name)];
    },
  });
  return { kernel: noted, asked };
}
