import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { ghlCommon, ghlOperation, ghlPaths, ghlSupplement } from "./ghl-spec.ts";
import { closed } from "./json-schema.ts";

/** What GoHighLevel's files say about answers; each check answers the violations found, none for a good one. */
export interface GhlContract {
  /** The body of an answer to `GET path`, e.g. `/payments/transactions`. */
  page(path: string, body: unknown): string[];
  /** The body of an answer to a search of contacts; by the supplement, which is not official. */
  contacts(body: unknown): string[];
  /** The body of an answer 400, 401 or 422. */
  error(status: number, body: unknown): string[];
}

const errors: Readonly<Record<number, string>> = {
  400: "BadRequestDTO",
  401: "UnauthorizedDTO",
  422: "UnprocessableDTO",
};

/**
 * Loads the contract.
 *
 * @param dir - the folder that `SINCRO_SPECS_DIR` names
 */
export function ghlContract(dir: string): GhlContract {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(ghlCommon(dir), "common");
  ajv.addSchema(ghlSupplement(dir), "supplement");
  const pages = new Map(
    ghlPaths.map((path) => {
      const { document, name, operation } = ghlOperation(dir, path);
      if (!ajv.getSchema(name)) ajv.addSchema(closed(document) as object, name);
      const { $ref } = operation.responses[200].content["application/json"].schema;
      return [path, `${name}${$ref}`];
    }),
  );

  const violations = (name: string, value: unknown, validate: ValidateFunction | undefined): string[] => {
    if (!validate) return [`${name}: the contract knows no such thing`];
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };

  return {
    page: (path, body) => violations(path, body, ajv.getSchema(pages.get(path) ?? "")),
    contacts: (body) => violations("contacts", body, ajv.getSchema("supplement#/$defs/response")),
    error: (status, body) =>
      violations(String(status), body, ajv.getSchema(`common#/components/schemas/${errors[status] ?? ""}`)),
  };
}
