// What the bundle is made of: all that supabase/functions/_shared imports of Sincro, and what functions of other projects
// import of it (docs/guides/supabase.md).
export * from "@sincro/functions";
export * from "@sincro/functions/edge";
export * from "@sincro/store/supabase";
export * from "@sincro/worker";
