import { isApiError } from "@sincro/client";
import { type FormEvent, useId, useState } from "react";
import type { Session } from "../feed/port.ts";
import { useSync } from "../hooks/context.ts";
import { useObservable } from "../hooks/use-observable.ts";
import { sentenceOf } from "../texts/sentence.ts";
import { Button } from "./base/button.tsx";
import { Dialog } from "./base/dialog.tsx";

interface SessionDialogProps {
  readonly session: Session;
  /** Why a sign-in link was refused. */
  readonly refused: string | null;
}

/** Asks to sign in again on top of the page when the session has ended. Calls that were refused are made again after. */
export function SessionDialog(props: SessionDialogProps) {
  const { center } = useSync();
  const connection = useObservable(center.connection);
  return connection === "signedOut" ? <OpenSessionDialog {...props} /> : null;
}

function OpenSessionDialog({ session, refused }: SessionDialogProps) {
  const { center, words } = useSync();
  const { t } = words;
  const { loaded } = useObservable(center.state);
  const field = useId();
  const [token, setToken] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(refused === null ? null : sentenceOf(refused, t));
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || token.trim() === "") return;
    setBusy(true);
    setError(null);
    try {
      await session.signIn({ token: token.trim() });
      center.signedIn();
    } catch (thrown) {
      if (!isApiError(thrown)) throw thrown;
      setError(thrown.status === 401 ? t.session.wrong : sentenceOf(thrown.code, t));
      setBusy(false);
    }
  }
  return (
    <Dialog title={t.session.title} testId="session-dialog">
      <p className="mt-2 text-sm text-quiet">{t.session.body}</p>
      {loaded && <p className="mt-1 text-sm text-quiet">{t.session.kept}</p>}
      <form className="mt-4 flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
        <label htmlFor={field} className="text-sm font-medium">
          {t.session.token}
        </label>
        <input
          id={field}
          type="password"
          autoComplete="current-password"
          data-initial-focus
          value={token}
          onChange={(event) => setToken(event.target.value)}
          aria-invalid={error !== null}
          className="min-h-9 rounded-lg border border-edge bg-card px-3 text-sm max-sm:min-h-12"
        />
        {error !== null && (
          <p role="alert" className="text-sm text-failed">
            {error}
          </p>
        )}
        <Button type="submit" look="primary" className="mt-2 self-end" aria-busy={busy}>
          {busy ? t.session.entering : t.session.enter}
        </Button>
      </form>
    </Dialog>
  );
}
