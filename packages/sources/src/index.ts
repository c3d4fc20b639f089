export { type ConfiguredConnection, connectionFrom } from "./connection.ts";
export { defineSource, type SourceDefinition } from "./define/define-source.ts";
export type { Span, Stream, StreamContext, StreamPage, Task, Windows } from "./define/stream.ts";
export {
  isSourceError,
  SourceError,
  type SourceErrorCode,
  type SourceErrorOptions,
  sourceErrorCodes,
} from "./errors.ts";
export { type Client, type ClientOptions, createClient, malformed, type RequestLimits } from "./http/index.ts";
export type { OlderPlace, OlderReader, OlderReading, OlderRun, OlderTask } from "./older/older.ts";
export { sourceNamed, sources } from "./registry.ts";
export type {
  Connection,
  ConnectionTest,
  Credential,
  KnownContact,
  KnownContacts,
  Pace,
  Page,
  Rate,
  SliceRequest,
  Source,
  SourceManifest,
} from "./source.ts";
