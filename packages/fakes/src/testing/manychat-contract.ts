import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { LoggedRequest } from "../shared/log.ts";
import { closed, fromOpenApi } from "./json-schema.ts";
import { readYamlSpec } from "./specs.ts";

type Schema = Record<string, unknown>;

interface Operation {
  parameters?: { name: string; schema: Schema; required?: boolean }[];
  responses: { 200: { $ref?: string } };
}

/** What ManyChat documents; each check answers the violations found, none for a good one. */
export interface ManychatContract {
  /** The body of a 200 from `path`. */
  answer(path: string, body: unknown): string[];
  /** The body of a refusal. */
  error(body: unknown): string[];
  /** A request: a GET of a known path with known parameters of the right types. */
  request(request: Pick<LoggedRequest, "method" | "path" | "query">): string[];
}

/**
 * Loads the contract.
 *
 * @param dir - the folder that `SINCRO_SPECS_DIR` names
 */
export function manychatContract(dir: string): ManychatContract {
  const openApi = fromOpenApi(readYamlSpec(dir, "manychat/manychat-sync-subset.openapi.yaml")) as {
    paths: Record<string, { get: Operation }>;
  };
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const coercing = new Ajv2020({ strict: false, validateFormats: false, coerceTypes: true });
  ajv.addSchema(openApi, "manychat");

  const violations = (name: string, value: unknown, validate: ValidateFunction | undefined): string[] => {
    if (!validate) return [`${name}: the contract knows no such thing`];
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };

  function answerOf(path: string): ValidateFunction | undefined {
    const response = openApi.paths[path]?.get.responses[200];
    if (!response) return undefined;
    const place = response.$ref ?? `#/paths/${path.replaceAll("/", "~1")}/get/responses/200`;
    return ajv.getSchema(`manychat${place}/content/application~1json/schema`);
  }

  return {
    answer: (path, body) => violations(path, body, answerOf(path)),
    error: (body) => violations("error", body, ajv.getSchema("manychat#/components/schemas/Error")),
    request({ method, path, query }) {
      const operation = method === "GET" && Object.hasOwn(openApi.paths, path) ? openApi.paths[path]?.get : undefined;
      if (!operation) return [`${method} ${path}: not documented`];
      const { parameters = [] } = operation;
      const schema = closed({
        type: "object",
        properties: Object.fromEntries(parameters.map((one) => [one.name, one.schema])),
        required: parameters.filter(({ required }) => required).map(({ name }) => name),
      });
      return violations(path, { ...query }, coercing.compile(schema as object));
    },
  };
}
