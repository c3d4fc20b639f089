import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useRef } from "react";
import type { Notice } from "../feedback/notices.ts";
import { useSync } from "../hooks/context.ts";
import { useFocusKept } from "../hooks/use-focus-kept.ts";
import { useObservable } from "../hooks/use-observable.ts";
import { Button } from "./base/button.tsx";
import { CancelReceipt } from "./cancel-receipt.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";

/** What there is to know before anything else, right after the header: the conflict's choice, receipts, failures. */
export function Notices() {
  const { notices, words } = useSync();
  const list = useObservable(notices.list);
  return (
    <section aria-label={words.t.app.notices} data-testid="notices" className="flex flex-col gap-3 empty:hidden">
      <ConflictNotice place="page" />
      {list.map((notice) => (
        <NoticeBox key={notice.key} notice={notice} />
      ))}
    </section>
  );
}

function NoticeBox({ notice }: { readonly notice: Notice }) {
  const { notices, words } = useSync();
  const box = useRef<HTMLDivElement>(null);
  useFocusKept(box);
  const failed = notice.kind === "error";
  const Icon = failed ? TriangleAlert : CircleCheck;
  return (
    <div
      ref={box}
      data-testid={`notice-${notice.key}`}
      data-kind={notice.kind}
      className={`flex items-start gap-3 rounded-xl border p-3 text-sm ${failed ? "border-failed bg-error-tint" : "border-line bg-card"}`}
    >
      <Icon aria-hidden size={18} className={`mt-0.5 shrink-0 ${failed ? "text-failed" : "text-completed"}`} />
      <div className="min-w-0 flex-1">
        {notice.kind === "receipt" ? <CancelReceipt answer={notice.answer} all={notice.all} /> : <p>{notice.text}</p>}
      </div>
      <Button
        look="quiet"
        className="-m-1 px-2"
        aria-label={words.t.app.close}
        onClick={() => notices.remove(notice.key)}
      >
        <X aria-hidden size={16} />
      </Button>
    </div>
  );
}
