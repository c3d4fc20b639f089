interface ImportMetaEnv {
  /** Where Sincro is, e.g. `https://sync.panaderialuna.mx`. */
  readonly VITE_SINCRO_URL: string;
}
