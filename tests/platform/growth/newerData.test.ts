import { afterEach, describe, expect, it } from 'vitest'
import { backupMeans } from '@main/office/administration/backupMeans'
import { backupPlaces, makeBackup } from '@main/platform/backup/backup'
import { prepareRestore } from '@main/platform/backup/restore'
import { NewerData } from '@main/platform/database/newerData'
import { runCommandLine } from '@main/hosts/cli/program'
import { frozenAs, thaw, type Thawed } from '../../frozen/support/frozen'
import { digestOf, summedColumns } from '../../frozen/support/digest'
import type { Engine } from '../../support/house'
import { postgresEnabled } from '../../support/postgres'
import { openThawed } from './support'

const engines: readonly Engine[] = ['sqlite', 'postgres']
const { frozenAt } = frozenAs('0.1.0')
const written = `INSERT INTO migrations (timestamp, name) VALUES (4070908800000, 'Later4070908800000')`

/** What the command line says on standard error, and its exit code. */
async function ledger(...args: string[]): Promise<{ code: number; said: string }> {
  let said = ''
  const { write } = process.stderr
  process.stderr.write = ((text: string) => {
    said += text
    return true
  }) as typeof write
  try {
    return { code: await runCommandLine(args), said }
  } finally {
    process.stderr.write = write
  }
}

describe.each(engines)('data of a later version [%s]', (engine) => {
  const run = it.skipIf(engine === 'postgres' && !postgresEnabled)
  let thawed: Thawed | undefined
  afterEach(async () => {
    await thawed?.drop()
    thawed = undefined
  })

  run('is not opened: the message says what to do, and nothing is changed', async () => {
    const copy = (thawed = await thaw('0.1.0', engine))
    const house = await openThawed(copy, frozenAt)
    await house.database.writer.query(written)
    await house.database.close()
    await expect(openThawed(copy, frozenAt)).rejects.toThrow(NewerData)
    const storage = copy.storage.kind === 'postgres' ? ['--storage', copy.storage.url] : []
    const { code, said } = await ledger('verify', '--data', copy.folder, ...storage)
    expect(code).toBe(1)
    expect(said).toMatch(/更新版本的软件升级过，本机软件（\d+\.\d+\.\d+ 版）太旧.*请在本机装上/)
    expect(said).not.toMatch(/QueryFailed|SQLITE|Later/)
  })

  run('opens again with the program it belongs to', async () => {
    const copy = (thawed = await thaw('0.1.0', engine))
    class Later4070908800000 {
      up = () => Promise.resolve()
      down = () => Promise.resolve()
    }
    const house = await openThawed(copy, frozenAt, [Later4070908800000])
    const sums = await digestOf(house.database.writer, await summedColumns(house.database.writer))
    await house.database.close()
    const again = await openThawed(copy, frozenAt, [Later4070908800000])
    expect(await digestOf(again.database.writer, await summedColumns(again.database.writer))).toEqual(sums)
    await again.database.close()
  })
})

it('a backup of a later version is refused before anything is put in its place', async () => {
  const copy = await thaw('0.1.0', 'sqlite')
  const house = await openThawed(copy, frozenAt)
  const places = backupPlaces(copy.folder)
  const { prove: _, ...means } = backupMeans(house)
  await house.database.writer.query(written)
  const { name } = await makeBackup(places, 'manual', frozenAt, means)
  await house.database.writer.query(`DELETE FROM migrations WHERE name = 'Later4070908800000'`)
  await house.database.close()
  await expect(prepareRestore(places, name, frozenAt, '管理员', means)).rejects.toThrow('更新版本的软件')
  const again = await openThawed(copy, frozenAt)
  await again.database.close()
})
