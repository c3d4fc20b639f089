import { Copy } from "lucide-react";
import { useState } from "react";
import type { Messages } from "../texts/index.ts";
import { Button } from "./base/button.tsx";

/** Puts a text into the clipboard; where that is not allowed the text is shown to be copied by hand. */
export function CopyDetails({ t, text }: { readonly t: Messages; readonly text: string }) {
  const [state, setState] = useState<"idle" | "copied" | "shown">("idle");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("shown"),
    );
  return (
    <>
      <Button onClick={() => void (navigator.clipboard ? copy() : setState("shown"))}>
        <Copy aria-hidden size={16} />
        {state === "copied" ? t.app.copied : t.app.copyDetails}
      </Button>
      {state === "shown" && <pre className="max-w-full overflow-auto text-xs">{text}</pre>}
    </>
  );
}
