import log from 'electron-log/node'

/** Faults of a connection that went away: they say nothing of the data, which is written by units of work only. */
const ofConnections: readonly string[] = [
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_WRITE_AFTER_END',
  'HPE_INVALID_CONSTANT'
]

/** Whether a fault nobody caught leaves the state of the program known to be whole. */
export function isHarmless(fault: unknown): boolean {
  return (
    fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && ofConnections.includes(fault.code)
  )
}

/**
 * What becomes of a fault that nothing caught: it is logged; one of a connection is survived, after any other the
 * program ends in order by
 * `end`, because nobody can say what it left half done. Data is safe either way: an act is one transaction.
 */
export function guardProcess(end: () => Promise<void>): void {
  const judge = (what: string) => (fault: unknown) => {
    log.error(what, fault)
    if (isHarmless(fault)) return
    void end()
      .catch((error: unknown) => log.error('ending', error))
      .finally(() => process.exit(70))
  }
  process.on('uncaughtException', judge('uncaught'))
  process.on('unhandledRejection', judge('unhandled'))
}
