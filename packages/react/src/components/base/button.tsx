import { type ButtonHTMLAttributes, type ReactNode, useId } from "react";

const looks = {
  plain: "border-line bg-card text-ink hover:bg-sunk",
  primary: "border-transparent bg-primary text-on-primary hover:bg-primary-hover",
  danger: "border-failed bg-card text-failed hover:bg-error-tint",
  strongDanger: "border-transparent bg-danger text-on-primary hover:bg-danger-hover",
  quiet: "border-transparent bg-transparent text-quiet hover:bg-sunk hover:text-ink",
} as const;

const base =
  "inline-flex min-h-9 max-w-full items-center justify-center gap-2 rounded-lg border px-3 py-1.5 text-sm font-medium leading-tight " +
  "cursor-pointer select-none aria-disabled:cursor-not-allowed aria-disabled:opacity-50 max-sm:min-h-12 [&>svg]:shrink-0";

/** The classes of a button's look, for links that look like one. */
export function buttonClass(look: keyof typeof looks = "plain", more = ""): string {
  return `${base} ${looks[look]} ${more}`;
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> {
  readonly look?: keyof typeof looks;
  /** Why it cannot be pressed now. It stays in the tab order, so that the focus is not lost and the reason can be heard. */
  readonly unavailable?: string | null;
  readonly children: ReactNode;
}

/** A button. One that cannot be pressed says why instead of vanishing. */
export function Button({
  look = "plain",
  unavailable = null,
  onClick,
  className = "",
  children,
  ...rest
}: ButtonProps) {
  const reason = useId();
  const off = unavailable !== null;
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(look, className)}
      title={unavailable ?? rest.title}
      aria-disabled={off || undefined}
      aria-describedby={off ? reason : rest["aria-describedby"]}
      onClick={off ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {off && (
        <span id={reason} hidden>
          {unavailable}
        </span>
      )}
    </button>
  );
}
