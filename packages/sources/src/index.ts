export { type ConfiguredConnection, connectionFrom } from "./connection.ts";
export {
  isSourceError,
  SourceError,
  type SourceErrorCode,
  type SourceErrorOptions,
  sourceErrorCodes,
} from "./errors.ts";
export type { RequestLimits } from "./http/index.ts";
export { sourceNamed, sources } from "./registry.ts";
export type {
  Connection,
  ConnectionTest,
  Credential,
  Page,
  SliceRequest,
  Source,
  SourceManifest,
} from "./source.ts";
