import type { SourceInfo } from "@sincro/client";
import { useSelector } from "@xstate/react";
import { Plug } from "lucide-react";
import { useSync } from "../hooks/context.ts";
import { Button } from "./base/button.tsx";

/** «Probar la conexión»: small, since one looks for it once. What it finds stands in the card. */
export function TestButton({ source: { name, title } }: { readonly source: SourceInfo }) {
  const { operations, words } = useSync();
  const test = operations.testOf(name);
  const testing = useSelector(test, (flow) => flow.matches("testing"));
  const label = testing ? words.t.test.doing(title) : words.t.test.of(title);
  return (
    <Button
      look="quiet"
      // As high as the line that it stands in; what can be pressed reaches beyond it.
      className="-my-1 -mr-2 px-2 max-sm:-my-2.5 max-sm:px-4"
      data-testid={`test-${name}`}
      title={label}
      aria-label={label}
      aria-busy={testing || undefined}
      onClick={() => test.send({ type: "TEST" })}
    >
      <Plug aria-hidden size={16} className={testing ? "motion-safe:animate-pulse" : ""} />
    </Button>
  );
}
