import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { startPostgresServer, type PostgresServer } from './postgresServer'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Answers a GET with the address of the run's PostgreSQL, started by the first one who asks. */
    postgresOnDemand: string
  }
}

/** One PostgreSQL for the whole run, started only when a test file asks for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<PostgresServer> | undefined
  const desk = createServer((_request, response) => {
    running ??= startPostgresServer()
    running.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error))
    )
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  const address = desk.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  project.provide('postgresOnDemand', `http://127.0.0.1:${address.port}/`)
  return async () => {
    desk.closeAllConnections()
    await new Promise((resolve) => desk.close(resolve))
    await (await running?.catch(() => undefined))?.stop()
  }
}
