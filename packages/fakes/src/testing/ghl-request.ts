import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { LoggedRequest } from "../shared/log.ts";
import { ghlOperation, ghlPaths, ghlSupplement } from "./ghl-spec.ts";
import { closed } from "./json-schema.ts";

interface Rule {
  readonly method: string;
  readonly path: RegExp;
  readonly validate: ValidateFunction;
}

const loaded = new Map<string, readonly Rule[]>();

/**
 * Checks that GoHighLevel documents a request: its path, and parameters or body of the right types.
 *
 * @param request - an entry of a fake's log; `body` is what was sent with a POST
 * @param dir - the folder that `SINCRO_SPECS_DIR` names
 * @throws AssertionError that names what is not documented
 */
export function assertGhlRequest(
  request: Pick<LoggedRequest, "method" | "path" | "query"> & { readonly body?: unknown },
  dir: string,
): void {
  const { method, path, query, body } = request;
  const rules = loaded.get(dir) ?? loadRules(dir);
  loaded.set(dir, rules);
  const rule = rules.find((one) => one.method === method && one.path.test(path));
  assert.ok(rule, `GoHighLevel documents no ${method} ${path}`);
  const sent = method === "POST" ? body : { ...query };
  const errors = rule.validate(sent) ? [] : (rule.validate.errors ?? []);
  const found = errors.map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  assert.equal(found.join("; "), "", `${method} ${path} ${JSON.stringify(sent)}`);
}

function loadRules(dir: string): readonly Rule[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, coerceTypes: true });
  const lists = ghlPaths.map((template): Rule => {
    const parameters = ghlOperation(dir, template).operation.parameters.filter((one) => one.in === "query");
    const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
    const required = parameters.filter((one) => one.required).map(({ name }) => name);
    return {
      method: "GET",
      path: new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
      validate: ajv.compile(closed({ type: "object", properties, required }) as object),
    };
  });
  const exact = new Ajv2020({ strict: false, validateFormats: false });
  const search = exact.compile(closed(ghlSupplement(dir).$defs.request) as object);
  return [...lists, { method: "POST", path: /^\/contacts\/search$/, validate: search }];
}
