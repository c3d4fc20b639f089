import { createClient, signInCode } from "@sincro/client";
import { createSyncCenter } from "@sincro/react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./main.css";
import { signInByLink } from "./sign-in.ts";

/** A page that was opened by a sign-in link signs in before it asks for anything. The gallery is a page of its own. */
async function main() {
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no #root.");
  if (location.pathname === "/galeria") {
    const { showGallery } = await import("./gallery/show-gallery.tsx");
    showGallery(root);
    return;
  }
  const client = createClient();
  const center = createSyncCenter(client);
  const code = signInCode(location.hash);
  const refused = code === null ? null : await signInByLink(client, code);
  createRoot(root).render(<App client={client} center={center} signInError={refused} />);
  center.start();
}

void main();
