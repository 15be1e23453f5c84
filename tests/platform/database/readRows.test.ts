import { expect, it } from 'vitest'
import { Attachment } from '@main/office/entities'
import { inParts, onlyAmong, rowsById, rowsWith } from '@main/platform/database/readRows'
import { onBothEngines } from '../../support/house'
import { anAttachment } from '../../support/people'

onBothEngines('reading rows by long lists', (house) => {
  it('reads by more values than one statement takes, each value once, absent ones left out', async () => {
    const kept = await anAttachment(house())
    const ids = [...Array.from({ length: 70_000 }, (_, index) => `nobody-${index}`), kept.id, kept.id, null, undefined]
    expect((await rowsById(house().database.read, Attachment, ids)).get(kept.id)?.sha256).toBe(kept.sha256)
    expect(await rowsWith(house().database.read, Attachment, 'id', ids)).toHaveLength(1)
  })

  it('asks for no more than a thousand at a time, and for nothing when there is nothing to ask', async () => {
    const asked: number[] = []
    const read = async (part: string[]) => {
      asked.push(part.length)
      return part
    }
    expect(
      await inParts(
        Array.from({ length: 2_001 }, (_, index) => `${index}`),
        read
      )
    ).toHaveLength(2_001)
    expect(asked).toEqual([1_000, 1_000, 1])
    expect(await inParts([null], read)).toEqual([])
    expect(asked).toHaveLength(3)
  })

  it('keeps to further conditions and to the order among rows of one value', async () => {
    const names = ['乙.png', '甲.png', '丙.png']
    for (const name of names) await anAttachment(house(), name, `同一内容${name}`)
    const rows = await rowsWith(house().database.read, Attachment, 'name', names, {
      where: { mime: 'image/png' },
      order: { id: 'DESC' }
    })
    expect(rows.map((row) => row.name)).toEqual([...names].reverse())
    expect(await rowsWith(house().database.read, Attachment, 'name', names, { where: { mime: 'text/plain' } })).toEqual(
      []
    )
  })

  it('narrows to the given values, to none of an empty list, and not at all without one', async () => {
    const kept = await anAttachment(house())
    const counted = (ids: readonly string[] | null) =>
      onlyAmong(
        house().database.read.createQueryBuilder(Attachment, 'a').where('a.id = :id', { id: kept.id }),
        'a.id',
        ids
      ).getCount()
    expect([await counted([kept.id]), await counted([]), await counted(null)]).toEqual([1, 0, 1])
  })
})
