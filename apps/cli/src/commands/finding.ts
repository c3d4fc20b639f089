/** One thing that the doctor looked at. */
export interface Finding {
  readonly level: "ok" | "warn" | "error";
  readonly what: string;
  readonly detail: string;
}
