import { testDatabase } from "@sincro/store/testing";
import { Client } from "pg";
import { closeSessions, openSessions } from "./sessions.ts";

/** A database and the sessions of one race. */
export interface Setting {
  readonly sessions: readonly Client[];
  /** Superuser, for patches and for looking at locks. */
  readonly admin: Client;
  end(): Promise<void>;
}

/** Opens a fresh database with `count` sessions of the owner. */
export async function setTheScene(version: 15 | 18, count: number): Promise<Setting> {
  const database = await testDatabase({ version });
  const sessions = await openSessions(database.url, count);
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  return {
    sessions,
    admin,
    end: async () => {
      await closeSessions([...sessions, admin]);
      await database.drop();
    },
  };
}
