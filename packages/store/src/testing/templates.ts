import { createHash } from "node:crypto";
import { migrate, migrations } from "../migrations/index.ts";
import { withClient } from "./client.ts";
import { adminUrlOf, type ClusterAddress, ownerUrlOf } from "./cluster.ts";
import { seedDefect, seededSql } from "./seeded-defect.ts";

/** The name of the template database with the migrations as they are on disk now. */
export function templateName(): string {
  const texts = migrations().map(({ sha256 }) => sha256);
  return `template_${createHash("sha256").update(texts.join()).update(seededSql()).digest("hex").slice(0, 16)}`;
}

/** Makes a database of the plain role and migrates it; closed to connections, because a template in use cannot be copied. */
export async function makeTemplate(cluster: ClusterAddress, name: string): Promise<void> {
  await withClient(adminUrlOf(cluster), async (admin) => {
    await admin.query(`create database ${name} owner sincro`);
    await migrate(ownerUrlOf(cluster, name));
    await seedDefect(ownerUrlOf(cluster, name));
    await admin.query(`alter database ${name} is_template true allow_connections false`);
  });
}
