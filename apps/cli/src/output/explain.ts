export function explain(error: unknown): number {
  console.error(error);
  return 1;
}
