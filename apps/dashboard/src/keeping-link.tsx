import type { LinkProps } from "@sincro/react";
import { Link } from "wouter";
import { useTargetOf } from "./address.ts";

/** A link of the page; see {@link useTargetOf}. */
export function KeepingLink({ href, ...rest }: LinkProps) {
  return <Link {...useTargetOf()(href)} {...rest} />;
}
