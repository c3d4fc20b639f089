import type { LinkProps } from "@sincro/react";
import { Link, useSearchParams } from "wouter";
import { lookOf } from "./preferences.ts";

/** An address that carries on the look that the page's own asks for. */
export function withLook(href: string, search: URLSearchParams): string {
  const look = lookOf(search);
  if (look === "") return href;
  return `${href}${href.includes("?") ? "&" : "?"}${look}`;
}

/** A link of the page: it leads on in the same language and theme. */
export function KeepingLink({ href, ...rest }: LinkProps) {
  const [search] = useSearchParams();
  return <Link href={withLook(href, search)} {...rest} />;
}
