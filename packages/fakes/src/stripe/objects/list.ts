/** A list inside an object. */
export function listOf<T>(data: T[], url: string) {
  return { object: "list", data, has_more: false, url };
}
