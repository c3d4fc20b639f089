// Loaded into the process that the bootstrap hands over to. When the bootstrap dies, even by SIGKILL, the system closes
// the channel between the two, and the child shuts down in order instead of living on unseen.
if (process.env.SINCRO_LIFELINE && process.channel) {
  delete process.env.SINCRO_LIFELINE;
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
