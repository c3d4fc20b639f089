/** The one API version that the fake speaks; the contracts in `SINCRO_SPECS_DIR` are of the same version. */
export const stripeVersion = "2026-10-28.endive";
