import { createClient, signInCode } from "@sincro/client";
import { createSyncCenter } from "@sincro/react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./main.css";
import { signInByLink } from "./sign-in.ts";

const client = createClient();
const center = createSyncCenter(client);

/** A page that was opened by a sign-in link signs in before it asks for anything. */
async function main() {
  const code = signInCode(location.hash);
  const refused = code === null ? null : await signInByLink(client, code);
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no #root.");
  createRoot(root).render(<App client={client} center={center} signInError={refused} />);
  center.start();
}

void main();
