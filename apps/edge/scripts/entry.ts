// What the bundle of the functions is made of: all that supabase/functions/_shared imports of Sincro.
export * from "@sincro/functions";
export * from "@sincro/functions/edge";
export * from "@sincro/store/supabase";
