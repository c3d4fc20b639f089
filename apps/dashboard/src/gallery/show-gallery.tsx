import { createRoot } from "react-dom/client";
import { Gallery } from "./gallery.tsx";

/** Shows the gallery in place of the page: no server is asked for anything. */
export function showGallery(root: HTMLElement): void {
  createRoot(root).render(<Gallery />);
}
