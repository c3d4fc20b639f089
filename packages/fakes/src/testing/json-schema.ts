type Node = Record<string, unknown>;

/** OpenAPI 3.0 as JSON Schema: `nullable`, which is no JSON Schema and which ajv refuses without `type`, becomes `anyOf`. */
export function fromOpenApi(document: unknown): unknown {
  return mapNodes(document, ({ nullable, ...node }) =>
    nullable === true ? { anyOf: [node, { type: "null" }] } : node,
  );
}

/** The same schema, but with nothing allowed that it does not name: so a field of an earlier version is a violation. */
export function closed(schema: unknown): unknown {
  return mapNodes(schema, (node) =>
    isNode(node.properties) && node.additionalProperties === undefined
      ? { ...node, additionalProperties: false }
      : node,
  );
}

function mapNodes(value: unknown, change: (node: Node) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapNodes(item, change));
  if (!isNode(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mapNodes(child, change)])));
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
