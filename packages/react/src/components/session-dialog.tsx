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
  const byPassword = "signInWithPassword" in session;
  const [email, setEmail] = useState("");
  const [secret, setSecret] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(refused === null ? null : sentenceOf(refused, t));
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || secret.trim() === "" || (byPassword && email.trim() === "")) return;
    setBusy(true);
    setError(null);
    try {
      if (byPassword) await session.signInWithPassword({ email: email.trim(), password: secret });
      else await session.signIn({ token: secret.trim() });
      center.signedIn();
    } catch (thrown) {
      if (!isApiError(thrown)) throw thrown;
      const wrong = byPassword ? t.session.wrongPassword : t.session.wrong;
      setError(thrown.status === 401 ? wrong : sentenceOf(thrown.code, t));
      setBusy(false);
    }
  }
  return (
    <Dialog title={t.session.title} testId="session-dialog">
      {!byPassword && <p className="mt-2 text-sm text-quiet">{t.session.body}</p>}
      {loaded && <p className="mt-1 text-sm text-quiet">{t.session.kept}</p>}
      <form className="mt-4 flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
        {byPassword && (
          <Field label={t.session.email} type="email" autoComplete="username" first value={email} onChange={setEmail} />
        )}
        <Field
          label={byPassword ? t.session.password : t.session.token}
          type="password"
          autoComplete="current-password"
          first={!byPassword}
          invalid={error !== null}
          value={secret}
          onChange={setSecret}
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

interface FieldProps {
  readonly label: string;
  readonly type: "email" | "password";
  readonly autoComplete: string;
  /** Whether one begins to write here. */
  readonly first: boolean;
  readonly invalid?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ label, first, invalid = false, onChange, ...input }: FieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        {...input}
        id={id}
        data-initial-focus={first || undefined}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={invalid}
        className="min-h-9 rounded-lg border border-edge bg-card px-3 text-sm max-sm:min-h-12"
      />
    </>
  );
}
