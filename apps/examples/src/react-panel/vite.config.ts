import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// VITE_SINCRO_URL=http://127.0.0.1:4400 vite dev, in this folder; and SINCRO_ALLOWED_ORIGINS with this page's origin there.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { dedupe: ["react", "react-dom"] },
});
