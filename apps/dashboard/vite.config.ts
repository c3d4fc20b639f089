import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { sonnerWithoutInlineStyles } from "./vite/sonner-styles.ts";

/** Where `vite dev` finds the functions; the built page is served by them. */
const functions = process.env.SINCRO_FUNCTIONS ?? "http://127.0.0.1:4400";

export default defineConfig({
  plugins: [react(), tailwindcss(), sonnerWithoutInlineStyles()],
  // One React, this app's own: for @sincro/react it is a peer, which `npm start` does not install beside it.
  resolve: { dedupe: ["react", "react-dom"] },
  build: {
    target: ["es2023", "chrome120", "firefox121", "safari17.4"],
    // What the page needs it brings along, as files: a strict content security policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/functions/v1": functions } },
});
