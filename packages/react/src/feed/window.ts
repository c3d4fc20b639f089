type WindowEvent = "ONLINE" | "OFFLINE" | "SHOWN" | "HIDDEN";

/** Tells when the page is hidden or shown, and when the machine loses or finds its network; answers how to stop. */
export function watchWindow(tell: (event: WindowEvent) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener("online", () => tell("ONLINE"), { signal });
  window.addEventListener("offline", () => tell("OFFLINE"), { signal });
  const look = () => {
    tell(document.hidden ? "HIDDEN" : "SHOWN");
    if (!document.hidden && !navigator.onLine) tell("OFFLINE");
  };
  document.addEventListener("visibilitychange", look, { signal });
  look();
  return () => stop.abort();
}
