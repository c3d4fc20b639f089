export { installAudit } from "./install.ts";
export { auditViolations } from "./violations.ts";
