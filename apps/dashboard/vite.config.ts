import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { sonnerWithoutInlineStyles } from "./vite/sonner-styles.ts";

const onSupabase = fileURLToPath(new URL("src/connect/supabase.ts", import.meta.url));

/** Where `vite dev` finds the functions; the built page is served by them. */
const functions = process.env.SINCRO_FUNCTIONS ?? "http://127.0.0.1:4400";

export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss(), sonnerWithoutInlineStyles()],
  resolve: {
    // One React, this app's own: for @sincro/react it is a peer, which `npm start` does not install beside it.
    dedupe: ["react", "react-dom"],
    // `vite build --mode supabase`: the same page, for a project on Supabase.
    alias: mode === "supabase" ? [{ find: "./connect/server.ts", replacement: onSupabase }] : [],
  },
  build: {
    target: ["es2023", "chrome120", "firefox121", "safari17.4"],
    // What the page needs it brings along, as files: a strict content security policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/functions/v1": functions } },
}));
