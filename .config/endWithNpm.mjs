// npm ends on SIGTERM without passing it on. Loaded before a long-running command, this stops the command when npm is
// gone.
const npm = process.ppid

if (process.env.npm_lifecycle_event && process.platform !== 'win32') {
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 300)
  watch.unref()
}
