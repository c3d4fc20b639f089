export { isSourceError, SourceError, type SourceErrorCode, sourceErrorCodes } from "./errors.ts"
export type {
  Connection,
  ConnectionTest,
  Credential,
  Page,
  SliceRequest,
  Source,
  SourceManifest,
} from "./source.ts"
