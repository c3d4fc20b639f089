export { type EmbeddedOptions, type EmbeddedPostgres, embeddedOwner, startEmbeddedPostgres } from "./embedded.ts";
export {
  EmbeddedFailed,
  type EmbeddedFailure,
  EmbeddedInUse,
  type EmbeddedOwner,
  isEmbeddedFailed,
  isEmbeddedInUse,
  type OwnerInfo,
} from "./errors.ts";
