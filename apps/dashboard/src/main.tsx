import { createSyncCenter } from "@sincro/react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { connect } from "./connect/server.ts";
import "./main.css";

/** The gallery is a page of its own. */
async function main() {
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no #root.");
  if (location.pathname === "/galeria") {
    const { showGallery } = await import("./gallery/show-gallery.tsx");
    showGallery(root);
    return;
  }
  const { actions, feed, session, signInError } = await connect();
  const center = createSyncCenter(feed);
  createRoot(root).render(<App actions={actions} session={session} center={center} signInError={signInError} />);
  center.start();
}

void main();
