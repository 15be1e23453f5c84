import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import JSZip from 'jszip'
import { beforeAll, describe, expect, it } from 'vitest'
import { IMPORT_LIMITS, readTablesAside, readTables } from '../../../src-main/platform/importing'
import { sourceThread } from '../../support/sourceThread'
import { tempFolder } from '../../support/tempFolder'

const folder = tempFolder('aside')
const entry = sourceThread('platform/importing/importWorker')
const aside = (path: string) => readTablesAside(path, IMPORT_LIMITS, entry)

/** Reads a hostile file and gives its problem and what it took. */
async function hostile(path: string) {
  const start = performance.now()
  const before = process.memoryUsage().rss
  const reading = await aside(path)
  return {
    problem: reading.ok ? undefined : reading.problem.kind,
    seconds: (performance.now() - start) / 1000 - startUp,
    megabytes: (process.memoryUsage().rss - before) / 1024 / 1024
  }
}

let startUp = 0
beforeAll(async () => {
  // From sources the thread first translates itself; the suite that is shipped does not.
  const path = join(folder, '小.csv')
  await writeFile(path, '品名,数量\n纸,1\n')
  const start = performance.now()
  await aside(path)
  startUp = (performance.now() - start) / 1000
}, 60_000)

describe('reading in a thread of its own', () => {
  it('gives the same tables as reading here', async () => {
    const sample = fileURLToPath(new URL('../../support/samples/用印登记簿.xlsx', import.meta.url))
    expect(await aside(sample)).toEqual(await readTables(sample))
  })

  it.each([
    ['48 MB of commas', Buffer.alloc(48 * 1024 * 1024, ',')],
    ['48 MB of blank lines', Buffer.alloc(48 * 1024 * 1024, '\n')],
    ['one line of 30 MB', Buffer.concat([Buffer.from('a\n'), Buffer.alloc(30 * 1024 * 1024, 'a')])],
    ['30 MB of commas', Buffer.alloc(30 * 1024 * 1024, ',')],
    ['30 MB of blank lines', Buffer.alloc(30 * 1024 * 1024, '\n')]
  ])(
    'refuses %s within 5 s and 500 MB',
    async (name, bytes) => {
      const path = join(folder, `${name}.csv`)
      await writeFile(path, bytes)
      const { problem, seconds, megabytes } = await hostile(path)
      expect(['tooLarge', 'damaged']).toContain(problem)
      expect(seconds).toBeLessThan(5)
      expect(megabytes).toBeLessThan(500)
    },
    60_000
  )

  it('refuses a shared string of 100 MB within 5 s and 500 MB', async () => {
    const archive = new JSZip()
    archive.file(
      'xl/workbook.xml',
      '<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    archive.file(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    archive.file(
      'xl/worksheets/sheet1.xml',
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'
    )
    archive.file(
      'xl/sharedStrings.xml',
      Buffer.concat([Buffer.from('<sst><si><t>'), Buffer.alloc(100 * 1024 * 1024, 'a'), Buffer.from('</t></si></sst>')])
    )
    const path = join(folder, '长串.xlsx')
    await writeFile(path, await archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }))
    const { problem, seconds, megabytes } = await hostile(path)
    expect(problem).toBe('tooLarge')
    expect(seconds).toBeLessThan(5)
    expect(megabytes).toBeLessThan(500)
  }, 60_000)
})
