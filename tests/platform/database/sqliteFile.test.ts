import { join } from 'node:path'
import type { QueryFailedError } from 'typeorm'
import { expect, it } from 'vitest'
import { changing, copySqlite, reading } from '@main/platform/database/sqliteFile'
import { tempFolder } from '../../support/tempFolder'

it('leaves the driver without its verbose mode, which would hold for the whole process', async () => {
  const file = join(tempFolder('quiet'), 'kept.db')
  await changing(file, (source) => source.query('CREATE TABLE kept (title TEXT NOT NULL)'))
  await copySqlite(file, `${file}.copy`)
  const fault = await reading(file, (source) => source.query('SELECT 1 FROM elsewhere')).then(
    () => undefined,
    (error: unknown) => (error as QueryFailedError).driverError
  )
  expect(fault?.message).toContain('no such table')
  expect(fault?.stack).not.toContain('--> in ')
})
