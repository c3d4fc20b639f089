/** A slice's cap on pages; measured, see the README of apps/edge. */
export const maxPages = 60;
