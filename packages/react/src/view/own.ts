/** The text that an object itself has under this name; null for a name that it does not know. */
export function own(of: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = Object.hasOwn(of, name) ? of[name] : null;
  return typeof value === "string" ? value : null;
}
