import { fromOpenApi } from "./json-schema.ts";
import { readSpec } from "./specs.ts";

type Schema = Record<string, unknown>;

/** One operation of GoHighLevel's official files. */
export interface GhlOperation {
  readonly parameters: readonly { in: string; name: string; required?: boolean; schema: Schema }[];
  readonly responses: {
    readonly 200: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
  };
}

interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get?: GhlOperation }>>;
}

/** Which official file describes a path that is read with GET. */
const files: Readonly<Record<string, string>> = {
  "/payments/transactions": "payments",
  "/payments/subscriptions": "payments",
  "/opportunities/search": "opportunities",
  "/locations/{locationId}": "locations",
};

/** All paths of {@link files}. */
export const ghlPaths: readonly string[] = Object.keys(files);

/** An official file as JSON Schema, and the operation of a path in it. */
export function ghlOperation(dir: string, path: string): { document: object; name: string; operation: GhlOperation } {
  const name = files[path];
  if (name === undefined) throw new RangeError(`the contracts have no ${path}`);
  const document = corrected(fromOpenApi(readSpec(dir, `ghl/apps/${name}.json`))) as OpenApi;
  const operation = document.paths[path]?.get;
  if (!operation) throw new RangeError(`the contracts have no ${path}`);
  return { document, name, operation };
}

/** What a 4xx answer looks like, by status. */
export function ghlCommon(dir: string): object {
  return fromOpenApi(readSpec(dir, "ghl/common/common-schemas.json")) as object;
}

/** Search of contacts: not official, for the official file has no schema for it; see its own comment. */
export function ghlSupplement(dir: string): {
  readonly $defs: Readonly<Record<"request" | "contact" | "response", Schema>>;
} {
  return readSpec(dir, "ghl/contacts-search.supplement.schema.json");
}

/**
 * The official file calls the status of a payment an object and shows texts (`succeeded`, `active`) as its examples:
 * the examples are what is sent.
 */
function corrected(document: unknown): unknown {
  const { components } = document as {
    components: { schemas: Record<string, { properties?: Record<string, Schema> }> };
  };
  for (const { properties } of Object.values(components.schemas)) {
    if (properties?.status?.type === "object" && typeof properties.status.example === "string")
      properties.status.type = "string";
  }
  return document;
}
