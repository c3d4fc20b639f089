export { ConfigError, type ConfigIssue, isConfigError } from "./errors.ts";
export { type Config, type Environment, readConfig } from "./read-config.ts";
export { keepTime, type Variable, type VariableName, variables } from "./variables.ts";
