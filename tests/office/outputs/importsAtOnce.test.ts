import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { commitImport } from '@main/office/outputs/importService'
import type { Recorder } from '@main/office/outputs/exportService'
import { onBothEngines } from '../../support/house'
import { aBureau, aPerson } from '../../support/people'
import { tempFolder } from '../../support/tempFolder'
import { reads } from '../../support/warehouse'

// The same stock under two names: one has its brackets, widths and blanks otherwise.
const books = [
  ['甲册.csv', '品名,规格,单位,库存数量,金额\n打印纸（A4）,70g,包,12,180.00\n中性笔,0.5mm,支,30,45.00\n'],
  ['乙册.csv', '品名,规格,单位,库存数量,金额\n打印纸(Ａ4),70G,包,12,180.00\n中性 笔,0.5mm,支,30,45.00\n']
] as const

onBothEngines('two imports of the same content at once', (house) => {
  const folder = tempFolder('at-once')
  beforeAll(async () => {
    await aBureau(house())
  })

  it('are one import: the second finds the first one’s rows there', async () => {
    const keeper = await aPerson(house(), { posts: ['suppliesKeeper'] })
    const reading = await reads(house(), keeper)
    const record: Recorder = (work, body) => house().database.write({ ...work, actor: reading.actor }, body)
    const orders = await Promise.all(
      books.map(async ([name, text]) => {
        const path = join(folder, `${house().engine}-${name}`)
        await writeFile(path, text)
        const sha256 = createHash('sha256').update(text).digest('hex')
        return { kind: 'supplies', file: { path, name }, createUnknown: true, sha256 }
      })
    )
    const reports = await Promise.all(orders.map((order) => commitImport(reading, record, order)))
    expect(reports.map(({ committed }) => committed).sort()).toEqual([false, true])
    expect(reports.find(({ committed }) => !committed)).toMatchObject({ rows: 2, known: 2, accepted: 0 })
    expect(await house().database.read.count(SupplyItem)).toBe(2)
  })
})
