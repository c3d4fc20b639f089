import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BakeryPage } from "./bakery-page.tsx";
import "@sincro/react/sincro.css";
import "./bakery.css";
import { signedInClient } from "./signed-in-client.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root.");
createRoot(root).render(
  <StrictMode>
    <BakeryPage {...signedInClient(import.meta.env.VITE_SINCRO_URL)} />
  </StrictMode>,
);
