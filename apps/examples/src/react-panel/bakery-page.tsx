import type { Client } from "@sincro/client";
import { createSyncCenter, Notices, type Session, SyncControls, SyncProvider, SyncResultsPanel } from "@sincro/react";
import { useEffect, useState } from "react";

interface BakeryPageProps {
  readonly client: Client;
  readonly session: Session;
}

/** A bakery's own page, with Sincro's buttons and results in the middle of it. */
export function BakeryPage({ client, session }: BakeryPageProps) {
  const [center] = useState(() => createSyncCenter(client));
  useEffect(() => center.start(), [center]);
  return (
    <div className="bakery">
      <h1>Panadería Luna</h1>
      <p>Pedidos de hoy: 42. Hogazas en el horno: 18.</p>
      <SyncProvider center={center} actions={client} session={session} language="es">
        <Notices />
        <SyncControls />
        <SyncResultsPanel />
      </SyncProvider>
    </div>
  );
}
