import { Component, type ErrorInfo, type ReactNode } from "react";
import type { Messages } from "../texts/index.ts";
import { CopyDetails } from "./copy-details.tsx";

interface ErrorBoundaryProps {
  readonly t: Messages;
  /** How much of the page it stands for. */
  readonly part: "card" | "page";
  readonly children: ReactNode;
}

/** Shows that a part could not be shown, with the details to copy; the others live on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    const { t, part, children } = this.props;
    const { error } = this.state;
    if (error === null) return children;
    return (
      <div role="alert" className="flex flex-col items-start gap-3 rounded-xl border border-failed bg-card p-4 text-sm">
        <p>{part === "card" ? t.app.broken : t.app.brokenPage}</p>
        <CopyDetails t={t} text={`${error.name}: ${error.message}\n${error.stack ?? ""}`} />
      </div>
    );
  }
}
